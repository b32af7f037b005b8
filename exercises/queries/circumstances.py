"""What a word of this seat hangs on beside the facts, as the rules ask for it.

Reads only, and nothing before it is asked. What the cards hold is asked of a revealed round.
"""

from __future__ import annotations

from dataclasses import dataclass

from couples.positions import Position
from exercises.queries import earlier_answers, reveals, talks
from exercises.queries.session_state import SessionState
from exercises.rules import clock
from exercises.rules.turns import Instants


@dataclass(frozen=True)
class SessionCircumstances:
    """The circumstances (see `rules.Circumstances`) of the seat in this state."""

    state: SessionState

    @property
    def here(self) -> frozenset[int]:
        return self.state.here

    @property
    def joined(self) -> bool:
        return self.state.joined

    @property
    def begins(self) -> Position:
        return self.state.begins

    @property
    def now(self) -> int:
        return clock.now_ms()

    @property
    def instants(self) -> Instants:
        return self.state.milestones

    @property
    def can_write(self) -> bool:
        return talks.can_write(self.state)

    def card_count(self, round_id: str) -> int:
        return max(1, reveals.revealed(self.state, round_id).count)

    def rest_count(self, round_id: str) -> int:
        return len(reveals.revealed(self.state, round_id).comparison.rest)

    def has_tender(self, round_id: str) -> bool:
        return reveals.tender(self.state, reveals.revealed(self.state, round_id)) is not None

    def has_tender_or_put_off(self, round_id: str) -> bool:
        return reveals.tender_or_put_off(self.state, reveals.revealed(self.state, round_id)) is not None

    def came_back(self, round_id: str) -> bool:
        return earlier_answers.came_back(self.state, round_id, self.state.me) is not None
