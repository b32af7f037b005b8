"""Where a seat stands. Pure: the stage follows from the facts and is never stored."""

from __future__ import annotations

from exercises.rules.facts import WHOLE, Facts, Position, RoundPlan, Stage, Where, other


def stage_of(facts: Facts, me: Position) -> Where:
    """Where this seat stands. The first line that holds decides (DESIGN section 5)."""
    if not facts.open:
        return Where(Stage.ENDED)
    if not has_begun(facts, me):
        return Where(Stage.LOBBY)
    for plan in facts.rounds:
        if not facts.happened(plan.id, "closed"):
            return _within(facts, me, plan)
        following = facts.following(plan.id)
        if following is None:
            break
        if following.further and not facts.both_said(plan.id, "more"):
            answer, theirs = _wants_more(facts, me, plan.id), _wants_more(facts, other(me), plan.id)
            if answer is None:
                return Where(Stage.REVEAL, plan)
            if answer and theirs is None:
                return Where(Stage.WAITING, plan)
            break
        if following.further and declined(facts, plan.id):
            break
    return Where(Stage.FINISHED if facts.has_said(me, WHOLE, "takeaway") else Stage.TAKEAWAY)


def has_begun(facts: Facts, me: Position) -> bool:
    """A claim is a begin, so only the first seat has a lobby."""
    return me == 2 or facts.has_said(me, WHOLE, "begin")


def _within(facts: Facts, me: Position, plan: RoundPlan) -> Where:
    if not facts.mine.issuperset(plan.steps):
        return Where(Stage.STEP, plan)
    if not facts.has_said(me, plan.id, "preview"):
        return Where(Stage.PREVIEW, plan)
    if not facts.happened(plan.id, "reveal"):
        return Where(Stage.WAITING, plan)
    return Where(Stage.REVEAL, plan)


def _wants_more(facts: Facts, position: Position, round_id: str) -> bool | None:
    """True for more, False for enough (which outweighs an earlier more), None while nothing is said."""
    if facts.has_said(position, round_id, "enough"):
        return False
    return True if facts.has_said(position, round_id, "more") else None


def _both_chose(facts: Facts, round_id: str) -> bool:
    return _wants_more(facts, 1, round_id) is not None and _wants_more(facts, 2, round_id) is not None


def declined(facts: Facts, round_id: str) -> bool:
    return facts.has_said(1, round_id, "enough") or facts.has_said(2, round_id, "enough")


def open_steps(facts: Facts, plan: RoundPlan) -> tuple[str, ...]:
    return tuple(step for step in plan.steps if step not in facts.mine)


def is_apart(facts: Facts, plan: RoundPlan) -> bool:
    """Both chose "each when we can" for this round."""
    return facts.both_said(plan.id, "apart")


def card_number(facts: Facts, me: Position, plan: RoundPlan) -> int:
    """The card this seat is at, from 1. One past the last card means: through.

    In step it is the highest card that has a moment (the reveal is card 1). Apart, it is one after
    the cards that this seat has tapped on from.
    """
    number = 1
    if is_apart(facts, plan):
        while facts.has_said(me, plan.id, f"next-{number}"):
            number += 1
        return number
    while facts.happened(plan.id, f"card-{number + 1}"):
        number += 1
    return number


def in_common(facts: Facts) -> tuple[object, ...]:
    """What of the facts both seats' screens may depend on.

    A command that leaves this as it was has changed nothing that the other seat can see, so the
    other's version does not rise and no frame tells them that something was done.
    """
    rounds = [plan.id for plan in facts.rounds]
    return (
        facts.open,
        facts.moments,
        tuple(r for r in rounds if facts.both_said(r, "preview")),
        tuple(r for r in rounds if _both_chose(facts, r)),
        facts.both_said(WHOLE, "takeaway"),
    )
