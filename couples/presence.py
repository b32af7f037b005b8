"""Presence: who is here, as leases that run out by themselves.

The third writer of models, beside the two modules of use cases. A lease belongs to one connection and
is renewed while it shows signs of life; nothing has to be told when a connection dies. Two tabs are one
person. Only here and away can be read out of this, never since when.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from couples.infrastructure.prepared import Prepared, instance
from couples.infrastructure.prepared_writes import PreparedInsert
from couples.infrastructure.refusals import NotHere
from couples.models import Lease, Seat

LEASE_SECONDS = 60  # three pings that a sleepy phone missed
GRACE_SECONDS = 10  # a reload, or a lift, is not a departure
PAGE_LEASE_SECONDS = 120  # without a socket: the time between two looks at the page

_SEATS_WITH_PRESENCE = Prepared(
    lambda couple, now: Seat.objects.filter(couple_id=couple).annotate(
        is_here=Exists(Lease.objects.filter(seat=OuterRef("pk"), expires__gt=now))
    ),
    models.BigAutoField(),
    models.DateTimeField(),
)
_LEASES = PreparedInsert(Lease, unique=("seat", "connection"), update=("expires",))


def page_connection(seat_id: int) -> str:
    """Name the connection of a seat that uses pages and no socket. There is one for all its tabs."""
    return f"page-{seat_id}"


def arrive(seat_id: int, connection: str, seconds: int = LEASE_SECONDS) -> None:
    """Count this connection as here for so long, from now on. May be repeated.

    A socket takes over from the seat's page, whose lease would outlast it. `NotHere` if the seat is gone.
    """
    lease = Lease(seat_id=seat_id, connection=connection, expires=_in(seconds))
    try:
        with transaction.atomic():
            _LEASES.insert([lease])
            if connection != page_connection(seat_id):
                Lease.objects.filter(seat_id=seat_id, connection=page_connection(seat_id)).delete()
    except IntegrityError:
        raise NotHere from None


def renew(connections: Collection[str]) -> None:
    """Count all these connections as here for another `LEASE_SECONDS`. One statement for a whole process."""
    if connections:
        with transaction.atomic(savepoint=False):
            _free(Lease.objects.filter(connection__in=connections)).update(expires=_in(LEASE_SECONDS))


def depart(connection: str) -> None:
    """Let this connection's lease run out after the grace. Never lengthens it."""
    ends = _in(GRACE_SECONDS)
    Lease.objects.filter(connection=connection, expires__gt=ends).update(expires=ends)


def vacate(couple_id: int, position: int) -> None:
    """Let nobody be here on this seat: it has moved, and what held it holds it no more."""
    Lease.objects.filter(seat__couple_id=couple_id, seat__position=position).delete()


def here(couple_id: int) -> frozenset[int]:
    """Return the positions of a couple's seats that are here now. One query."""
    seats = Seat.objects.filter(couple_id=couple_id, leases__expires__gt=timezone.now())
    return frozenset(seats.values_list("position", flat=True))


def with_presence(couple_id: int) -> list[tuple[Seat, bool]]:
    """Return a couple's seats, each with whether it is here. One query."""
    rows = _SEATS_WITH_PRESENCE.rows(couple_id, timezone.now())
    return [(instance(Seat, row), bool(row[-1])) for row in rows]


def sweep() -> int:
    """Delete the leases that have run out; return how many."""
    with transaction.atomic(savepoint=False):
        deleted, _ = _free(Lease.objects.filter(expires__lte=timezone.now())).delete()
    return deleted


def _free(leases: QuerySet[Lease]) -> QuerySet[Lease]:
    """Those of these rows that nobody else is at. They are of many couples, so none of them is waited for.

    Whoever is at one just now renews it, ends it or erases it anyway.
    """
    return Lease.objects.filter(pk__in=leases.select_for_update(skip_locked=True).values("pk"))


def _in(seconds: int) -> datetime:
    return timezone.now() + timedelta(seconds=seconds)
