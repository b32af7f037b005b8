"""Open, invite, look, rename, erase, expire: what the two people do with their couple."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from couples import access, seats
from couples.access import Holder
from couples.infrastructure import vault
from couples.infrastructure.refusals import NotHere
from couples.invites import InviteGone, MalformedInvite, OwnInvite, new_claim_id
from couples.models import Couple, Invite, Seat
from couples.profiles import BadName
from couples.seats import ending
from tests.support.couples.two_seats import NOBODY, Pair, dump, link_of

Opened = tuple[str, Holder]


# ---- open -----------------------------------------------------------------------------------------


def test_who_opens_a_couple_sits_first_and_can_show_the_link_again(opened: Opened) -> None:
    code, alex = opened
    couple = seats.couple_of(alex, code)
    assert (couple.position, couple.names, couple.joined) == (1, {1: "Alex"}, False)
    assert couple.link_text == link_of(code, alex) == link_of(code, alex)


@pytest.mark.parametrize("days", [1, 7, 30, 90])
def test_a_couple_lives_as_long_as_was_chosen(db: None, days: int) -> None:
    opened = seats.open_couple("Alex", days)
    expires = Couple.objects.get(code=opened.couple_code).expires
    assert abs(expires - timezone.now() - timedelta(days=days)) < timedelta(minutes=1)


@pytest.mark.parametrize("days", [0, 2, 365, -1])
def test_other_periods_are_refused(db: None, days: int) -> None:
    with pytest.raises(seats.UnknownPeriod):
        seats.open_couple("Alex", days)


@pytest.mark.parametrize(
    "name", ["", "  ", "x" * 61, "a\nb", "a\0b", "\ud800", "\u200b\u200d", "a\u202eb", "\u0301", "a\u2028b"]
)
def test_what_cannot_be_shown_as_a_name_is_refused(db: None, name: str) -> None:
    with pytest.raises(BadName):
        seats.open_couple(name, 30)


@pytest.mark.parametrize(
    "typed, shown",
    [(" Alex ", "Alex"), ("e\u0301", "é"), ("علي", "علي"), ("👩‍🚀", "👩‍🚀"), ("x" * 60, "x" * 60)],
)
def test_any_name_is_shown_as_it_is(db: None, typed: str, shown: str) -> None:
    opened = seats.open_couple(typed, 30)
    assert seats.couple_of(Holder((opened.token,)), opened.couple_code).my_name == shown


def test_what_is_stored_holds_no_name_no_token_and_no_secret(pair: Pair) -> None:
    stored = repr(dump()).encode() + b"".join(
        bytes(value)
        for rows in dump().values()
        for row in rows
        for value in row
        if isinstance(value, bytes | memoryview)
    )
    secret = pair.link.partition(".")[2]
    for text in (
        b"Alex",
        b"Sam",
        secret.encode(),
        vault.from_text(secret),
        *pair.alex.tokens,
        *pair.sam.tokens,
    ):
        assert text not in stored


def test_a_name_is_no_longer_than_another_in_what_is_stored(pair: Pair) -> None:
    seats.rename(pair.sam, pair.code, "S" * 60)
    assert len({len(seat.profile_sealed) for seat in Seat.objects.all()}) == 1


# ---- look -----------------------------------------------------------------------------------------


def test_a_look_tells_who_invites_and_changes_nothing(opened: Opened) -> None:
    code, alex = opened
    link, before = link_of(code, alex), dump()
    for _ in range(3):
        assert seats.look(link, NOBODY) == seats.Invitation(code, "Alex", "")
    assert dump() == before


def test_a_whole_link_is_as_good_as_what_stands_behind_its_hash(opened: Opened) -> None:
    code, alex = opened
    assert seats.look(f" https://meant.example/join/#{link_of(code, alex)}\n", NOBODY).inviter_name == "Alex"


@pytest.mark.parametrize(
    "text",
    ["", "x" * 5000, "https://elsewhere/", "{code}", "{code}.", "{code}.{short}", "\0",
     "{code}{secret}", "{upper}.{secret}", ".{secret}", "{code}.é{short}"],
)  # fmt: skip
def test_what_is_no_whole_link_is_malformed(opened: Opened, text: str) -> None:
    code, _, secret = link_of(*opened).partition(".")
    with pytest.raises(MalformedInvite):
        seats.look(text.format(code=code, upper="XYZ", secret=secret, short=secret[:-1]), NOBODY)


def test_a_link_with_another_secret_or_of_another_couple_is_gone(pair: Pair, opened: Opened) -> None:
    secret = pair.link.partition(".")[2]
    for text in (f"{pair.code}.{vault.to_text(vault.new_key())}", f"0000.{secret}", pair.link):
        with pytest.raises(InviteGone):
            seats.look(text, NOBODY)


def test_ones_own_link_is_known_as_such(opened: Opened) -> None:
    code, alex = opened
    assert seats.look(link_of(code, alex), alex).already == "own"
    with pytest.raises(OwnInvite):
        seats.claim(link_of(code, alex), new_claim_id(), "Alex", alex)
    assert not seats.couple_of(alex, code).joined


def test_who_sits_here_already_is_led_straight_in(pair: Pair) -> None:
    assert seats.look(pair.link, pair.sam).already == "seated"
    assert seats.look(pair.link, pair.alex).already == "seated"


# ---- renew ----------------------------------------------------------------------------------------


def test_a_renewed_link_kills_the_old_one(opened: Opened) -> None:
    code, alex = opened
    old = link_of(code, alex)
    seats.renew_invite(alex, code)
    with pytest.raises(InviteGone):
        seats.claim(old, new_claim_id(), "Sam", NOBODY)
    assert seats.claim(link_of(code, alex), new_claim_id(), "Sam", NOBODY).first_time


def test_a_link_cannot_be_renewed_once_somebody_has_joined(pair: Pair) -> None:
    for holder in (pair.alex, pair.sam):
        with pytest.raises(InviteGone):
            seats.renew_invite(holder, pair.code)
    assert seats.couple_of(pair.alex, pair.code).link_text is None


def test_a_stranger_can_renew_rename_and_erase_nothing(pair: Pair) -> None:
    before = dump()
    for act in (
        lambda: seats.renew_invite(pair.stranger, pair.code),
        lambda: seats.renew_invite(pair.stranger, pair.code, "move"),
        lambda: seats.rename(pair.stranger, pair.code, "Mallory"),
        lambda: seats.erase(pair.stranger, pair.code),
        lambda: seats.couple_of(pair.stranger, pair.code),
        lambda: seats.erase(NOBODY, pair.code),
    ):
        with pytest.raises(NotHere):
            act()
    assert dump() == before


# ---- move -----------------------------------------------------------------------------------------


def test_a_seat_moves_to_another_device_with_its_keys_and_its_name(pair: Pair) -> None:
    before = access.keys_of(access.seats_of(pair.code, pair.sam)[0], pair.code, pair.sam)
    seats.renew_invite(pair.sam, pair.code, "move")
    claimed = seats.claim(link_of(pair.code, pair.sam, "move"), new_claim_id(), "", NOBODY)
    moved = Holder((claimed.token,))
    assert access.keys_of(access.seats_of(pair.code, moved)[0], pair.code, moved) == before
    assert seats.couple_of(moved, pair.code).my_name == "Sam"
    with pytest.raises(NotHere):
        seats.couple_of(pair.sam, pair.code)


def test_only_its_own_holder_can_show_a_move_link(pair: Pair) -> None:
    seats.renew_invite(pair.sam, pair.code, "move")
    assert seats.couple_of(pair.sam, pair.code).move_text is not None
    assert seats.couple_of(pair.alex, pair.code).move_text is None
    with pytest.raises(OwnInvite):
        seats.claim(link_of(pair.code, pair.sam, "move"), new_claim_id(), "", pair.alex)


def test_a_used_move_link_never_comes_back_to_life(pair: Pair) -> None:
    seats.renew_invite(pair.sam, pair.code, "move")
    old = link_of(pair.code, pair.sam, "move")
    moved = Holder((seats.claim(old, new_claim_id(), "", NOBODY).token,))
    seats.renew_invite(moved, pair.code, "move")
    assert link_of(pair.code, moved, "move") != old
    with pytest.raises(InviteGone):
        seats.claim(old, new_claim_id(), "", NOBODY)


# ---- rename, erase, expire --------------------------------------------------------------------------


def test_a_new_name_is_what_both_see(pair: Pair) -> None:
    seats.rename(pair.sam, pair.code, "Sami")
    assert seats.couple_of(pair.alex, pair.code).names == {1: "Alex", 2: "Sami"}
    with pytest.raises(BadName):
        seats.rename(pair.sam, pair.code, "")


@pytest.mark.parametrize("who", ["alex", "sam"])
def test_either_erases_everything_for_both(pair: Pair, who: str) -> None:
    seats.renew_invite(pair.sam, pair.code, "move")
    seats.erase(getattr(pair, who), pair.code)
    for holder in (pair.alex, pair.sam):
        with pytest.raises(NotHere):
            seats.couple_of(holder, pair.code)
    assert Couple.objects.count() == 1  # the stranger's
    assert not Seat.objects.filter(couple__code=pair.code) and not Invite.objects.filter(
        couple__code=pair.code
    )


def test_what_has_expired_is_swept_and_nothing_else(pair: Pair, opened: Opened) -> None:
    Couple.objects.filter(code=pair.code).update(expires=timezone.now())
    assert (seats.sweep(), seats.sweep()) == (1, 0)
    assert not Couple.objects.filter(code=pair.code) and Couple.objects.count() == 1


def test_a_sweep_takes_few_at_a_time_and_all_in_the_end(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ending, "SWEEP_AT_ONCE", 2)
    for _ in range(5):
        seats.open_couple("Alex", 1)
    Couple.objects.update(expires=timezone.now())
    assert seats.sweep() == 5


def test_what_each_costs_in_queries(pair: Pair, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(3):
        seats.couple_of(pair.sam, pair.code)
    with django_assert_num_queries(
        5
    ):  # with SAVEPOINT and RELEASE, which outside a test are BEGIN and COMMIT
        opened = seats.open_couple("Alex", 30)
    link = link_of(opened.couple_code, Holder((opened.token,)))
    with django_assert_num_queries(2):
        seats.look(link, NOBODY)
    with django_assert_num_queries(10):
        seats.claim(link, new_claim_id(), "Sam", NOBODY)
