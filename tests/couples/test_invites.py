"""For how long an invite is open, and for which couple."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from couples import seats
from couples.access import Holder
from couples.infrastructure import vault
from couples.invites import InviteGone, new_claim_id
from couples.models import Couple, Invite
from tests.support.couples.two_seats import NOBODY, Pair, link_of

Opened = tuple[str, Holder]


def gone(link: str) -> bool:
    """Whether this link opens nothing, neither to look at nor to claim."""
    for act in (lambda: seats.look(link, NOBODY), lambda: seats.claim(link, new_claim_id(), "Sam", NOBODY)):
        with pytest.raises(InviteGone):
            act()
    return True


def test_an_invite_does_not_outlive_its_couple(opened: Opened) -> None:
    code, alex = opened
    link = link_of(code, alex)
    assert seats.look(link, NOBODY).inviter_name == "Alex"
    Couple.objects.filter(code=code).update(expires=timezone.now() - timedelta(seconds=1))
    assert Invite.objects.get(couple__code=code).expires > timezone.now()
    assert gone(link)


def test_an_invite_that_has_expired_opens_nothing_though_its_couple_lives(opened: Opened) -> None:
    code, alex = opened
    link = link_of(code, alex)
    Invite.objects.filter(couple__code=code).update(expires=timezone.now() - timedelta(seconds=1))
    assert gone(link)
    assert seats.couple_of(alex, code).link_text is None


@pytest.mark.parametrize("purpose", ["join", "move"])
def test_a_renewed_link_is_open_no_longer_than_its_couple_lives(opened: Opened, purpose: str) -> None:
    code, alex = opened
    ends = timezone.now() + timedelta(minutes=1)
    Couple.objects.filter(code=code).update(expires=ends)
    seats.renew_invite(alex, code, purpose)
    assert Invite.objects.get(couple__code=code, purpose=purpose).expires == ends


def test_a_move_link_is_open_for_ten_minutes(pair: Pair) -> None:
    seats.renew_invite(pair.sam, pair.code, "move")
    left = Invite.objects.get(couple__code=pair.code).expires - timezone.now()
    assert timedelta(minutes=9) < left <= timedelta(minutes=10)


def test_an_invites_secret_opens_nothing_under_another_couples_code(pair: Pair, opened: Opened) -> None:
    other = seats.open_couple("Robin", days=30)
    robins = Holder((other.token,))
    secret = link_of(other.couple_code, robins).partition(".")[2]
    assert seats.look(f"{other.couple_code}.{secret}", NOBODY).inviter_name == "Robin"
    for code in (pair.code, opened[0]):
        assert gone(f"{code}.{secret}")
    assert vault.from_text(secret)


def test_a_seat_that_one_holds_in_another_couple_counts_for_nothing_here(opened: Opened, pair: Pair) -> None:
    code, alex = opened
    other = seats.open_couple("Robin", days=30)
    link = link_of(other.couple_code, Holder((other.token,)))
    assert seats.look(link, alex).already == ""
    assert seats.claim(link, new_claim_id(), "Alex", alex).first_time


def test_a_claim_that_was_repeated_after_the_couple_has_expired_gives_nothing(pair: Pair) -> None:
    assert seats.claim(pair.link, pair.claim_id, "Sam", NOBODY).token
    Couple.objects.filter(code=pair.code).update(expires=timezone.now() - timedelta(seconds=1))
    with pytest.raises(InviteGone):
        seats.claim(pair.link, pair.claim_id, "Sam", NOBODY)


def test_whoever_moved_to_another_device_is_here_by_the_old_one_no_more(pair: Pair) -> None:
    from couples import presence
    from couples.access import seats_of

    seat, _ = seats_of(pair.code, pair.sam)
    presence.arrive(seat.pk, "the old phone")
    assert presence.here(seat.couple_id) == {2}
    seats.renew_invite(pair.sam, pair.code, "move")
    seats.claim(link_of(pair.code, pair.sam, "move"), new_claim_id(), "", NOBODY)
    assert presence.here(seat.couple_id) == frozenset()
