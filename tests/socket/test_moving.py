"""A seat that moves to another device: the sockets of the old one close, the other person's stay."""

from __future__ import annotations

import json

import pytest
from channels.layers import get_channel_layer

from couples import seats
from couples.access import Holder
from couples.infrastructure.refusals import NotHere
from couples.invites import new_claim_id
from couples.models import Lease
from exercises import commands
from exercises.queries import loading
from tests.support.couples.paired import FIRST, Pair
from tests.support.couples.two_seats import link_of
from tests.support.socket.tabs import Closed, Tab, off_loop


def move(pair: Pair, who: Holder) -> Pair:
    """Move this person's seat to another device. The same pair, with what that device holds instead."""
    seats.renew_invite(who, pair.couple_code, "move")
    claimed = seats.claim(link_of(pair.couple_code, who, "move"), new_claim_id(), "", Holder(()))
    there = Holder((claimed.token,))
    alex, sam = (there if each == who else each for each in pair.both)
    return Pair(pair.code, pair.couple_code, alex, sam)


async def test_every_tab_of_the_old_device_is_closed_and_hears_nothing_more(pair: Pair) -> None:
    await off_loop(pair.come_to)("reveal")
    async with Tab(pair, pair.sam) as one, Tab(pair, pair.sam) as two, Tab(pair, pair.alex) as alex:
        for tab in (one, two, alex):
            await tab.hello()
        moved = await off_loop(move)(pair, pair.sam)
        for tab in (one, two):
            assert await tab.closed() == 4401
            assert await tab.silent()
        async with Tab(moved, moved.sam) as there:
            await there.hello()
            assert there.html["stage"] == one.html["stage"], "it goes on where it was"
            assert (await alex.ready("next-1"))["type"] == "ack"
            assert (await there.ready("next-1"))["type"] == "ack"


async def test_a_lost_hint_closes_it_with_the_next_beat(pair: Pair, quick_pulse: None) -> None:
    async with Tab(pair, pair.sam) as sam, Tab(pair, pair.alex) as alex:
        await sam.hello()
        await alex.hello()
        layer = get_channel_layer()
        assert layer is not None
        layer._groups.clear()  # whoever announces something now reaches nobody
        await off_loop(move)(pair, pair.sam)
        assert await sam.closed() == 4401
        assert (await alex.skip(FIRST))["type"] == "ack", "the other's stays open"


@pytest.mark.parametrize("frame", ["hello", "ping", "pass"])
async def test_whatever_the_old_device_says_it_is_closed(pair: Pair, frame: str) -> None:
    async with Tab(pair, pair.sam) as sam:
        await sam.hello()
        layer = get_channel_layer()
        assert layer is not None
        layer._groups.clear()
        await off_loop(move)(pair, pair.sam)
        messages = {
            "hello": {"type": "hello", "protocol": 1, "etags": {}},
            "ping": {"type": "ping"},
            "pass": {"type": "pass", "ref": 1, "step": FIRST},
        }
        await sam.send(json.dumps(messages[frame]))
        if frame == "ping":  # which says nothing but that somebody is there
            assert (await sam.hear())["type"] == "pong"
            assert not await off_loop(Lease.objects.exists)()
        else:
            assert await sam.closed() == 4401
    assert not await off_loop(lambda: pair.stored()["answers"])()


async def test_a_socket_of_the_old_device_does_not_open_again(pair: Pair) -> None:
    await off_loop(move)(pair, pair.sam)
    async with Tab(pair, pair.sam) as sam:
        with pytest.raises(Closed) as closed:
            await sam.hear()
        assert closed.value.code == 4404


async def test_the_other_sees_nothing_of_it_but_away_and_here(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await sam.hello()
        await alex.hello()
        stage = alex.etags["stage"]
        moved = await off_loop(move)(pair, pair.sam)
        await alex.shows("away", "partner")
        async with Tab(moved, moved.sam) as there:
            await there.hello()
            await alex.shows("here", "partner")
        assert alex.etags["stage"] == stage
    with pytest.raises(NotHere):
        await off_loop(loading.load)(pair.sam, pair.code)
    assert (await off_loop(commands.stop)(moved.sam, moved.code)).ended is not None
