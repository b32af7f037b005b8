"""Couples at their first card, each of the two on another process: what one asks for, the other has to see.

async with at_the_cards(there, run, couples=4) as pairs:
    took = await pairs[0].news()              # seconds until the other's screen says so
    pairs[0].closed()                         # sockets that ended meanwhile
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import cycle

from tests.chaos.history import History
from tests.chaos.house import House
from tests.chaos.running import Run
from tests.chaos.tab import Seat, Tab

PATIENCE_SECONDS = 60
ASK = {"type": "ready", "round": "first", "what": "talk-1.card-1.room"}


@dataclass
class CardPair:
    """Two tabs that look at one card. Whoever's turn it is asks for a talk, or takes that back."""

    alex: Tab
    sam: Tab
    history: History

    def __post_init__(self) -> None:
        self._turns = cycle((True, False))

    async def news(self) -> float:
        """How long it took from the ack of what alex said until sam's screen was another."""
        loop = asyncio.get_running_loop()
        before, replies = self.sam.etags.get("stage"), len(self.alex.replies)
        self.alex.send({**ASK, "on": next(self._turns)})
        acked = await self.alex.until(lambda: len(self.alex.replies) > replies, PATIENCE_SECONDS)
        assert acked and self.alex.replies[-1]["type"] == "ack", self.alex.replies[replies:]
        began = loop.time()
        seen = await self.sam.until(lambda: self.sam.etags.get("stage") != before, PATIENCE_SECONDS)
        return loop.time() - began if seen else float("inf")

    def closed(self) -> int:
        return len(self.history.all("closed"))


@contextlib.asynccontextmanager
async def at_the_cards(there: House, run: Run, couples: int) -> AsyncIterator[list[CardPair]]:
    """Everybody's screen shows the card. The phones are as slow or quick to come back as browsers are."""
    pairs: list[CardPair] = []
    try:
        for number in range(couples):
            scene = await asyncio.to_thread(there.act, "tests.support.scripts.scenes:at_the_cards")
            history = History(f"pair-{number}")
            tabs = []
            for at, (who, cookie) in enumerate(zip(("alex", "sam"), scene["cookies"], strict=True)):
                seat = Seat(who, scene["code"], "=".join(cookie), there.origin(at))
                port = there.ports[at % len(there.ports)]
                tabs.append(Tab(seat, port, history, run.random("pair", number, who)))
                tabs[-1].open()
            pairs.append(CardPair(tabs[0], tabs[1], history))
        for tab in (tab for pair in pairs for tab in (pair.alex, pair.sam)):
            assert await tab.until(lambda tab=tab: "stage" in tab.etags, PATIENCE_SECONDS)  # type: ignore[misc]
        yield pairs
    finally:
        await asyncio.gather(*(tab.close() for pair in pairs for tab in (pair.alex, pair.sam)))
