"""What a word hangs on beside the facts. Pure."""

from __future__ import annotations

from typing import Protocol

from couples.positions import Position
from exercises.rules.turns import Instants


class Circumstances(Protocol):
    """What surrounds a seat that says something: whom it finds here, the clock, what the cards hold.

    Facts alone say where a seat stands. What is asked by a method may cost a query, so it is asked last, and
    only for a word that hangs on it.
    """

    @property
    def here(self) -> frozenset[int]:
        """The positions that are here now."""

    @property
    def joined(self) -> bool:
        """Whether the other seat is taken."""

    @property
    def begins(self) -> Position:
        """Who has the floor first, where turns are taken."""

    @property
    def now(self) -> int:
        """Server milliseconds."""

    @property
    def instants(self) -> Instants:
        """When each milestone came true."""

    @property
    def can_write(self) -> bool:
        """Whether letters are among the ways to talk."""

    def card_count(self, round_id: str) -> int:
        """How many cards a revealed round has, without a tender topic; at least one."""

    def rest_count(self, round_id: str) -> int:
        """How many there are of the rest of a revealed round."""

    def has_tender(self, round_id: str) -> bool:
        """Whether a revealed round has a tender topic that nobody has put off for today, or away."""

    def has_tender_or_put_off(self, round_id: str) -> bool:
        """Whether it has one that nobody has put away for good, be it put off for today or not."""

    def came_back(self, round_id: str) -> bool:
        """Whether this seat's words were said back in a revealed round."""
