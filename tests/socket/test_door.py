"""The door: of those who come at once a few are let in, whoever waits is told so, nobody is forgotten."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from exercises.web import door
from exercises.web.door import Door
from tests.support.couples.paired import Pair
from tests.support.socket.tabs import PROTOCOL, Tab, off_loop

PATIENCE_SECONDS = 5.0
HELLO = f'{{"type": "hello", "protocol": {PROTOCOL}, "etags": {{}}}}'
HERE, AWAY = '<span class="say">here</span>', '<span class="say">away</span>'


@pytest.fixture(autouse=True)
def one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "AT_ONCE", 1)
    monkeypatch.setattr(door, "TOLD_SECONDS", 0.02)


@dataclass
class Guest:
    gone: bool = False
    told: asyncio.Event = field(default_factory=asyncio.Event)

    def has_gone(self) -> bool:
        return self.gone

    async def is_to_wait(self) -> None:
        self.told.set()


@asynccontextmanager
async def inside(at: Door) -> AsyncIterator[None]:
    """Somebody is in there, and stays for as long as this lasts."""
    async with at.turn(Guest()) as has_come:
        assert has_come
        yield


async def visit(at: Door, guest: Guest, order: list[Guest]) -> None:
    async with at.turn(guest) as has_come:
        if has_come:
            order.append(guest)


async def soon(task: asyncio.Task[None]) -> None:
    await asyncio.wait_for(task, PATIENCE_SECONDS)


async def test_whoever_waits_is_told_so_and_comes_in_the_order_of_coming() -> None:
    at, order = Door(), list[Guest]()
    guests = [Guest() for _ in range(4)]
    async with inside(at):
        visits = []
        for guest in guests:
            visits.append(asyncio.create_task(visit(at, guest, order)))
            await asyncio.wait_for(guest.told.wait(), PATIENCE_SECONDS)
        assert not order, "somebody came in while another was inside"
    for each in visits:
        await soon(each)
    assert order == guests


async def test_whoever_has_gone_meanwhile_is_passed_over_at_once() -> None:
    at, order = Door(), list[Guest]()
    goes, stays = Guest(), Guest()
    async with inside(at):
        waits, behind = (asyncio.create_task(visit(at, guest, order)) for guest in (goes, stays))
        await asyncio.wait_for(goes.told.wait(), PATIENCE_SECONDS)
        goes.gone = True
        await soon(waits)  # though the other is still inside
    await soon(behind)
    assert order == [stays]


async def test_whoever_is_given_up_while_waiting_or_inside_leaves_the_door_to_the_next() -> None:
    at, order = Door(), list[Guest]()
    waits, next_one = Guest(), Guest()
    entered = asyncio.Event()

    async def stay_inside() -> None:
        async with at.turn(Guest()):
            entered.set()
            await asyncio.Event().wait()

    stays = asyncio.create_task(stay_inside())
    await asyncio.wait_for(entered.wait(), PATIENCE_SECONDS)
    first = asyncio.create_task(visit(at, waits, order))
    await asyncio.wait_for(waits.told.wait(), PATIENCE_SECONDS)
    for each in (first, stays):
        each.cancel()
    await soon(asyncio.create_task(visit(at, next_one, order)))
    assert order == [next_one]


async def test_a_tab_that_waits_hears_that_its_line_works(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.alex) as second:
        free = threading.Event()
        busy = asyncio.ensure_future(off_loop(free.wait)(PATIENCE_SECONDS))
        try:
            for tab in (alex, second):
                await tab.send(HELLO)
            await second.hear_until("pong")
            assert not any("panels" in frame for frame in second.frames)
        finally:
            free.set()  # or the thread of the database would be held for the tests that follow, too
        await busy
        await second.hear_until("panels")


async def test_who_has_gone_before_their_turn_is_not_here(pair: Pair) -> None:
    gone = False
    sam = Tab(pair, pair.sam)
    sam.wire.scope["has_gone"] = lambda: gone
    async with Tab(pair, pair.alex) as alex, sam:
        gone = True
        await sam.send(HELLO)
        await sam.send("?")
        await sam.hear_until("refused")  # its turn has passed
        await alex.hello()
        assert AWAY in alex.html["partner"]
        gone = False
        await sam.hello()
        await alex.shows(HERE, "partner")
