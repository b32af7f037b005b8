"""The one tender topic of a round: opened by both, put off for today or put away for good by either. Pure."""

from __future__ import annotations

from couples.positions import Position
from exercises.rules.circumstances import Circumstances
from exercises.rules.facts import Facts, RoundPlan
from exercises.rules.refusals import NothingToOpen, NotYet
from exercises.rules.turns import Instants
from exercises.rules.words import Later, Next, RoundMilestone, RoundWord

LATER_MS = 20 * 3_600_000  # past the night, wherever the two live, and early enough for the next evening


def is_put_off(round_id: str, instants: Instants, now: int) -> bool:
    """Whether somebody has said "not today" of this round's topic, and it is still that day."""
    return any(
        each == round_id and isinstance(word, Later) and now < at + LATER_MS
        for (each, word), at in instants.items()
    )


def next_later(facts: Facts, round_id: str) -> Later:
    """The word with which the topic would be put off now."""
    times = sum(each == round_id and isinstance(word, Later) for each, word in facts.milestones)
    return Later(times + 1)


def due_of_tender(facts: Facts, plan: RoundPlan) -> RoundMilestone | Later | None:
    """What is due. Whichever of opened and put away comes first stays so."""
    ended = (RoundMilestone.TENDER_OPEN, RoundMilestone.TENDER_AWAY)
    if any(facts.reached(plan.id, milestone) for milestone in ended):
        return None
    if facts.either_said(plan.id, RoundWord.FOR_GOOD):
        return RoundMilestone.TENDER_AWAY
    later = next_later(facts, plan.id)
    if facts.either_said(plan.id, later):
        return later
    return RoundMilestone.TENDER_OPEN if facts.both_said(plan.id, RoundWord.TENDER) else None


def may_put_off(facts: Facts, plan: RoundPlan, word: Later, on: bool, given: Circumstances) -> bool:
    """Whether "not today" changes anything now: it counts for both at once, and is not taken back."""
    if not facts.reached(plan.id, RoundMilestone.REVEAL):
        raise NotYet
    if facts.reached(plan.id, word):
        if not on:
            raise NotYet("Nothing is lost. It comes back by itself tomorrow.")
        return False
    if not on:
        return False
    may_decide(facts, plan)
    if not given.has_tender(plan.id):
        raise NothingToOpen
    if word != next_later(facts, plan.id):
        raise NotYet
    return True


def may_close_for_good(facts: Facts, me: Position, plan: RoundPlan, given: Circumstances) -> bool:
    """Whether there is something to close, also while it is put off: "for good" outweighs "not today".

    Whoever never saw what was put off is told no more than where there is nothing.
    """
    if given.has_tender(plan.id):
        return True
    return given.has_tender_or_put_off(plan.id) and _saw_it(facts, me, plan, given)


def _saw_it(facts: Facts, me: Position, plan: RoundPlan, given: Circumstances) -> bool:
    """Whether this seat has put it off itself, or was through the cards before it was put off last."""
    put_off = {
        word: at for (each, word), at in given.instants.items() if each == plan.id and isinstance(word, Later)
    }
    if any(facts.has_said(me, plan.id, word) for word in put_off):
        return True
    closed = given.instants.get((plan.id, RoundMilestone.CLOSED))
    through = facts.has_said(me, plan.id, Next(given.card_count(plan.id)))
    return through and closed is not None and closed <= max(put_off.values(), default=-1)


def may_decide(facts: Facts, plan: RoundPlan, *, open_it: bool = False) -> None:
    """Raise where it has been opened or put away already. open_it: opening it twice is no matter."""
    if not open_it and facts.reached(plan.id, RoundMilestone.TENDER_OPEN):
        raise NotYet("Nothing is lost. You have both chosen to see it already.")
    # Put away: as if it had never been there, whoever did it.
    if facts.reached(plan.id, RoundMilestone.TENDER_AWAY):
        raise NothingToOpen
