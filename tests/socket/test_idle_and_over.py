"""What keeps a socket open, what ends it, and what is left of it then."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import pytest
from django.db import connection

from couples.access import Holder
from couples.models import Couple
from exercises import commands
from tests.support.couples.paired import Pair
from tests.support.socket.tabs import Closed, Tab, off_loop

IDLE_SECONDS = 0.3
PATIENCE_SECONDS = 10


async def test_pings_all_along_keep_nobody_from_being_idle(
    pair: Pair, quick_pulse: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        monkeypatch.setattr("exercises.web.connection.IDLE_SECONDS", IDLE_SECONDS)
        with pytest.raises(Closed) as closed:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while True:
                    await alex.send('{"type": "ping"}')
                    await alex.hear_until("pong")
    assert closed.value.code == 4408


async def test_the_keys_are_forgotten_with_the_end(
    pair: Pair, quick_pulse: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        assert held(pair.alex) > 1, "while it is open there is a way to the keys"
        monkeypatch.setattr("exercises.web.connection.IDLE_SECONDS", 0)
        assert await alex.closed() == 4408
        assert held(pair.alex) == 1, "only the one of this test"


def held(who: Holder) -> int:
    """How many there are in this process who could open what this person can."""
    gc.collect()
    return sum(type(each) is Holder and each.tokens == who.tokens for each in gc.get_objects())


async def test_what_is_erased_while_it_is_rendered_is_not_sent(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        first, second = list((await off_loop(pair.state)(pair.alex)).layout.steps)[:2]
        await off_loop(commands.pass_)(pair.alex, pair.code, step=first)
        await alex.shows(second)  # with nothing in between it arrives
        frames, erasing = len(alex.frames), Erasing()
        await off_loop(lambda: connection.execute_wrappers.append(erasing))()
        try:
            await off_loop(commands.pass_)(pair.alex, pair.code, step=second)
            assert await alex.closed() == 4410
        finally:
            await off_loop(lambda: connection.execute_wrappers.remove(erasing))()
        assert alex.frames[frames:] == []


class Erasing:
    """Erases the couple once everything that a screen is made of has been read: before the next statement."""

    loaded = False

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if self.loaded:
            self.loaded = False
            Couple.objects.all().delete()
        # A command reads inside its transaction, and a screen outside of any; the moments come last.
        self.loaded = not connection.in_atomic_block and 'FROM "exercises_moment"' in sql
        return execute(sql, params, many, context)
