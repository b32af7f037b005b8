"""Access: from a browser's cookies to the seats it holds and their keys.

The same for a request (`request.COOKIES`) and for a socket (`scope["cookies"]`). Reads only. Whoever
holds no token of a seat gets `NotHere`, straight from the query: a stranger cannot tell a couple that
exists from one that does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from couples.infrastructure import vault
from couples.infrastructure.prepared import Many, Prepared, instance
from couples.infrastructure.refusals import NotHere, Replaced
from couples.keys import Keys
from couples.models import Couple, Seat, Spent

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


@dataclass(frozen=True)
class Holder:
    """Whoever is asking, as the tokens that their browser holds. May be nobody."""

    tokens: tuple[bytes, ...] = field(repr=False)

    @cached_property
    def lookups(self) -> tuple[bytes, ...]:
        """What to find this holder's seats by, in the order of `tokens`."""
        return tuple(vault.lookup(token) for token in self.tokens)

    def only(self, seat: Seat) -> Holder:
        """Return this holder as whoever has this one seat and no other; nobody, where it isn't theirs."""
        held = zip(self.tokens, self.lookups, strict=True)
        return Holder(tuple(token for token, lookup in held if lookup == bytes(seat.token_lookup)))


def holder_of(request: HttpRequest) -> Holder:
    """Return who is asking for a page."""
    return holder(request.COOKIES, secure=request.is_secure())


def holder(cookies: Mapping[str, str], *, secure: bool = False) -> Holder:
    """Return who holds these cookies. Garbage among them is nobody's, never an error.

    secure: over TLS only `__Host-` cookies count, so that nobody else on the domain can plant one.
    """
    tokens: dict[bytes, None] = {}
    for name, text in cookies.items():
        if secure and not name.startswith("__Host-"):
            continue
        if len(tokens) < MOST_SEATS and _COOKIE.fullmatch(name):
            try:
                tokens[vault.from_text(text)] = None
            except ValueError:
                continue
    return Holder(tuple(tokens))


def seats_of(couple_code: str, holder: Holder) -> tuple[Seat, list[Seat]]:
    """Return the holder's seat and both seats of the couple, with the couple loaded. One query.

    Raises `NotHere` unless the couple lives and one of its seats is the holder's.
    """
    rows = _SEATS.rows(couple_code, timezone.now(), holder.lookups)
    couples = [instance(Couple, row, begins=len(Seat._meta.concrete_fields)) for row in rows]
    seats = [instance(Seat, row) for row in rows]
    for seat, couple in zip(seats, couples, strict=True):
        seat.couple = couple
    for seat in seats:
        if bytes(seat.token_lookup) in holder.lookups:
            return seat, seats
    raise nobody_here(holder, couple__code=couple_code)


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
