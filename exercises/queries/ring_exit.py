"""What my place in a ring says about a moment of mine: what I think when I do what the other then reads.

Reads only. Of mine alone, and only once the card with both ways out has been opened.
"""

from __future__ import annotations

from dataclasses import dataclass

from couples.positions import other
from exercises.content import kinds
from exercises.content.cues import Cue
from exercises.queries import earlier_answers, reveals, ring_half
from exercises.queries.session_state import SessionState
from exercises.rules import RoundMilestone


@dataclass(frozen=True)
class RingExit:
    """cue: what my next move is to the other. means: what I think then. helps: what would make stepping out
    easier for me; "" where I did not show that.
    """

    cue: Cue
    means: str
    helps: str


def ring_exit(state: SessionState) -> RingExit | None:
    """None where there was no ring, where I showed no plan, and before both plans were opened."""
    ring, mine = state.ring, ring_half.mine(state)
    if ring is None or mine is None:
        return None
    steps = state.layout.steps.values()
    step = next((step for step in steps if any(map(earlier_answers.is_from_ring, step.parts))), None)
    if step is None or not state.facts.reached(step.round, RoundMilestone.REVEAL):
        return None
    opened = reveals.revealed(state, step.round)
    if opened.part(state.me, step.id, step.pick.id) is None:
        return None
    theirs = ring.of(other(state.me))
    shown = (opened.part(state.me, step.id, part.id) for part in step.parts if kinds.adds(part) == "words")
    return RingExit(
        cue=state.content.cues[theirs.cue],
        means=ring_half.thought(mine),
        helps=str(next(shown, None) or ""),
    )
