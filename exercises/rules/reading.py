"""What of the other's may be read, and from when on. Pure; the one place that says so."""

from __future__ import annotations

from exercises.rules.facts import TAKEAWAY_STEP, WHOLE, Facts
from exercises.rules.talks import opened_letters
from exercises.rules.words import RoundMilestone, SessionWord


def readable_steps(facts: Facts) -> frozenset[str]:
    """The steps of which both may read what either has released.

    A round's from its reveal on; a letter's once both letters are there; the line that each takes along once
    both have come to the end. facts: with all rounds that there are, a ring found or not.
    """
    revealed = {
        step for plan in facts.rounds if facts.reached(plan.id, RoundMilestone.REVEAL) for step in plan.steps
    }
    letters = {talk.letter for talk in opened_letters(facts)}
    lines = {TAKEAWAY_STEP} if facts.both_said(WHOLE, SessionWord.TAKEAWAY) else set()
    return frozenset(revealed | letters | lines)
