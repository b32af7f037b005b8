"""The viewer: one seat of a couple, with what its key opens. Everything is read for one of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from couples import profiles
from couples.access import Holder, keys_of
from couples.addresses import Address
from couples.keys import Keys
from couples.models import Couple, Seat
from couples.positions import SECOND, Position, other
from couples.shapes import told_apart
from exercises.language.typography import ME, Names


@dataclass(frozen=True)
class Viewer:
    """Who looks, who the two are, and the keys of whoever looks.

    names: by position; whoever has not joined, or chose none, is not among them. one_phone: the other's seat
    is in the same browser.
    """

    couple: Couple
    me: Position
    seats: Mapping[Position, Seat]
    keys: Keys = field(repr=False)
    names: Mapping[int, str]
    one_phone: bool = field(default=False, kw_only=True)

    @property
    def couple_code(self) -> str:
        return self.couple.code

    @property
    def seat(self) -> Seat:
        return self.seats[self.me]

    @property
    def joined(self) -> bool:
        return other(self.me) in self.seats

    def is_pretend(self, position: Position) -> bool:
        """Whether nobody sits there but a pretend partner."""
        return self.couple.is_trial and position == SECOND

    def address_of(self, code: str) -> Address:
        """Where my page of this session, or of the couple, is."""
        return Address(code, self.me if self.one_phone else None)

    def names_for(self, position: Position) -> Names:
        """The two names as this position's words mean them; a partner's is "" until somebody has joined."""
        return {"partner": self.names.get(other(position), ""), ME: self.names.get(position, "")}


def viewer_for(holder: Holder, mine: Seat, seats: Collection[Seat]) -> Viewer:
    """Who this holder is by a seat of theirs. seats: all of the couple, which is loaded with each."""
    code, me = mine.couple.code, position_of(mine)
    keys, by_position = keys_of(mine, code, holder), {position_of(seat): seat for seat in seats}
    theirs = by_position.get(other(me))
    return Viewer(
        couple=mine.couple,
        me=me,
        seats=by_position,
        keys=keys,
        names=told_apart(profiles.names(seats, code, keys.couple), swapped=mine.couple.shapes_swapped),
        one_phone=theirs is not None and holder.shares_a_phone_with(theirs),
    )


def position_of(seat: Seat) -> Position:
    """Which of the two this seat is of."""
    return Position(seat.position)
