"""A revealed round: what both offered of it, and how that compares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from couples.positions import Position
from exercises.comparison.half_ring import HalfRing, TwoThoughts
from exercises.comparison.opened import CueOffers, RoundComparison
from exercises.comparison.ring import Ring
from exercises.steps.card_order import Bodies
from exercises.steps.layout import StepSpec


@dataclass(frozen=True)
class RevealedRound:
    """One revealed round: what both offered, and how it compares.

    sheets: the plain steps of which a card shows something, in the order of their cards; these come after
    the cards about moments. looks_for_ring: a round that is shown as one ring, and nothing else of it; ring:
    that one, None where there is none to show; instead: what stands in its place then, None where nothing
    can.
    """

    round: str
    shared: Mapping[Position, Bodies]
    offers: tuple[CueOffers, ...]
    comparison: RoundComparison
    sheets: tuple[StepSpec, ...] = ()
    looks_for_ring: bool = False
    ring: Ring | None = None
    instead: HalfRing | TwoThoughts | None = None

    @property
    def count(self) -> int:
        """How many cards there are, without a tender topic; 0 when there is nothing to show."""
        one = self.ring is not None or self.instead is not None
        return len(self.comparison.cards) + len(self.sheets) + one

    def part(self, position: Position, step: str, part: str) -> Any:
        """What this seat offered for one part of one step; None if it did not."""
        body = self.shared[position].get(step)
        return body.get(part) if body else None
