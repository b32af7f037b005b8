"""Somebody joins while the other waits: every panel that names them says so in the same frame."""

from __future__ import annotations

import pytest

from couples import seats
from tests.support.couples.paired import CORE, Pair
from tests.support.http.visitors import Visitor
from tests.support.socket.sockets import socket_of
from tests.support.socket.tabs import Tab, off_loop

pytestmark = pytest.mark.django_db(transaction=True)


def waits_alone(alex: Visitor) -> str:
    alex.start(CORE)
    alex.begin()
    alex.answer_all()
    alex.show_ours("share")
    return alex.link()


async def test_the_panel_is_never_older_than_the_bar(alex: Visitor, sam: Visitor) -> None:
    link = await off_loop(waits_alone)(alex)
    async with socket_of(alex, alex.code) as socket:
        shown = (await socket.hello())["panels"]
        assert "Your partner" in shown["partner"]["html"] and "Now send the link" in shown["stage"]["html"]
        await off_loop(sam.join)(link)
        heard = (await socket.hear_until("panels"))["panels"]
        assert "Sam" in heard["partner"]["html"]
        assert "Sam" in heard["stage"]["html"] and "<bdi>Your partner<" not in heard["stage"]["html"]
        assert "/join/#" not in heard["stage"]["html"]


async def test_a_new_name_reaches_the_place_where_one_waits_with_the_bar(pair: Pair) -> None:
    await off_loop(pair.come_to)("waiting")
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        assert "Sam" in alex.html["stage"] and "Sam" in alex.html["partner"], "where there is one to be old"
        await off_loop(seats.rename)(pair.sam, pair.couple_code, "Robin")
        await alex.shows("Robin")
        assert "Robin" in alex.html["partner"] and "Sam" not in alex.html["stage"] + alex.html["partner"]


async def test_a_new_name_moves_nothing_that_somebody_answers(pair: Pair) -> None:
    await off_loop(pair.come_to)("step")
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        before = alex.html["stage"]
        await off_loop(seats.rename)(pair.sam, pair.couple_code, "Robin")
        await alex.hello()
        assert "Robin" in alex.html["partner"] and alex.html["stage"] == before


async def test_what_both_do_together_says_at_once_that_somebody_has_joined(
    alex: Visitor, sam: Visitor
) -> None:
    def come_to_the_breath() -> str:
        alex.start("breathe-then-ask")
        link = alex.link()
        alex.begin()
        alex.press("Skip")
        return link

    link = await off_loop(come_to_the_breath)()
    async with socket_of(alex, alex.code) as socket:
        stage = (await socket.hello())["panels"]["stage"]["html"]
        assert "hasn’t joined yet" in stage and "Begin together" in stage
        await off_loop(sam.join)(link)
        heard = (await socket.hear_until("panels"))["panels"]
        assert "Sam" in heard["partner"]["html"] and "hasn’t joined yet" not in heard["stage"]["html"]
