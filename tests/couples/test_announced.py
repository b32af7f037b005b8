"""Whatever both can see of their couple is told to the open pages of both, once it is committed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from couples import live, seats
from couples.models import Couple, Invite
from tests.support.couples.two_seats import Pair

Deed = Callable[[Pair], object]
DEEDS: dict[str, Deed] = {
    "a new name": lambda pair: seats.rename(pair.sam, pair.code, "Sami"),
    "swapped shapes": lambda pair: seats.swap_shapes(pair.sam, pair.code, True),
    "kept for less time": lambda pair: seats.keep_for(pair.sam, pair.code, 1),
    "a link to another device": lambda pair: seats.renew_invite(pair.sam, pair.code, "move"),
    "an erase": lambda pair: seats.erase(pair.sam, pair.code),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_the_couple_hears_of_it(
    pair: Pair, deed: Deed, django_capture_on_commit_callbacks: Callable[..., list[Callable[[], None]]]
) -> None:
    with django_capture_on_commit_callbacks() as announcements:
        deed(pair)
    assert [getattr(each, "func", None) for each in announcements] == [live.announce]


def test_a_wish_that_changes_nothing_yet_is_told_to_nobody(
    pair: Pair, django_capture_on_commit_callbacks: Callable[..., list[Callable[[], None]]]
) -> None:
    with django_capture_on_commit_callbacks() as announcements:
        seats.keep_for(pair.sam, pair.code, 90)
    assert announcements == []


def test_an_invite_that_has_expired_is_swept_and_its_couple_stays(pair: Pair) -> None:
    seats.renew_invite(pair.sam, pair.code, "move")
    assert seats.sweep() == 0 and Invite.objects.filter(couple__code=pair.code).exists()
    Invite.objects.filter(couple__code=pair.code).update(expires=timezone.now() - timedelta(seconds=1))
    assert seats.sweep() == 0
    assert not Invite.objects.filter(couple__code=pair.code).exists()
    assert Couple.objects.filter(code=pair.code).exists()
