"""Which milestones are due. Pure: presence may cause a milestone; no stage depends on presence."""

from __future__ import annotations

from collections.abc import Iterable

from couples.positions import BOTH, FIRST, other
from exercises.rules.facts import Facts, RoundPlan, Signal
from exercises.rules.stages import card_number, is_apart
from exercises.rules.talk_rules import due_of_talks
from exercises.rules.tender import due_of_tender
from exercises.rules.words import (
    START,
    Card,
    Next,
    Reached,
    RoundMilestone,
    RoundWord,
    TogetherWord,
)


def due(
    facts: Facts, here: frozenset[int], cards: int, tapped: Signal | None = None
) -> tuple[tuple[str, Reached], ...]:
    """The milestones whose condition holds and that are not written yet, in order.

    here: the positions that are here now. cards: how many cards the current round's reveal has (only
    asked for once it is revealed; at least 1). tapped: the signal being said by the command at
    hand; a card goes on alone only by a tap, never because somebody left.
    """
    if not facts.open:
        return ()
    found: list[tuple[str, Reached]] = []
    for (
        plan
    ) in facts.rounds:  # only one of them can have something due: the others say nothing yet, or no more
        if not facts.reached(plan.id, RoundMilestone.REVEAL):
            together = here.issuperset(BOTH) or is_apart(facts, plan)
            if facts.both_said(plan.id, RoundWord.PREVIEW) and together:
                found.append((plan.id, RoundMilestone.REVEAL))
        elif not facts.reached(plan.id, RoundMilestone.CLOSED):
            found.extend(_next_card(facts, plan, here, cards, tapped))
        found.extend(_together(facts, plan, here, tapped))
        found.extend(due_of_talks(facts, plan, here, tapped))
    for plan in facts.rounds:
        tender = due_of_tender(facts, plan)
        if tender is not None:
            found.append((plan.id, tender))
        if facts.both_said(plan.id, RoundWord.REST) and not facts.reached(plan.id, RoundMilestone.REST_OPEN):
            found.append((plan.id, RoundMilestone.REST_OPEN))
    return tuple(found)


def _next_card(
    facts: Facts, plan: RoundPlan, here: frozenset[int], cards: int, tapped: Signal | None
) -> Iterable[tuple[str, Reached]]:
    last = max(cards, 1)
    if is_apart(facts, plan):
        if facts.both_said(plan.id, Next(last)):
            yield plan.id, RoundMilestone.CLOSED
        return
    number = card_number(facts, FIRST, plan)
    word = Next(number)
    alone = (
        tapped is not None
        and (tapped.round, tapped.word) == (plan.id, word)
        and other(tapped.position) not in here
    )
    if facts.both_said(plan.id, word) or alone:
        yield (plan.id, RoundMilestone.CLOSED) if number >= last else (plan.id, Card(number + 1))


def _together(
    facts: Facts, plan: RoundPlan, here: frozenset[int], tapped: Signal | None
) -> Iterable[tuple[str, Reached]]:
    """A start needs both, and both here; whatever is said while it goes on counts at once."""
    for each in plan.together:
        start = TogetherWord(each.step, START)
        if not facts.reached(plan.id, start):
            if facts.both_said(plan.id, start) and here.issuperset(BOTH):
                yield plan.id, start
        elif (
            tapped is not None
            and tapped.round == plan.id
            and isinstance(tapped.word, TogetherWord)
            and tapped.word.step == each.step
            and not facts.reached(plan.id, tapped.word)
        ):
            yield plan.id, tapped.word
