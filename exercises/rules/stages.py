"""Where a seat stands. Pure: the stage follows from the facts and is never stored."""

from __future__ import annotations

from enum import Enum
from itertools import pairwise

from couples.positions import BOTH, FIRST, SECOND, Position, other
from exercises.rules.facts import WHOLE, Facts, RoundPlan, Stage, Where
from exercises.rules.talks import Talk, asked, chosen
from exercises.rules.words import (
    Card,
    Next,
    RestCard,
    RoundMilestone,
    RoundWord,
    SessionWord,
    TalkCard,
    TenderCard,
)


class Gate(Enum):
    """What stands between a closed round and the next one, for one seat."""

    OPEN = "open"
    ASKS = "asks"
    WAITS = "waits"
    SKIPS = "skips"
    ENDS = "ends"


def stage_of(facts: Facts, me: Position) -> Where:
    """Where this seat stands. The first line that holds decides."""
    if not facts.open:
        return Where(Stage.ENDED)
    if not has_begun(facts, me):
        return Where(Stage.LOBBY)
    before: RoundPlan | None = None  # the closed round that the gate is about
    for plan in facts.rounds:
        gate = gate_of(facts, me, before, plan) if before is not None else Gate.OPEN
        if before is not None and gate in (Gate.ASKS, Gate.WAITS):
            return Where(Stage.REVEAL if gate is Gate.ASKS else Stage.WAITING, before)
        if gate is Gate.ENDS:
            break
        if gate is Gate.SKIPS:
            continue
        if plan.private:
            if not facts.mine.issuperset(plan.steps):
                return Where(Stage.STEP, plan)
            continue
        if not facts.reached(plan.id, RoundMilestone.CLOSED):
            return _within(facts, me, plan)
        before = plan
    if not facts.closing or facts.has_said(me, WHOLE, SessionWord.TAKEAWAY):
        return Where(Stage.FINISHED)
    return Where(Stage.TAKEAWAY)


def gate_of(facts: Facts, me: Position, before: RoundPlan, plan: RoundPlan) -> Gate:
    """What stands between the closed round `before` and `plan`, which comes after it."""
    if plan.until:
        mine, theirs = _came_back(facts, me, before.id), _came_back(facts, other(me), before.id)
        if mine is None:
            return Gate.ASKS
        if theirs is None:
            return Gate.WAITS
        return Gate.SKIPS if mine and theirs else Gate.OPEN
    if not plan.further or (facts.both_said(before.id, RoundWord.MORE) and not declined(facts, before.id)):
        return Gate.OPEN
    answer, theirs = _wants_more(facts, me, before.id), _wants_more(facts, other(me), before.id)
    if answer is None:
        return Gate.ASKS
    return Gate.WAITS if answer and theirs is None else Gate.ENDS


def stopped_at(facts: Facts) -> RoundPlan | None:
    """The round that was offered and that somebody did not want; None if no gate has ended this."""
    for before, plan in pairwise(facts.rounds):
        if plan.further and facts.reached(before.id, RoundMilestone.CLOSED) and declined(facts, before.id):
            return plan
    return None


def has_begun(facts: Facts, me: Position) -> bool:
    """A claim is a begin, so only the first seat has a lobby; but the safety page is for each alone."""
    return (me == SECOND and not facts.gated) or facts.has_said(me, WHOLE, SessionWord.BEGIN)


def _within(facts: Facts, me: Position, plan: RoundPlan) -> Where:
    if not facts.mine.issuperset(plan.steps):
        return Where(Stage.STEP, plan)
    if not facts.has_said(me, plan.id, RoundWord.PREVIEW):
        return Where(Stage.PREVIEW, plan)
    if not facts.reached(plan.id, RoundMilestone.REVEAL):
        return Where(Stage.WAITING, plan)
    return Where(Stage.REVEAL, plan)


def _wants_more(facts: Facts, position: Position, round_id: str) -> bool | None:
    """True for more, False for enough (which outweighs an earlier more), None while nothing is said."""
    if facts.has_said(position, round_id, RoundWord.ENOUGH):
        return False
    return True if facts.has_said(position, round_id, RoundWord.MORE) else None


def _came_back(facts: Facts, position: Position, round_id: str) -> bool | None:
    """Whether this seat's words came back as they were meant; None while it has said neither."""
    if facts.has_said(position, round_id, RoundWord.ALMOST):
        return False
    return True if facts.has_said(position, round_id, RoundWord.YES) else None


def confirmed(facts: Facts, round_id: str) -> bool:
    """Both have said how their words came back."""
    return all(_came_back(facts, position, round_id) is not None for position in BOTH)


def both_chose(facts: Facts, round_id: str) -> bool:
    """Both have said whether they go on, or how their words came back."""
    return confirmed(facts, round_id) or all(
        _wants_more(facts, position, round_id) is not None for position in BOTH
    )


def declined(facts: Facts, round_id: str) -> bool:
    return facts.either_said(round_id, RoundWord.ENOUGH)


def open_steps(facts: Facts, plan: RoundPlan) -> tuple[str, ...]:
    return tuple(step for step in plan.steps if step not in facts.mine)


def each_chosen(facts: Facts) -> bool:
    """Whoever started this chose "each when we can", before anybody had joined."""
    return facts.has_said(FIRST, WHOLE, SessionWord.EACH)


def can_be_apart(facts: Facts) -> bool:
    """Whether each could do all of it when they can: nothing in it is done by both at the same time."""
    return not any(plan.together for plan in facts.rounds)


def is_apart(facts: Facts, plan: RoundPlan) -> bool:
    """Each goes through this round when they can: as chosen at the start, unless both say otherwise."""
    if each_chosen(facts):
        return not facts.both_said(plan.id, RoundWord.TOGETHER)
    return facts.both_said(plan.id, RoundWord.APART)


def card_number(facts: Facts, me: Position, plan: RoundPlan) -> int:
    """The card this seat is at, from 1. One past the last card means: through.

    In step it is the highest card that has a milestone (the reveal is card 1). Apart, it is one after
    the cards that this seat has tapped on from.
    """
    number = 1
    if is_apart(facts, plan):
        while facts.has_said(me, plan.id, Next(number)):
            number += 1
        return number
    while facts.reached(plan.id, Card(number + 1)):
        number += 1
    return number


def has_come_to(facts: Facts, me: Position, plan: RoundPlan, card: TalkCard) -> bool:
    """Whether this seat has come to a card of a revealed round, if there is such a card."""
    match card:
        case Card(number=number):
            return facts.reached(plan.id, RoundMilestone.CLOSED) or number <= card_number(facts, me, plan)
        case RestCard():
            return facts.reached(plan.id, RoundMilestone.REST_OPEN)
        case TenderCard():
            return facts.reached(plan.id, RoundMilestone.TENDER_OPEN)


def asked_of(facts: Facts, me: Position) -> Talk | None:
    """The talk that the other would like to have with this seat, about a card that this seat has come to.

    Asking is no private act; but where each goes on in their own time, it would tell how far the other is.
    """
    talk = asked(facts, other(me))
    plan = facts.round(talk.round) if talk is not None else None
    return talk if talk is not None and plan is not None and has_come_to(facts, me, plan, talk.card) else None


def news_for(facts: Facts, me: Position) -> tuple[object, ...]:
    """What of the facts this seat's screens may depend on, beside what it has done itself.

    A command of the other that leaves this as it was has changed nothing that this seat can see, so its
    version does not rise and no frame tells that something was done.
    """
    talk = asked_of(facts, me)
    return (*in_common(facts), talk, chosen(facts, other(me), talk) if talk is not None else None)


def in_common(facts: Facts) -> tuple[object, ...]:
    """What of the facts both seats' screens may depend on."""
    rounds = [plan.id for plan in facts.rounds]
    return (
        facts.open,
        facts.milestones,
        tuple(r for r in rounds if facts.both_said(r, RoundWord.PREVIEW)),
        tuple(r for r in rounds if both_chose(facts, r)),
    )
