"""A tab says hello: it is rendered, for whoever holds the seat at this moment."""

from __future__ import annotations

import json

import pytest

from couples.access import cookie_name
from couples.models import Seat
from exercises.rules import clock
from exercises.web.pulse import pulse
from tests.support.couples.paired import FIRST, MEANING, Pair
from tests.support.socket.tabs import Tab, off_loop

NAMES = [f"{number:032x}" for number in range(8)]


async def test_garbage_for_a_cookie_is_no_seat(pair: Pair) -> None:
    for garbage in ("x", "A" * 43 + "=", "é", "", "A" * 5000):
        cookies = f"{cookie_name(pair.couple_code, 1, False)}={garbage}; lang=en"
        async with Tab(pair, None, cookies=cookies) as nobody:
            assert await nobody.closed() == 4401


async def test_a_hello_is_answered_with_all_panels(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex:
        before = clock.now_ms()
        first = await alex.hello()
        assert set(first) == {"type", "version", "now", "panels"}
        assert set(alex.html) == {"stage", "progress", "partner"}
        assert before <= first["now"] <= clock.now_ms()
        assert "Sam" in alex.html["partner"] and "Sam goes quiet" in alex.html["stage"]


async def test_the_same_facts_have_the_same_etags_on_every_connection_and_others_for_the_other_seat(
    pair: Pair,
) -> None:
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam, Tab(pair, pair.alex) as second:
        await sam.hello()
        await alex.hello()
        await second.hello()
        assert second.etags == alex.etags
        assert not set(alex.etags.values()) & set(sam.etags.values())


async def test_a_tab_looks_at_the_step_it_asks_for(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        assert f'value="{FIRST}"' in alex.html["stage"]
        await alex.hello(at=MEANING)
        assert f'value="{MEANING}"' in alex.html["stage"]
        await alex.hello()
        assert f'value="{FIRST}"' in alex.html["stage"]


@pytest.mark.parametrize("at", ["no-such.step", "takeaway", "first"])
async def test_a_step_that_may_not_be_answered_now_is_not_looked_at(pair: Pair, at: str) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello(at=at)
        assert f'value="{FIRST}"' in alex.html["stage"]


async def test_a_ping_is_answered_with_the_servers_clock(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex:
        before = clock.now_ms()
        await alex.send('{"type": "ping"}')
        pong = await alex.hear()
        assert pong["type"] == "pong" and before <= pong["now"] <= clock.now_ms()


async def test_a_command_needs_no_hello(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex:
        ack = await alex.answer(FIRST, reading="strain")
        assert (ack["type"], ack["revision"]) == ("ack", 1)
        await alex.shows("unprompted-compliment.receiver")


async def test_every_command_is_authorised_anew(pair: Pair) -> None:
    """A seat that moved to another device is not this browser's any more."""
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        await off_loop(Seat.objects.filter(position=1).update)(token_lookup=b"\1" * 32)
        await alex.send(json.dumps({"type": "pass", "ref": 1, "step": FIRST}))
        assert await alex.closed() == 4401
    assert not (await off_loop(pair.stored)())["answers"]


async def named(tab: Tab, name: str) -> None:
    await tab.send(json.dumps({"type": "hello", "protocol": 1, "etags": {}, "tab": name}))
    await tab.hello()


async def test_a_socket_is_remembered_by_one_name_however_many_it_says(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.alex) as second:
        before = len(pulse()._of_tab)
        await named(alex, NAMES[0])
        await named(second, NAMES[1])
        assert len(pulse()._of_tab) == before + 2, "each by its own"
        for name in NAMES[2:]:
            await named(alex, name)
        assert len(pulse()._of_tab) == before + 2
