"""Access: from a browser's cookies to the seats it holds and their keys.

The same for a request (`request.COOKIES`) and for a socket (`scope["cookies"]`). Reads only. Whoever
holds no token of a seat gets `NotHere`, straight from the query: a stranger cannot tell a couple that
exists from one that does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from couples.addresses import Address
from couples.infrastructure import vault
from couples.infrastructure.prepared import Many, Prepared, instance
from couples.infrastructure.refusals import NotHere, Replaced
from couples.keys import Keys
from couples.models import Couple, Seat, Spent
from couples.positions import FIRST, Position, other

MOST_SEATS = 200  # of one browser that are looked at; each costs a derivation

_SEATS = Prepared(
    lambda code, now, lookups: (
        Seat.objects.filter(
            couple__code=code, couple__expires__gt=now, couple__seats__token_lookup__in=lookups
        )
        .select_related("couple")
        .order_by("position")
        .distinct()
    ),
    models.CharField(),
    models.DateTimeField(),
    Many(models.BinaryField()),
)

# `__Host-` where the connection is encrypted: then no other host and no plain page can set it.
_COOKIE = re.compile(r"(?:__Host-)?seat-([0-9a-z]{1,32})-([12])")


class WhoseTurn(NotHere):
    """This browser holds both seats of the couple, and the address does not say whose turn it is."""


@dataclass(frozen=True)
class Holder:
    """Whoever is asking, as the tokens that their browser holds. May be nobody.

    beside: at an address that says whose turn it is, what the same browser holds of the other position.
    Nothing is read with these tokens: they tell that two people share a phone. both: the two look at it
    together, and what is said counts for both of them.
    """

    tokens: tuple[bytes, ...] = field(repr=False)
    beside: tuple[bytes, ...] = field(default=(), repr=False)
    both: bool = False

    @cached_property
    def lookups(self) -> tuple[bytes, ...]:
        """What to find this holder's seats by, in the order of `tokens`."""
        return tuple(vault.lookup(token) for token in self.tokens)

    def only(self, seat: Seat) -> Holder:
        """Return this browser as whoever has this one seat and no other; nobody, where it isn't theirs."""
        held = (*self.tokens, *self.beside)
        return Holder(tuple(each for each in held if vault.lookup(each) == bytes(seat.token_lookup)))

    def shares_a_phone_with(self, seat: Seat) -> bool:
        """Whether this seat, the other's, is in the same browser, and a person's."""
        return not seat.couple.is_trial and any(
            vault.lookup(token) == bytes(seat.token_lookup) for token in self.beside
        )

    def turned(self) -> Holder:
        """The other of the two who share this phone."""
        return Holder(self.beside, self.tokens, self.both)

    def with_both(self) -> Holder:
        """The same, while both of them look."""
        return replace(self, both=True)


def holder_of(request: HttpRequest, position: Position | None = None) -> Holder:
    """Return who is asking for a page. position: as the address says whose turn it is."""
    return holder(request.COOKIES, secure=request.is_secure(), position=position)


def holder(cookies: Mapping[str, str], *, secure: bool = False, position: Position | None = None) -> Holder:
    """Return who holds these cookies. Garbage among them is nobody's, never an error.

    secure: over TLS only `__Host-` cookies count, so that nobody else on the domain can plant one.
    position: only what is held of this position counts; None counts both.
    """
    if position is None:
        return Holder(_tokens(cookies, secure, "12"))
    mine, beside = (_tokens(cookies, secure, str(int(each))) for each in (position, other(position)))
    return Holder(mine, beside)


def _tokens(cookies: Mapping[str, str], secure: bool, positions: str) -> tuple[bytes, ...]:
    tokens: dict[bytes, None] = {}
    for name, text in cookies.items():
        if secure and not name.startswith("__Host-"):
            continue
        found = _COOKIE.fullmatch(name)
        if len(tokens) < MOST_SEATS and found and found[2] in positions:
            try:
                tokens[vault.from_text(text)] = None
            except ValueError:
                continue
    return tuple(tokens)


def either_of(request: HttpRequest, couple: Address) -> Holder:
    """Return who asks for what is the same whichever of the two asks. Raises `NotHere` for a stranger."""
    asking = holder_of(request, couple.position)
    try:
        seats_of(couple.code, asking)
    except WhoseTurn:
        return holder_of(request, FIRST)
    return asking


def seats_of(couple_code: str, holder: Holder) -> tuple[Seat, list[Seat]]:
    """Return the holder's seat and both seats of the couple, with the couple loaded. One query.

    Raises `NotHere` unless the couple lives and one of its seats is the holder's; `WhoseTurn` where both are.
    """
    rows = _SEATS.rows(couple_code, timezone.now(), holder.lookups)
    couples = [instance(Couple, row, begins=len(Seat._meta.concrete_fields)) for row in rows]
    seats = [instance(Seat, row) for row in rows]
    for seat, couple in zip(seats, couples, strict=True):
        seat.couple = couple
    mine = mine_of(seats, holder, lambda: reverse("us", args=[couple_code]))
    if mine is None:
        raise nobody_here(holder, couple__code=couple_code)
    return mine, seats


def mine_of(seats: Iterable[Seat], holder: Holder, cover: Callable[[], str]) -> Seat | None:
    """Return the one of these seats of a couple that is the holder's, None where none is.

    Raises `WhoseTurn` where both are. cover: the page that asks whose turn it is. Of a trial it is the first,
    always: in the second nobody sits who could have a turn, so there is no page of it.
    """
    mine = [seat for seat in seats if bytes(seat.token_lookup) in holder.lookups]
    if not mine:
        return None
    if mine[0].couple.is_trial:
        return mine[0] if mine[0].position == FIRST or not holder.beside else None
    if len(mine) > 1:
        raise WhoseTurn(see=cover())
    return mine[0]


def nobody_here(holder: Holder, **where: str) -> NotHere:
    """What to raise at whoever holds no seat there: `Replaced` where they held one that has a new link now.

    where: which couple, as a lookup from `Spent`. One query, none for whoever holds no token at all.
    """
    spent = Spent.objects.filter(
        lookup__in=holder.lookups, why=Spent.Why.REPLACED, couple__expires__gt=timezone.now(), **where
    )
    return Replaced() if holder.tokens and spent.exists() else NotHere()


def keys_of(seat: Seat, couple_code: str, holder: Holder) -> Keys:
    """Unwrap what this seat can open, or raise `NotHere` if none of the holder's tokens fits."""
    for token, lookup in zip(holder.tokens, holder.lookups, strict=True):
        if lookup == bytes(seat.token_lookup):
            try:
                return Keys(
                    couple=vault.unwrap(
                        seat.couple_key_wrap, token, label(couple_code, seat.position, "couple")
                    ),
                    own=vault.unwrap(seat.own_key_wrap, token, label(couple_code, seat.position, "own")),
                )
            except vault.Unreadable:
                break
    raise NotHere


def label(couple_code: str, position: int, what: str) -> str:
    """Name the place that a wrapped key belongs to."""
    return f"{couple_code}|{position}|{what}"


def cookie_name(couple_code: str, position: int, secure: bool) -> str:
    """Return the name of the cookie that holds this seat's token."""
    return f"{'__Host-' if secure else ''}seat-{couple_code}-{position}"


def set_seat_cookie(
    response: HttpResponseBase, request: HttpRequest, couple_code: str, position: int, token: bytes
) -> None:
    """Give this browser the seat until the couple expires. Scripts cannot read it."""
    expires = Couple.objects.values_list("expires", flat=True).get(code=couple_code)
    name = cookie_name(couple_code, position, request.is_secure())
    _set(response, request, name, vault.to_text(token), expires)


def keep_seat_cookie(
    response: HttpResponseBase, request: HttpRequest, couple_code: str, position: int, expires: datetime
) -> None:
    """Let this browser keep its seat for as long as the couple lives now: the two may have changed that."""
    name = cookie_name(couple_code, position, request.is_secure())
    if name in request.COOKIES:
        _set(response, request, name, request.COOKIES[name], expires)


def _set(response: HttpResponseBase, request: HttpRequest, name: str, value: str, expires: datetime) -> None:
    response.set_cookie(
        name,
        value,
        max_age=max(0, int((expires - timezone.now()).total_seconds())),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def forget_couple(response: HttpResponseBase, request: HttpRequest, couple_code: str) -> None:
    """Take this couple's cookies from this browser, whichever seat they are of."""
    _forget(response, request, lambda code: code == couple_code)


def forget_every_seat(response: HttpResponseBase, request: HttpRequest) -> None:
    """Take every seat's cookie from this browser."""
    _forget(response, request, lambda code: True)


def _forget(response: HttpResponseBase, request: HttpRequest, whose: Callable[[str], bool]) -> None:
    for name in request.COOKIES:
        if (match := _COOKIE.fullmatch(name)) and whose(match[1]):
            response.delete_cookie(name, samesite="Lax")
