"""What a reveal opened: the two people's released bodies, compared. Asked only after the moment came true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from exercises.comparison.offered import Offered
from exercises.comparison.opened import CueOffers, Offers, RoundComparison, compare_round
from exercises.rules import Position
from exercises.sitting import Sitting

Bodies = Mapping[str, Any]  # by step id; None where nothing is offered


@dataclass(frozen=True)
class Revealed:
    """One revealed round: what both offered, and how it compares."""

    round: str
    shared: Mapping[Position, Bodies]
    offers: tuple[CueOffers, ...]
    comparison: RoundComparison

    def part(self, position: Position, step: str, part: str) -> Any:
        """What this seat offered for one part of one step; None if it did not."""
        body = self.shared[position].get(step)
        return body.get(part) if body else None


def revealed(sitting: Sitting, round_id: str) -> Revealed:
    """The round as both have opened it. One query the first time."""
    known: dict[str, Revealed] = sitting.revealed
    if round_id not in known:
        shared = sitting.shared(round_id)
        offered = _cues(sitting, round_id, shared)
        known[round_id] = Revealed(round_id, shared, offered, compare_round(offered))
    return known[round_id]


def _cues(sitting: Sitting, round_id: str, shared: Mapping[Position, Bodies]) -> tuple[CueOffers, ...]:
    cues = dict.fromkeys(step.cue.id for step in sitting.layout.of_round(round_id))
    return tuple(
        CueOffers(cue, _offers(sitting, cue, shared[1]), _offers(sitting, cue, shared[2])) for cue in cues
    )


def _offers(sitting: Sitting, cue: str, bodies: Bodies) -> Offers:
    def offered(voice: str) -> Offered | None:
        spec = sitting.layout.steps.get(f"{cue}.{voice}")
        body = bodies.get(f"{cue}.{voice}")
        if spec is None or not body or spec.main.id not in body:
            return None
        plain = {name: value for name, value in body[spec.main.id].items() if name != "words"}
        return Offered.from_json(plain)

    return Offers(offered("receiver"), offered("sender"))


def card_count(sitting: Sitting) -> int:
    """How many cards the current round's reveal has: at least one, also when there is nothing to compare."""
    for plan in sitting.layout.rounds:
        if not sitting.facts.happened(plan.id, "closed"):
            if not sitting.facts.happened(plan.id, "reveal"):
                return 1
            return max(1, len(revealed(sitting, plan.id).comparison.cards))
    return 1


def has_tender(sitting: Sitting, round_id: str) -> bool:
    return revealed(sitting, round_id).comparison.when_ready is not None
