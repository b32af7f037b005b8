"""Writes that are compiled once: whatever they are given, they write what Django's own way writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from couples.infrastructure import prepared_writes
from couples.infrastructure.prepared_writes import PreparedInsert, PreparedUpdate
from couples.models import Couple, Lease, Seat
from tests.support.couples.paired import Pair, start_alone, start_together

pytestmark = pytest.mark.django_db

as_rows = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="elsewhere Django hands over several rows as a list for each column"
)
LEASE = ("seat", "connection")
NOW = timezone.now()


def leases(pair: Pair, *connections: str, minutes: int = 0) -> list[Lease]:
    seat = pair.state(pair.alex).seat
    return [
        Lease(seat=seat, connection=each, expires=NOW + timedelta(minutes=minutes)) for each in connections
    ]


def stored() -> list[tuple[str, Any]]:
    return list(Lease.objects.order_by("connection").values_list("connection", "expires"))


def asked(write: Callable[[], object]) -> str:
    """The one statement of this write, which is then as if it had not been.

    Without what is returned, and without parentheses: a stand-in is compiled within some.
    """
    with CaptureQueriesContext(connection) as found, transaction.atomic():
        write()
        transaction.set_rollback(True)
    (statement,) = [query["sql"] for query in found if "SAVEPOINT" not in query["sql"]]
    return str(statement).partition(" RETURNING ")[0].translate(str.maketrans("", "", "()"))


def inserted(prepared: PreparedInsert[Lease], rows: Sequence[Lease]) -> None:
    with transaction.atomic():
        prepared.insert(rows)


# ---- the same statement as Django's own ---------------------------------------------------------------


@pytest.mark.parametrize("number", [1, pytest.param(2, marks=as_rows), pytest.param(14, marks=as_rows)])
def test_an_upsert_is_the_statement_that_bulk_create_makes(number: int) -> None:
    pair = start_together()
    prepared = PreparedInsert(Lease, unique=LEASE, update=("expires",))
    rows = leases(pair, *(f"tab-{each}" for each in range(number)))

    def plain() -> object:
        again = list(map(copy, rows))  # for each of them is given the key that the database gave it
        return Lease.objects.bulk_create(
            again, update_conflicts=True, unique_fields=LEASE, update_fields=["expires"]
        )

    for _ in range(2):  # compiled, and then from memory
        assert asked(lambda: prepared.insert(rows)) == asked(plain)


@as_rows
def test_an_insert_that_gives_way_is_the_statement_that_bulk_create_makes() -> None:
    rows = leases(start_together(), "a", "b")
    prepared: PreparedInsert[Lease] = PreparedInsert(Lease)
    assert asked(lambda: prepared.insert(rows)) == asked(
        lambda: Lease.objects.bulk_create(rows, ignore_conflicts=True)
    )


@pytest.mark.parametrize("until", [None, NOW])
def test_an_update_is_the_statement_that_update_makes(until: Any) -> None:
    pair = start_together()
    prepared = PreparedUpdate(
        lambda seat: Seat.objects.filter(pk=seat), models.BigAutoField(), sets=("keep_until", "own_key_wrap")
    )
    seat = pair.state(pair.sam).seat.pk
    for _ in range(2):
        assert asked(lambda: prepared.update((seat,), (until, b"\x00wrap"))) == asked(
            lambda: Seat.objects.filter(pk=seat).update(keep_until=until, own_key_wrap=b"\x00wrap")
        )


# ---- what is then stored ------------------------------------------------------------------------------


def test_a_row_that_stands_there_gets_what_is_to_be_updated() -> None:
    pair = start_together()
    prepared = PreparedInsert(Lease, unique=LEASE, update=("expires",))
    inserted(prepared, leases(pair, "a"))
    inserted(prepared, leases(pair, "a", "b", minutes=5))
    assert stored() == [("a", NOW + timedelta(minutes=5)), ("b", NOW + timedelta(minutes=5))]


def test_without_anything_to_update_a_row_that_stands_there_stays() -> None:
    pair = start_together()
    prepared: PreparedInsert[Lease] = PreparedInsert(Lease)
    inserted(prepared, leases(pair, "a"))
    inserted(prepared, leases(pair, "a", "b", minutes=5))
    assert stored() == [("a", NOW), ("b", NOW + timedelta(minutes=5))]


def test_more_rows_than_one_statement_takes_are_all_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared_writes, "MOST_ROWS", 2)
    pair = start_together()
    prepared: PreparedInsert[Lease] = PreparedInsert(Lease)
    inserted(prepared, leases(pair, *"abcde"))
    assert [name for name, _ in stored()] == list("abcde")
    with CaptureQueriesContext(connection) as found:
        inserted(prepared, [])
    assert not [query for query in found if "INSERT" in query["sql"]]


def test_only_what_the_queryset_finds_is_updated() -> None:
    first, second = start_alone()[1], start_alone()[1]
    prepared = PreparedUpdate(
        lambda code: Couple.objects.filter(code=code), models.CharField(), sets=("shapes_swapped",)
    )
    with transaction.atomic():
        prepared.update((first,), (True,))
    swapped = {each.code: each.shapes_swapped for each in Couple.objects.all()}
    assert swapped == {first: True, second: False}


@pytest.mark.django_db(transaction=True)
def test_rows_are_written_within_a_transaction_or_not_at_all() -> None:
    pair = start_together()
    prepared: PreparedInsert[Lease] = PreparedInsert(Lease)
    inserted(prepared, leases(pair, "a"))
    with pytest.raises(transaction.TransactionManagementError):
        prepared.insert(leases(pair, "b"))
    assert [name for name, _ in stored()] == ["a"]
