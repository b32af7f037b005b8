"""Scenes that phones come into: two people are brought to a place by use cases, and then take their phones.

An app's actor calls these (`app.act`), so they give what JSON can hold: the code of the session, the code of
the couple, and the cookie of each of the two, as name and value.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from django.db.models import F

from couples import seats
from couples.access import Holder, holder
from exercises import commands
from exercises.models import Milestone
from exercises.rules import Stage
from exercises.screens import Step
from tests.support.couples.paired import CORE, Pair, start_together
from tests.support.scripts import ring_picks
from tests.support.scripts.answer_script import Name
from tests.support.scripts.playing import play
from tests.support.scripts.playthrough import MOST_DEEDS, NAMES, Play

UNTIL_A_PLAN_IS_DUE_MS = 8 * 24 * 60 * 60 * 1_000  # more than the week that is left to try it

Names = tuple[str, str]
NAMED: Names = ("Alex", "Sam")

Picks = Mapping[str, str]  # by step; "": of every other step, which is passed otherwise

STRAIN, US_MILD, CARING = {"": "strain"}, {"": "us_mild"}, {"": "caring"}


class Scene(TypedDict):
    code: str
    couple: str
    cookies: list[tuple[str, str]]  # of alex, of sam


def _scene(pair: Pair) -> Scene:
    pairs = [pair.cookies(who).partition("=") for who in pair.both]
    return {
        "code": pair.code,
        "couple": pair.couple_code,
        "cookies": [(name, value) for name, _, value in pairs],
    }


def sit_down(exercise: str = CORE, names: Names = NAMED, *, begun: bool = True) -> Scene:
    """Both sit at the first step. begun: unless this is so, alex is still in the lobby."""
    return _scene(start_together(*names, exercise=exercise, begun=begun))


def answered(
    alex: Picks | None = STRAIN,
    sam: Picks | None = STRAIN,
    *,
    names: Names = NAMED,
    decided: bool = True,
    shown_by_alex: bool = False,
) -> Scene:
    """Whoever has picks has answered the first round, and is at the preview; or alex waits already.

    decided: what is tender is to be shared; unless this is so, it is still to be decided.
    """
    pair = start_together(*names)
    for who, picks in zip(pair.both, (alex, sam), strict=True):
        if picks is not None:
            _answer(pair, who, picks, decided=decided)
    if shown_by_alex:
        pair.release(pair.alex)
    return _scene(pair)


def at_the_cards(alex: Picks = US_MILD, sam: Picks = CARING, names: Names = NAMED) -> Scene:
    """The cards of the first round lie open, and all that was picked can be shared."""
    pair = start_together(*names)
    for who, picks in zip(pair.both, (alex, sam), strict=True):
        _answer(pair, who, picks)
        pair.arrive(who)
        pair.release(who)
    assert pair.stage(pair.alex) is Stage.REVEAL
    return _scene(pair)


def _answer(pair: Pair, who: Holder, picks: Picks, *, decided: bool = True) -> None:
    """Give these picks to the steps of the first round, tender ones to be shared, and pass the others."""
    for spec in pair.state(who).layout.of_round("first"):
        pick = picks.get(spec.id) or picks.get("")
        if pick is None:
            commands.pass_(who, pair.code, step=spec.id)
        else:
            pair.answer(who, spec.id, pick, share={spec.main.id: True} if decided else None)


def at_the_ring() -> Scene:
    """The ring of two people lies open on both phones."""
    pair = ring_picks.sit_down()
    ring_picks.to_the_ring(pair)
    return _scene(pair)


def at_the_step(exercise: str, step: str) -> Scene:
    """Both have done all that comes before this step, and stand at it."""
    pair = start_together(exercise=exercise)
    assert step in pair.state(pair.alex).layout.steps
    play = Play(pair)

    def is_there(name: Name) -> bool:
        screen = pair.screen(play.who(name))
        return isinstance(screen, Step) and screen.ref == step

    for _ in range(MOST_DEEDS):
        coming = [name for name in NAMES if not is_there(name)]
        if not coming:
            return _scene(pair)
        for name in coming:
            play.go_on(name)
    raise AssertionError(f"{step} is not reached")


def come_to(stage: str, names: Names = NAMED) -> Scene:
    """Both together at this stage, the quick way (see `Pair.come_to`)."""
    pair = start_together(*names)
    pair.come_to(stage)
    return _scene(pair)


def at_the_end() -> Scene:
    """Both are through, and have left a line each."""
    pair = start_together()
    pair.come_to("finished")
    return _scene(pair)


def played_out(exercise: str, names: Names) -> Scene:
    """Both have come to the end of it, and every text that they entered begins with "zalex." or "zsam."."""
    pair = start_together(*names, exercise=exercise)
    play(pair, share_all=True)
    return _scene(pair)


def looked_back(exercise: str, names: Names) -> Scene:
    """The same of one that begins where a plan is, some days after the plan was made."""
    pact = start_together(*names, exercise="if-then-pact")
    play(pact, share_all=True)
    Milestone.objects.filter(session__code=pact.code).update(at=F("at") - UNTIL_A_PLAN_IS_DUE_MS)
    started = commands.start(exercise, holder=pact.alex, couple_code=pact.couple_code, earlier=pact.code)
    pair = Pair(started.code, pact.couple_code, pact.alex, pact.sam)
    play(pair, share_all=True)
    return _scene(pair)


def with_a_line(names: Names = NAMED) -> Scene:
    """Both are through, and alex keeps a line in the glossary."""
    pair = start_together(*names)
    pair.come_to("finished")
    cue = pair.state(pair.alex).layout.of_round("first")[0].required_cue.id
    commands.keep_line(pair.alex, pair.couple_code, cue=cue, means="zalex.means", helps="zalex.helps", base=0)
    return _scene(pair)


def erase(couple: str, cookie: tuple[str, str]) -> None:
    """One of the two erases it. No hint of it leaves this process."""
    name, value = cookie
    seats.erase(holder({name: value}), couple)
