"""A process that is late makes nobody look away: what it could not hear counts as said."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time

import pytest

from couples import presence
from exercises.web import connection, leases, pulse
from tests.support.couples.paired import Pair
from tests.support.socket.tabs import Tab, off_loop

HERE, AWAY = '<span class="say">here</span>', '<span class="say">away</span>'
BEAT_SECONDS, LEASE_SECONDS = 0.1, 1


@pytest.fixture
def short_leases(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "BEAT_SECONDS", BEAT_SECONDS)
    monkeypatch.setattr(leases, "LATE_SECONDS", LEASE_SECONDS / 2)
    monkeypatch.setattr(presence, "LEASE_SECONDS", LEASE_SECONDS)
    monkeypatch.setattr(connection, "LAPSING_SECONDS", LEASE_SECONDS - 2 * BEAT_SECONDS)


async def ping(tab: Tab) -> None:
    await tab.send('{"type": "ping"}')
    await tab.hear_until("pong")


async def a_beat() -> None:
    """As long as a beat lasts: a phone that pings without a rest is a flood, and is closed as one."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(asyncio.Event().wait(), BEAT_SECONDS)


async def news_of_pings(*tabs: Tab) -> list[str]:
    """What comes, besides their replies, while these tabs ping for longer than some beats."""
    before = [len(tab.frames) for tab in tabs]
    for _ in range(10):
        await off_loop(time.monotonic)()  # behind the beat that has waited, and behind those after it
        for tab in tabs:
            await ping(tab)
    return [frame for tab, since in zip(tabs, before, strict=True) for frame in tab.frames[since:]
            if "pong" not in frame]  # fmt: skip


async def test_a_partner_who_says_nothing_for_the_time_of_a_lease_is_away(
    pair: Pair, short_leases: None
) -> None:
    """What the next tests rely on: leases run out here as well, only sooner."""
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await alex.hello()
        await sam.hello()
        await alex.shows(HERE, "partner")
        ends = time.monotonic() + 10 * LEASE_SECONDS
        while AWAY not in alex.html["partner"] and time.monotonic() < ends:
            await a_beat()
            await ping(alex)
        assert AWAY in alex.html["partner"]


async def test_while_the_database_is_busy_for_longer_than_a_lease_nobody_goes_away(
    pair: Pair, short_leases: None
) -> None:
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await alex.hello()
        await sam.hello()
        await alex.shows(HERE, "partner")
        free = threading.Event()
        busy = asyncio.ensure_future(off_loop(free.wait)(10))
        try:
            began = heard = time.monotonic()
            while time.monotonic() < began + 2 * LEASE_SECONDS:
                await a_beat()
                await ping(alex)
                # By then a beat waits, which knows nothing of it.
                if time.monotonic() > heard + 4 * BEAT_SECONDS:
                    await ping(sam)
                    heard = time.monotonic()
        finally:
            free.set()  # or the thread of the database would be held for the tests that follow, too
        await busy
        assert await news_of_pings(alex, sam) == []


async def test_a_process_that_stood_still_for_longer_than_a_lease_makes_nobody_away(
    pair: Pair, short_leases: None
) -> None:
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await alex.hello()
        await sam.hello()
        await alex.shows(HERE, "partner")
        threading.Event().wait(2 * LEASE_SECONDS)  # the whole event loop does, and hears nobody meanwhile
        assert await news_of_pings(alex, sam) == []
