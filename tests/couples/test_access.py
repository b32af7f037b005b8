"""From cookies to seats: whoever holds a token is let in, nobody else can tell that there is a door."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from couples import access
from couples.access import Holder
from couples.infrastructure import vault
from couples.infrastructure.refusals import NotHere
from couples.models import Couple
from couples.positions import FIRST, SECOND
from tests.support.couples.two_seats import NOBODY, Pair

TOKEN = vault.new_key()
TEXT = vault.to_text(TOKEN)


@pytest.mark.parametrize("name", ["seat-0123456789abcdef-1", "__Host-seat-0123456789abcdef-2"])
def test_a_seats_cookie_makes_its_holder(name: str) -> None:
    assert access.holder({"theme": "dark", name: TEXT}) == Holder((TOKEN,))


@pytest.mark.parametrize(
    "cookies",
    [
        {},
        {"seat-abc-3": TEXT},
        {"seat-ABC-1": TEXT},
        {"seat--1": TEXT},
        {"xseat-abc-1": TEXT},
        {"seat-abc-1": TEXT[:-1]},
        {"seat-abc-1": "é" * 43},
        {"seat-abc-1": ""},
    ],
)
def test_garbage_makes_nobody(cookies: dict[str, str]) -> None:
    assert access.holder(cookies) == NOBODY


def test_a_browser_with_many_cookies_is_looked_at_in_part() -> None:
    cookies = {f"seat-{number}-1": vault.to_text(vault.new_key()) for number in range(250)}
    assert len(access.holder(cookies).tokens) == access.MOST_SEATS


def test_a_token_is_never_printed() -> None:
    assert TEXT not in repr(Holder((TOKEN,))) and repr(TOKEN) not in repr(Holder((TOKEN,)))


def test_both_find_their_own_seat(pair: Pair) -> None:
    assert access.seats_of(pair.code, pair.alex)[0].position == FIRST
    assert access.seats_of(pair.code, pair.sam)[0].position == SECOND
    assert [seat.position for seat in access.seats_of(pair.code, pair.sam)[1]] == [1, 2]


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_a_stranger_finds_nothing(pair: Pair, who: str) -> None:
    with pytest.raises(NotHere):
        access.seats_of(pair.code, pair.stranger if who == "stranger" else NOBODY)


def test_a_couple_that_has_expired_is_not_here_although_nothing_has_swept_it(pair: Pair) -> None:
    Couple.objects.filter(code=pair.code).update(expires=timezone.now())
    with pytest.raises(NotHere):
        access.seats_of(pair.code, pair.alex)


def test_both_share_the_couples_key_and_nobody_shares_their_own(pair: Pair) -> None:
    alex = access.keys_of(access.seats_of(pair.code, pair.alex)[0], pair.code, pair.alex)
    sam = access.keys_of(access.seats_of(pair.code, pair.sam)[0], pair.code, pair.sam)
    assert alex.couple == sam.couple and alex.own != sam.own


def test_a_seat_does_not_open_with_somebody_elses_token(pair: Pair) -> None:
    seat = access.seats_of(pair.code, pair.alex)[0]
    for holder in (pair.sam, pair.stranger, NOBODY):
        with pytest.raises(NotHere):
            access.keys_of(seat, pair.code, holder)
    with pytest.raises(NotHere):
        access.keys_of(seat, "another", pair.alex)


def test_seats_cost_one_query(pair: Pair, django_assert_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_num_queries(1):
        seat, both = access.seats_of(pair.code, pair.sam)
        assert seat.couple.code == pair.code and len(both) == 2


@pytest.mark.parametrize("secure", [False, True])
def test_a_seats_cookie_is_out_of_reach_for_scripts_and_other_sites(pair: Pair, secure: bool) -> None:
    request, response = RequestFactory().get("/", secure=secure), HttpResponse()
    access.set_seat_cookie(response, request, pair.code, 1, pair.alex.tokens[0])
    (cookie,) = response.cookies.values()
    assert cookie.key == f"{'__Host-' if secure else ''}seat-{pair.code}-1"
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert bool(cookie["secure"]) is secure and not cookie["domain"]
    assert 29 * 86400 < cookie["max-age"] <= 30 * 86400
    assert access.holder({cookie.key: cookie.value}) == pair.alex


def test_a_browser_forgets_one_couple_or_all(pair: Pair) -> None:
    request, one, all_of_them = RequestFactory().get("/"), HttpResponse(), HttpResponse()
    request.COOKIES = {f"seat-{pair.code}-1": TEXT, "seat-abc-2": TEXT, "theme": "dark"}
    access.forget_couple(one, request, pair.code)
    access.forget_every_seat(all_of_them, request)
    assert list(one.cookies) == [f"seat-{pair.code}-1"]
    assert sorted(all_of_them.cookies) == sorted([f"seat-{pair.code}-1", "seat-abc-2"])
    assert one.cookies[f"seat-{pair.code}-1"].value == ""


def test_over_tls_only_cookies_that_nobody_else_can_plant_count() -> None:
    planted, mine = vault.to_text(vault.new_key()), vault.new_key()
    cookies = {"seat-ab-1": planted, "__Host-seat-ab-1": vault.to_text(mine)}
    assert len(access.holder(cookies).tokens) == 2
    assert access.holder(cookies, secure=True).tokens == (mine,)
