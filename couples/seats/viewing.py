"""Viewing a couple, as one of its two sees it. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from couples.access import Holder, keys_of, seats_of
from couples.addresses import Address
from couples.models import Couple
from couples.positions import BOTH, SECOND, Position, other
from couples.pretending import labelled
from couples.profiles import names
from couples.seats.inviting import links_of
from couples.seats.lost_seat import replaced
from couples.seats.retention import Period, periods, wish_of
from couples.shapes import Mark, mark_of, told_apart


@dataclass(frozen=True)
class CoupleView:
    """A couple as one of its two sees it. `names` has one entry until the partner has joined.

    wished: until when I want it kept, where that is longer than it is; of the other's wish nothing is known.
    periods: what I could choose instead of `expires`.
    """

    code: str
    position: int
    names: dict[int, str]
    typed_name: str  # mine; in `names` it has a shape behind it where both have the same
    marks: dict[int, Mark]  # by position, as `names`, but of both, always
    swapped: bool
    expires: datetime
    wished: datetime | None
    periods: tuple[Period, ...]
    vacant: bool  # I have made a new link for the other, by which nobody has come in yet
    replaced: frozenset[int]  # the positions for which a new link was made at some time
    is_trial: bool  # the other seat is a pretend partner's
    link_text: str | None  # of the open join invite
    move_text: str | None  # of the open invite to move this seat to another device
    one_phone: bool = False  # the two share it

    @property
    def address(self) -> Address:
        """Where my pages of this couple are."""
        return Address(self.code, Position(self.position) if self.one_phone else None)

    @property
    def joined(self) -> bool:
        return len(self.names) == 2

    @property
    def can_be_lost(self) -> bool:
        """Whether the other has a way in that I have not: one that could be lost, and replaced by a link."""
        return self.joined and not self.is_trial and not self.one_phone

    @property
    def my_name(self) -> str:
        return self.names[self.position]

    @property
    def partner_name(self) -> str:
        """ "" until somebody has joined."""
        return self.names.get(other(self.position), "")

    @property
    def my_mark(self) -> Mark:
        return self.marks[self.position]

    @property
    def partner_mark(self) -> Mark:
        return self.marks[other(self.position)]


def couple_of(holder: Holder, couple_code: str) -> CoupleView:
    """Return the couple as this holder sees it, or raise `NotHere`. Three queries."""
    seat, seats = seats_of(couple_code, holder)
    keys, couple = keys_of(seat, couple_code, holder), seat.couple
    links = links_of(seat, keys)
    known = names(seats, couple_code, keys.couple)
    return CoupleView(
        code=couple_code,
        position=seat.position,
        names=_names(couple, known),
        typed_name=known[seat.position],
        marks=_marks(couple),
        swapped=couple.shapes_swapped,
        expires=couple.expires,
        wished=wish_of(seat),
        periods=periods(seat, alone=len(seats) == 1),
        vacant=any(each.is_vacant for each in seats),
        replaced=replaced(couple.pk),
        is_trial=couple.is_trial,
        link_text=links["join"],
        move_text=links["move"],
        one_phone=any(holder.shares_a_phone_with(each) for each in seats if each is not seat),
    )


def _names(couple: Couple, known: dict[int, str]) -> dict[int, str]:
    if couple.is_trial:
        return {**known, SECOND: labelled(known[SECOND])}
    return told_apart(known, swapped=couple.shapes_swapped)


def _marks(couple: Couple) -> dict[int, Mark]:
    return {each: mark_of(each, swapped=couple.shapes_swapped) for each in BOTH}
