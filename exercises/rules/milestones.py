"""Which milestones are due. Pure: presence may cause a milestone; no stage depends on presence."""

from __future__ import annotations

from collections.abc import Iterable

from couples.positions import BOTH, FIRST, other
from exercises.rules.facts import Facts, RoundPlan, Signal
from exercises.rules.stages import card_number, is_apart
from exercises.rules.talks import due_of_talks
from exercises.rules.turns import START


def due(
    facts: Facts, here: frozenset[int], cards: int, tapped: Signal | None = None
) -> tuple[tuple[str, str], ...]:
    """The milestones whose condition holds and that are not written yet, in order.

    here: the positions that are here now. cards: how many cards the current round's reveal has (only
    asked for once it is revealed; at least 1). tapped: the readiness being said by the command at
    hand; a card goes on alone only by a tap, never because somebody left.
    """
    if not facts.open:
        return ()
    found: list[tuple[str, str]] = []
    for (
        plan
    ) in facts.rounds:  # only one of them can have something due: the others say nothing yet, or no more
        if not facts.reached(plan.id, "reveal"):
            together = here.issuperset(BOTH) or is_apart(facts, plan)
            if facts.both_said(plan.id, "preview") and together:
                found.append((plan.id, "reveal"))
        elif not facts.reached(plan.id, "closed"):
            found.extend(_next_card(facts, plan, here, cards, tapped))
        found.extend(_together(facts, plan, here, tapped))
        found.extend(due_of_talks(facts, plan, here, tapped))
    for plan in facts.rounds:
        found.extend(_tender(facts, plan))
        if facts.both_said(plan.id, "rest") and not facts.reached(plan.id, "rest-open"):
            found.append((plan.id, "rest-open"))
    return tuple(found)


def _tender(facts: Facts, plan: RoundPlan) -> Iterable[tuple[str, str]]:
    """A tender topic is opened by both, or put away by either; whichever comes first stays so."""
    if facts.reached(plan.id, "tender-open") or facts.reached(plan.id, "tender-away"):
        return
    if facts.either_said(plan.id, "not-today"):
        yield plan.id, "tender-away"
    elif facts.both_said(plan.id, "tender"):
        yield plan.id, "tender-open"


def _next_card(
    facts: Facts, plan: RoundPlan, here: frozenset[int], cards: int, tapped: Signal | None
) -> Iterable[tuple[str, str]]:
    last = max(cards, 1)
    if is_apart(facts, plan):
        if facts.both_said(plan.id, f"next-{last}"):
            yield plan.id, "closed"
        return
    number = card_number(facts, FIRST, plan)
    word = f"next-{number}"
    alone = (
        tapped is not None
        and (tapped.round, tapped.what) == (plan.id, word)
        and other(tapped.position) not in here
    )
    if facts.both_said(plan.id, word) or alone:
        yield (plan.id, "closed") if number >= last else (plan.id, f"card-{number + 1}")


def _together(
    facts: Facts, plan: RoundPlan, here: frozenset[int], tapped: Signal | None
) -> Iterable[tuple[str, str]]:
    """A start needs both, and both here; whatever is said while it goes on counts at once."""
    for each in plan.together:
        start = f"{each.step}.{START}"
        if not facts.reached(plan.id, start):
            if facts.both_said(plan.id, start) and here.issuperset(BOTH):
                yield plan.id, start
        elif (
            tapped is not None
            and tapped.round == plan.id
            and tapped.what.startswith(f"{each.step}.")
            and not facts.reached(plan.id, tapped.what)
        ):
            yield plan.id, tapped.what
