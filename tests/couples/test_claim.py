"""One seat, one person: whoever else claims at the same instant gets nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from couples import live, seats
from couples.access import Holder
from couples.infrastructure import database
from couples.invites import InviteGone, MalformedInvite, new_claim_id
from couples.models import Invite, Seat
from couples.profiles import BadName
from tests.support.couples.two_seats import NOBODY, Pair, dump, link_of

AT_ONCE = 100
PREVIEW_AGENTS = [
    "WhatsApp/2.24.6.77 A",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "TelegramBot (like TwitterBot)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
]


def test_a_claim_makes_the_second_seat_and_uses_the_invite_up(pair: Pair) -> None:
    assert seats.couple_of(pair.sam, pair.code).names == {1: "Alex", 2: "Sam"}
    assert not Invite.objects.filter(couple__code=pair.code)
    with pytest.raises(InviteGone):
        seats.claim(pair.link, new_claim_id(), "Robin", NOBODY)


def test_a_claim_whose_reply_was_lost_can_be_repeated(pair: Pair) -> None:
    again = seats.claim(pair.link, pair.claim_id, "Sam", NOBODY)
    assert (again.position, again.first_time) == (2, False)
    assert (again.token,) == pair.sam.tokens
    assert seats.claim(pair.link, pair.claim_id, "Sam", pair.sam).token == again.token


@pytest.mark.parametrize("claim_id", ["", "x" * 32, "0" * 31, "0" * 33, "0" * 32 + "\n", "é" * 32])
def test_a_claim_id_is_128_bits_or_nothing(opened: tuple[str, Holder], claim_id: str) -> None:
    with pytest.raises(MalformedInvite):
        seats.claim(link_of(*opened), claim_id, "Sam", NOBODY)


def test_a_claim_with_a_bad_name_leaves_the_invite_open(opened: tuple[str, Holder]) -> None:
    link, before = link_of(*opened), dump()
    with pytest.raises(BadName):
        seats.claim(link, new_claim_id(), "", NOBODY)
    assert dump() == before


def test_the_couple_hears_of_a_claim_after_it_is_committed(
    opened: tuple[str, Holder], django_capture_on_commit_callbacks: Callable[..., list[Callable[[], None]]]
) -> None:
    with django_capture_on_commit_callbacks() as announcements:
        seats.claim(link_of(*opened), new_claim_id(), "Sam", NOBODY)
    assert [getattr(each, "func", None) for each in announcements] == [live.announce]


@pytest.mark.django_db(transaction=True)
def test_of_a_hundred_claims_at_once_one_wins() -> None:
    database.use_write_ahead_log()
    opened = seats.open_couple("Alex", 30)
    link = link_of(opened.couple_code, Holder((opened.token,)))
    start = threading.Barrier(AT_ONCE)

    def claim(number: int) -> bytes | None:
        start.wait()
        try:
            return seats.claim(link, new_claim_id(), f"Sam {number}", NOBODY).token
        except InviteGone:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        tokens = [token for token in threads.map(claim, range(AT_ONCE)) if token]
    assert len(tokens) == 1 and Seat.objects.count() == 2 and not Invite.objects.exists()
    assert seats.couple_of(Holder((tokens[0],)), opened.couple_code).joined


@pytest.mark.django_db(transaction=True)
def test_one_claim_sent_many_times_at_once_is_one_seat() -> None:
    database.use_write_ahead_log()
    opened = seats.open_couple("Alex", 30)
    link, claim_id = link_of(opened.couple_code, Holder((opened.token,))), new_claim_id()
    start = threading.Barrier(10)

    def claim(_: int) -> bytes:
        start.wait()
        try:
            return seats.claim(link, claim_id, "Sam", NOBODY).token
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as threads:
        assert len(set(threads.map(claim, range(10)))) == 1
    assert Seat.objects.count() == 2


@pytest.mark.parametrize("agent", PREVIEW_AGENTS)
def test_a_link_preview_changes_no_row_and_learns_no_name(opened: tuple[str, Holder], agent: str) -> None:
    code, alex = opened
    before, client = dump(), Client(headers={"user-agent": agent})
    for path in ("/join/", f"/join/?{link_of(code, alex)}", f"/us/{code}/", f"/us/{code}/now/", "/"):
        for method in (client.get, client.head, client.options):
            assert b"Alex" not in method(path).content
    assert dump() == before
