"""Until when it is kept: sooner by either at once, later only when both have chosen it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from couples import live, seats
from couples.access import Holder
from couples.infrastructure.refusals import NotHere
from couples.models import Couple, Invite, Seat
from tests.support.couples.two_seats import NOBODY, Pair, dump

A_LITTLE = timedelta(minutes=1)


def expires(code: str) -> datetime:
    return Couple.objects.get(code=code).expires


def days_left(code: str) -> int:
    """Whole days, as somebody counts them who looks at the date."""
    return (timezone.localdate(expires(code)) - timezone.localdate()).days


@pytest.mark.parametrize("who", ["alex", "sam"])
def test_either_makes_it_sooner_at_once(pair: Pair, who: str) -> None:
    seats.keep_for(getattr(pair, who), pair.code, 7)
    assert days_left(pair.code) == 7
    assert seats.couple_of(pair.alex, pair.code).expires == seats.couple_of(pair.sam, pair.code).expires


@pytest.mark.parametrize("first, second", [("alex", "sam"), ("sam", "alex")])
def test_later_counts_when_both_have_chosen_it(pair: Pair, first: str, second: str) -> None:
    before = expires(pair.code)
    seats.keep_for(getattr(pair, first), pair.code, 90)
    assert expires(pair.code) == before
    seats.keep_for(getattr(pair, second), pair.code, 90)
    assert days_left(pair.code) == 90
    assert not Seat.objects.exclude(keep_until=None).exists(), "a wish that has come true is none any more"


def test_of_two_wishes_the_shorter_one_counts(pair: Pair) -> None:
    seats.keep_for(pair.alex, pair.code, 1)
    seats.keep_for(pair.alex, pair.code, 90)
    seats.keep_for(pair.sam, pair.code, 7)
    assert days_left(pair.code) == 7
    wished = seats.couple_of(pair.alex, pair.code).wished
    assert wished is not None and abs(wished - timezone.now() - timedelta(days=90)) < A_LITTLE
    seats.keep_for(pair.sam, pair.code, 30)
    assert days_left(pair.code) == 30, "what alex wants has not changed"


def test_of_a_wish_the_other_sees_nothing(pair: Pair) -> None:
    before = seats.couple_of(pair.sam, pair.code)
    seats.keep_for(pair.alex, pair.code, 90)
    assert seats.couple_of(pair.alex, pair.code).wished is not None
    after = seats.couple_of(pair.sam, pair.code)
    days = [(each.days, each.counts, each.wished) for each in before.periods]
    assert after.wished is None and after.expires == before.expires
    assert [(each.days, each.counts, each.wished) for each in after.periods] == days


def test_nobody_is_told_of_a_wish_and_both_of_what_counts(
    pair: Pair, django_capture_on_commit_callbacks: Callable[..., list[Callable[[], None]]]
) -> None:
    with django_capture_on_commit_callbacks() as announcements:
        seats.keep_for(pair.alex, pair.code, 90)
    assert announcements == []
    with django_capture_on_commit_callbacks() as announcements:
        seats.keep_for(pair.sam, pair.code, 1)
    assert [getattr(each, "func", None) for each in announcements] == [live.announce]


def test_a_wish_is_taken_back(pair: Pair) -> None:
    seats.keep_for(pair.alex, pair.code, 90)
    seats.keep_as_it_is(pair.alex, pair.code)
    seats.keep_for(pair.sam, pair.code, 90)
    assert days_left(pair.code) == 30


def test_making_it_sooner_takes_back_ones_own_wish(pair: Pair) -> None:
    seats.keep_for(pair.alex, pair.code, 90)
    seats.keep_for(pair.alex, pair.code, 7)
    seats.keep_for(pair.sam, pair.code, 30)
    assert days_left(pair.code) == 7


def test_the_day_that_it_is_anyway_is_no_wish_and_not_offered(pair: Pair) -> None:
    Couple.objects.filter(code=pair.code).update(expires=expires(pair.code) - timedelta(seconds=1))
    before = dump()
    seats.keep_for(pair.alex, pair.code, 30)
    assert dump() == before
    assert [each.days for each in seats.couple_of(pair.alex, pair.code).periods] == [1, 7, 90]


def test_what_can_be_chosen_says_when_it_counts(pair: Pair) -> None:
    periods = seats.couple_of(pair.sam, pair.code).periods
    assert [(each.days, each.counts) for each in periods] == [
        (1, "at once"),
        (7, "at once"),
        (90, "with both"),
    ]


def test_who_is_alone_needs_nobody(opened: tuple[str, Holder]) -> None:
    code, alex = opened
    assert {each.counts for each in seats.couple_of(alex, code).periods} == {"at once"}
    for days in (90, 1, 30):
        seats.keep_for(alex, code, days)
        assert days_left(code) == days
        assert Invite.objects.get(couple__code=code).expires == expires(code), "the link is open as long"


def test_the_link_to_move_stays_open_for_its_ten_minutes_only(pair: Pair) -> None:
    seats.renew_invite(pair.alex, pair.code, "move")
    before = Invite.objects.get(couple__code=pair.code).expires
    seats.keep_for(pair.alex, pair.code, 7)
    assert Invite.objects.get(couple__code=pair.code).expires == before


@pytest.mark.parametrize("days", [0, 2, 365, -1])
def test_other_periods_are_refused(pair: Pair, days: int) -> None:
    before = dump()
    with pytest.raises(seats.UnknownPeriod):
        seats.keep_for(pair.alex, pair.code, days)
    assert dump() == before


def test_a_stranger_changes_no_date(pair: Pair) -> None:
    before = dump()
    for nobody in (pair.stranger, NOBODY):
        with pytest.raises(NotHere):
            seats.keep_for(nobody, pair.code, 1)
        with pytest.raises(NotHere):
            seats.keep_as_it_is(nobody, pair.code)
    assert dump() == before
