"""What may happen now. Pure: each raises its refusal, or says whether anything would change.

These decide alone: a use case asks one of them and writes. The words of a round are in `round_rules`, those
of a talk in `talk_rules`.
"""

from __future__ import annotations

from couples.positions import FIRST, Position
from exercises.rules.circumstances import Circumstances
from exercises.rules.facts import TAKEAWAY_STEP, WHOLE, Facts, Stage
from exercises.rules.refusals import BothIn, NotYet, SessionEnded, Shown, UnknownStep
from exercises.rules.round_rules import may_go_on, may_say_of_round, may_say_together
from exercises.rules.stages import can_be_apart, stage_of
from exercises.rules.talk_rules import may_say_of_talk, only_on
from exercises.rules.talks import is_over, letter_of
from exercises.rules.tender import may_put_off
from exercises.rules.words import (
    Later,
    Next,
    RoundMilestone,
    RoundWord,
    Said,
    SessionWord,
    TalkEvent,
    TalkWord,
    TogetherWord,
)

GIVEN_AWAY = "Your partner can see this now, so it stays."


def may_answer(facts: Facts, me: Position, step: str) -> None:
    """Raise unless this seat may draft, answer or pass this step now."""
    where = stage_of(facts, me)
    if where.stage is Stage.ENDED:
        raise SessionEnded
    if step == TAKEAWAY_STEP:
        if where.stage is not Stage.TAKEAWAY:
            raise NotYet
        return
    if where.stage is Stage.LOBBY:
        raise NotYet
    if where.round is not None and step in where.round.steps:
        if where.stage in (Stage.STEP, Stage.PREVIEW):
            return
        raise BothIn if facts.both_said(where.round.id, RoundWord.PREVIEW) else Shown
    letter = letter_of(facts, step)
    if letter is not None:
        if not is_over(facts, letter) and facts.has_said(me, letter.round, letter.word(TalkEvent.LETTER)):
            raise Shown
        return
    if any(step in plan.steps for plan in facts.rounds if facts.reached(plan.id, RoundMilestone.REVEAL)):
        raise BothIn
    raise UnknownStep


def may_say(
    facts: Facts, me: Position, round_id: str, word: Said | None, on: bool, given: Circumstances
) -> bool:
    """Whether saying this changes anything now: False for a repetition. Raise if it may not be said.

    word: None for what is no word at all. given: asked only where the word hangs on it.
    """
    if not facts.open:
        raise SessionEnded
    if (round_id, word) == (WHOLE, SessionWord.BEGIN):
        said = facts.has_said(me, WHOLE, SessionWord.BEGIN)
        return only_on(on) and not said and (me == FIRST or facts.gated)
    if (round_id, word) == (WHOLE, SessionWord.EACH):
        return _may_choose_when(facts, me, on, given)
    plan = facts.round(round_id)
    if plan is None:
        raise UnknownStep
    match word:
        case TalkWord():
            return may_say_of_talk(facts, me, plan, word, on, given)
        case TogetherWord():
            return may_say_together(facts, me, plan, word, on, given)
        case Next():
            return may_go_on(facts, me, plan, word, on, given)
        case Later():
            return may_put_off(facts, plan, word, on, given)
        case RoundWord():
            return may_say_of_round(facts, me, plan, word, on, given)
        case _:
            raise UnknownStep


def _may_choose_when(facts: Facts, me: Position, on: bool, given: Circumstances) -> bool:
    """At the start it is for one to choose; once there are two, it takes both, round by round."""
    if me != FIRST or given.joined:
        raise NotYet("Nothing is lost. There are two of you now: change it together, before you show yours.")
    if on and not can_be_apart(facts):
        raise NotYet("Nothing is lost. A part of this one is done by both of you at the same time.")
    return facts.has_said(me, WHOLE, SessionWord.EACH) != on


# ---- what was kept, shown later: a line to take along, a calm guess ------------------------------------


def may_show_line(facts: Facts, me: Position, *, shown: bool, on: bool) -> bool:
    """Whether showing the line that I took along changes anything now. Raise if it may not be (un)shown."""
    return _once(facts, stage_of(facts, me).stage is Stage.FINISHED, shown=shown, on=on)


def may_show_guess(facts: Facts, *, opened: bool, shown: bool, on: bool) -> bool:
    """Whether showing a guess changes anything now. opened: what it is held against is open to me."""
    return _once(facts, opened, shown=shown, on=on)


def _once(facts: Facts, is_time: bool, *, shown: bool, on: bool) -> bool:
    """By its owner, once, and for good."""
    if shown == on:
        return False
    if not facts.open:
        raise SessionEnded
    if shown:
        raise NotYet(GIVEN_AWAY)
    if not is_time:
        raise NotYet
    return True
