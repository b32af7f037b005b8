"""Partners: where a browser holds a seat, and who sits beside whoever asks. Reads only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from django.utils import timezone

from couples.access import Holder, keys_of
from couples.models import Couple, Seat
from couples.positions import other
from couples.pretending import labelled
from couples.profiles import names


@dataclass(frozen=True)
class Partner:
    """The other person of one couple."""

    couple_code: str
    name: str


@dataclass(frozen=True)
class Place:
    """A couple in which this browser holds a seat, without a word about who it is."""

    couple_code: str
    begun: datetime


def places(holder: Holder) -> tuple[Place, ...]:
    """Return where this browser has a seat, the newest first. One query, none for who holds no token.

    What is only tried with a pretend partner is none.
    """
    if not holder.tokens:
        return ()
    held = Couple.objects.filter(
        kind=Couple.Kind.PAIR, expires__gt=timezone.now(), seats__token_lookup__in=holder.lookups
    )
    rows = held.order_by("-created", "-pk").distinct().values_list("code", "created")
    return tuple(Place(code, created) for code, created in rows)


def of(holder: Holder) -> tuple[Partner, ...]:
    """Return the partners who have joined, of the newest couple first. One query, none for a stranger.

    A pretend partner is none.
    """
    return _of(holder, Couple.Kind.PAIR)


def pretend(holder: Holder) -> Partner | None:
    """Return the pretend partner that this browser tries it with; the newest, None where there is none."""
    found = next(iter(_of(holder, Couple.Kind.TRIAL)), None)
    return None if found is None else replace(found, name=labelled(found.name))


def _of(holder: Holder, kind: Couple.Kind) -> tuple[Partner, ...]:
    if not holder.tokens:
        return ()
    rows = (
        Seat.objects.filter(
            couple__kind=kind,
            couple__expires__gt=timezone.now(),
            couple__seats__token_lookup__in=holder.lookups,
        )
        .select_related("couple")
        .order_by("-couple__created", "couple_id", "position")
        .distinct()
    )
    couples = [list(seats) for _, seats in groupby(rows, key=lambda seat: seat.couple_id)]
    return tuple(_partner(seats, holder) for seats in couples if len(seats) == 2)


def _partner(seats: list[Seat], holder: Holder) -> Partner:
    mine = next(seat for seat in seats if bytes(seat.token_lookup) in holder.lookups)
    code = mine.couple.code
    known = names(seats, code, keys_of(mine, code, holder).couple)
    return Partner(code, known[other(mine.position)])
