"""Here and away, and nothing else: leases that run out by themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from couples import access, presence
from couples.infrastructure.refusals import NotHere
from couples.models import Lease, Seat
from tests.support.couples.two_seats import Pair


@pytest.fixture
def alex(pair: Pair) -> Seat:
    return access.seats_of(pair.code, pair.alex)[0]


@pytest.fixture
def sam(pair: Pair) -> Seat:
    return access.seats_of(pair.code, pair.sam)[0]


def seconds_left(connection: str) -> float:
    return (Lease.objects.get(connection=connection).expires - timezone.now()).total_seconds()


def run_out(connection: str) -> None:
    Lease.objects.filter(connection=connection).update(expires=timezone.now())


def test_who_has_arrived_is_here(alex: Seat, sam: Seat) -> None:
    assert presence.here(alex.couple_id) == frozenset()
    presence.arrive(sam.pk, "phone")
    assert presence.here(alex.couple_id) == {2}
    presence.arrive(alex.pk, "laptop")
    assert presence.here(alex.couple_id) == {1, 2}


def test_two_tabs_are_one_person_and_one_of_them_is_enough(sam: Seat) -> None:
    presence.arrive(sam.pk, "one tab")
    presence.arrive(sam.pk, "another")
    run_out("one tab")
    assert presence.here(sam.couple_id) == {2}
    run_out("another")
    assert presence.here(sam.couple_id) == frozenset()


def test_to_arrive_again_only_renews(sam: Seat) -> None:
    for _ in range(3):
        presence.arrive(sam.pk, "phone")
    assert Lease.objects.count() == 1


def test_many_connections_are_renewed_by_one_statement(
    alex: Seat, sam: Seat, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    presence.arrive(alex.pk, "laptop", seconds=5)
    presence.arrive(sam.pk, "phone", seconds=5)
    with django_assert_num_queries(1):
        presence.renew({"laptop", "phone", "unknown"})
    assert seconds_left("phone") > 55 and seconds_left("laptop") > 55
    with django_assert_num_queries(0):
        presence.renew(set())


def test_who_leaves_is_here_for_the_grace_and_no_longer(sam: Seat) -> None:
    presence.arrive(sam.pk, "phone")
    presence.depart("phone")
    assert presence.here(sam.couple_id) == {2}
    assert 0 < seconds_left("phone") <= presence.GRACE_SECONDS


def test_leaving_never_lengthens_a_lease(sam: Seat) -> None:
    presence.arrive(sam.pk, "phone", seconds=2)
    presence.depart("phone")
    assert seconds_left("phone") <= 2


def test_a_socket_takes_over_from_the_page(sam: Seat) -> None:
    page = presence.page_connection(sam.pk)
    presence.arrive(sam.pk, page, presence.PAGE_LEASE_SECONDS)
    assert seconds_left(page) > 100
    presence.arrive(sam.pk, "socket")
    presence.depart("socket")
    run_out("socket")
    assert presence.here(sam.couple_id) == frozenset()


def test_here_costs_one_query(sam: Seat, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    presence.arrive(sam.pk, "phone")
    with django_assert_num_queries(1):
        presence.here(sam.couple_id)


@pytest.mark.django_db(transaction=True)
def test_nobody_arrives_at_a_seat_that_is_gone() -> None:
    with pytest.raises(NotHere):
        presence.arrive(123456, "phone")


def test_leases_that_have_run_out_are_swept(alex: Seat, sam: Seat) -> None:
    presence.arrive(alex.pk, "laptop")
    presence.arrive(sam.pk, "phone")
    Lease.objects.filter(connection="phone").update(expires=timezone.now() - timedelta(seconds=1))
    assert presence.sweep() == 1
    assert presence.here(sam.couple_id) == {1}
