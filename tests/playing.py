"""Two scripted people who play an exercise to its end, at the level of use cases.

    scripts = play(pair, share_all=False)      # {"alex": Script, "sam": Script}: what each entered, and did

What they enter is `acting.py`'s. Like the players at sockets they do whatever their screen asks for; here no
socket is needed, so a test can look at pages or at an export afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping

from acting import Name, Script
from couples.access import Holder
from exercises import built_on, seen, sessions
from exercises.rules import TAKEAWAY_STEP, WHOLE, Stage
from exercises.screens import Breath, CardsDone, Floor, Reveal, Screen, Step
from pairs import Pair

MOST_DEEDS = 400  # far more than any exercise takes


def play(pair: Pair, *, share_all: bool = False, share_line: bool = True) -> Mapping[Name, Script]:
    """From where they stand to the end of it. share_line: what they take along is for both to see."""
    scripts: dict[Name, Script] = {"alex": Script("alex", share_all), "sam": Script("sam", share_all)}
    players = ((pair.alex, scripts["alex"]), (pair.sam, scripts["sam"]))
    for who, _ in players:
        pair.arrive(who)
    for _ in range(MOST_DEEDS):
        done = [_act(pair, who, script, share_line) for who, script in players]
        if not any(done):
            break
    assert [pair.stage(who) for who in pair.both] == [Stage.FINISHED] * 2
    return scripts


def _act(pair: Pair, who: Holder, script: Script, share_line: bool) -> bool:
    """Do one thing that the screen asks for. False when there is nothing to do but wait."""
    sitting = pair.sitting(who)
    view = seen.of(sitting, origin="http://testserver")
    where = pair.where(who)
    round_id = where.round.id if where.round is not None else WHOLE
    match view.stage:
        case Stage.LOBBY:
            pair.say(who, "begin", WHOLE)
        case Stage.STEP:
            assert isinstance(view.screen, Step)
            return _step(pair, who, script, view.screen)
        case Stage.PREVIEW:
            pair.release(who, round_id)
        case Stage.REVEAL:
            return _card(pair, who, script, view.screen, round_id)
        case Stage.TAKEAWAY:
            raw: dict[str, str | list[str]] = {"line": f"z{script.name}.takeaway"}
            sessions.answer(who, pair.code, step=TAKEAWAY_STEP, base=0, raw=raw, share={"line": share_line})
        case _:
            return False
    return True


def _step(pair: Pair, who: Holder, script: Script, screen: Step) -> bool:
    together: Breath | Floor | None = screen.breath or screen.floor
    if together is not None and not together.said:
        word = together.word if isinstance(together, Breath) else together.start_word
        pair.say(who, word, together.round)
        return True
    if screen.floor is not None and not screen.floor.over:
        if screen.floor.hand_word:
            pair.say(who, screen.floor.hand_word, screen.floor.round)
        return bool(screen.floor.hand_word)
    spec = built_on.spec_of(pair.sitting(who), screen.ref)
    own = pair.sitting(who).own.get(spec.id)
    base = own.revision if own else 0
    if not screen.takes:
        sessions.answer(who, pair.code, step=spec.id, base=base, raw={"go": "on"}, share={})
    elif script.deed(spec) == "pass":
        sessions.pass_(who, pair.code, step=spec.id)
    else:
        parts, shares = script.parts(spec), script.shares(spec)
        sessions.answer(who, pair.code, step=spec.id, base=base, raw=parts, share=shares)
    return True


def _card(pair: Pair, who: Holder, script: Script, screen: Screen, round_id: str) -> bool:
    if isinstance(screen, CardsDone):
        assert screen.confirm or screen.further, "the cards are through, and nothing is asked"
        pair.say(who, "yes" if screen.confirm else "more", round_id)
        return True
    assert isinstance(screen, Reveal)
    if screen.said_next:
        return False
    pair.say(who, screen.next_word, round_id)
    return True
