"""How often one address may open a socket, and what is done for one too many: nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from couples.infrastructure import limits
from tests.support.couples.paired import Pair
from tests.support.socket.tabs import Closed, Tab, off_loop

MOST = 3
TOO_OFTEN = 4429


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_buckets", {})
    monkeypatch.setattr(settings, "LIMITS", {**settings.LIMITS, "connect": (MOST, 3600)})


def at(address: str, pair: Pair, **given: Any) -> Tab:
    """alex's tab, of whom a proxy on this machine says that this is the address."""
    tab = Tab(pair, pair.alex, **given)
    tab.wire.scope["headers"].append((b"x-forwarded-for", address.encode()))
    return tab


async def connects(tab: Tab) -> int:
    """What this one is closed with; 0 where it is served."""
    async with tab:
        try:
            await tab.hello()
        except Closed as closed:
            return closed.code
        return 0


class Statements:
    """Counts what is asked of the database."""

    count = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


@asynccontextmanager
async def counted() -> AsyncIterator[Statements]:
    statements = Statements()
    await off_loop(lambda: connection.execute_wrappers.append(statements))()
    try:
        yield statements
    finally:
        await off_loop(lambda: connection.execute_wrappers.remove(statements))()


async def test_one_too_many_is_told_to_wait_and_another_address_is_served(pair: Pair) -> None:
    here, there = "203.0.113.7", "203.0.113.8"
    assert [await connects(at(here, pair)) for _ in range(MOST + 2)] == [0] * MOST + [TOO_OFTEN] * 2
    assert await connects(at(there, pair)) == 0


async def test_who_is_connected_stays_so(pair: Pair) -> None:
    async with at("203.0.113.7", pair) as stays:
        await stays.hello()
        assert TOO_OFTEN in [await connects(at("203.0.113.7", pair)) for _ in range(MOST)]
        assert (await stays.hello())["type"] == "panels"


async def test_one_too_many_asks_nothing_of_the_database(pair: Pair) -> None:
    async with counted() as statements:
        assert [await connects(at("203.0.113.7", pair)) for _ in range(MOST)] == [0] * MOST
        assert statements.count > 0, "one that is served does"
        statements.count = 0
        assert await connects(at("203.0.113.7", pair)) == TOO_OFTEN
        assert statements.count == 0


@pytest.mark.parametrize("code", ["", "f" * 32])
async def test_it_is_counted_whatever_is_asked_for(pair: Pair, code: str) -> None:
    ends = [await connects(at("203.0.113.7", pair, code=code, cookies="")) for _ in range(MOST + 1)]
    assert ends == [4401] * MOST + [TOO_OFTEN]


async def test_the_page_of_another_site_uses_up_nobodys_limit(pair: Pair) -> None:
    for _ in range(MOST + 1):
        with pytest.raises(Closed) as refused:
            await at("203.0.113.7", pair, origin="https://elsewhere.example").__aenter__()
        assert refused.value.code != TOO_OFTEN, "it gets no handshake"
    assert await connects(at("203.0.113.7", pair)) == 0
