"""Reads that are compiled once: whatever they are given, they find what the plain queryset finds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from couples.infrastructure.prepared import Many, Prepared, instance
from couples.models import Couple, Seat
from tests.support.couples.paired import start_alone, start_together

pytestmark = pytest.mark.django_db


def unexpired(codes: Sequence[Any], now: Any) -> models.QuerySet[Couple, Couple]:
    return Couple.objects.filter(code__in=codes, expires__gt=now).order_by("pk")


def read() -> Prepared:
    return Prepared(unexpired, Many(models.CharField()), models.DateTimeField())


def test_it_finds_what_the_queryset_finds_however_many_are_asked_for() -> None:
    codes = [start_alone()[1] for _ in range(3)]
    prepared, now = read(), timezone.now()
    for asked in (codes[:1], codes[1:], codes, ["unknown"], codes[2:]):
        found = [instance(Couple, row) for row in prepared.rows(asked, now)]
        assert found == list(unexpired(asked, now))
        assert [each.expires for each in found] == [each.expires for each in unexpired(asked, now)]


def test_each_time_it_goes_by_what_it_is_given() -> None:
    code = start_alone()[1]
    prepared = read()
    assert prepared.rows([code], timezone.now())
    assert not prepared.rows([code], timezone.now() + timedelta(days=400))


def test_it_is_built_once_for_each_number_of_values() -> None:
    built = []

    def build(codes: Sequence[Any]) -> models.QuerySet[Couple, Any]:
        built.append(len(codes))
        return Couple.objects.filter(code__in=codes).values_list("created")

    prepared = Prepared(build, Many(models.CharField()))
    for codes in (["a"], ["b"], ["a", "b"], ["c", "d"], ["c"]):
        prepared.rows(codes)
    assert built == [1, 2]


def test_where_nothing_can_be_found_nothing_is_asked() -> None:
    with CaptureQueriesContext(connection) as found:
        assert read().rows([], timezone.now()) == []
    assert not found.captured_queries


def test_a_row_of_two_models_is_taken_apart_by_where_each_begins() -> None:
    pair = start_together()
    prepared = Prepared(
        lambda couple: Seat.objects.filter(couple__code=couple).select_related("couple").order_by("position"),
        models.CharField(),
    )
    rows = prepared.rows(pair.couple_code)
    assert [instance(Seat, row).position for row in rows] == [1, 2]
    beside = len(Seat._meta.concrete_fields)
    assert {instance(Couple, row, begins=beside).code for row in rows} == {pair.couple_code}


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_within_a_transaction_or_not_at_all() -> None:
    code = start_alone()[1]
    prepared = Prepared(lambda code: Couple.objects.filter(code=code).select_for_update(), models.CharField())
    with transaction.atomic():
        assert prepared.rows(code)
    with pytest.raises(transaction.TransactionManagementError):
        prepared.rows(code)
