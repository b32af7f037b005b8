"""People who come and go at one app: lines that open and break, pages, couples made and erased."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from random import Random

from websockets.exceptions import ConnectionClosed

from tests.chaos.odd_clients import PATIENCE_SECONDS, open_socket
from tests.support.http.visitors import RemoteVisitor, sit_down
from tests.support.processes.app import App

COUPLES_AT_ONCE = 6
COMERS_AND_GOERS = 3
LOOKERS = 2
REST_SECONDS = 0.05  # each of them takes a breath, so that the app is busy and not behind


class Churn:
    """done: how often each thing has been done."""

    def __init__(self, app: App, chance: Random) -> None:
        self.app, self.chance = app, chance
        self.seats: list[tuple[str, str]] = []  # the code of a session, and the cookies of one of its two
        self.done: Counter[str] = Counter()

    async def go_on_for(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        for _ in range(COUPLES_AT_ONCE):
            await self._come()
        workers = [self._line] * COMERS_AND_GOERS + [self._look] * LOOKERS + [self._come_and_erase]
        await asyncio.gather(*(self._again_and_again(work, ends) for work in workers))

    async def _again_and_again(self, work: Callable[[], Awaitable[None]], ends: float) -> None:
        while time.monotonic() < ends:
            await work()
            self.done[work.__name__.lstrip("_")] += 1
            await asyncio.sleep(REST_SECONDS)

    async def _line(self) -> None:
        """Open a line, say a thing, and go: with a goodbye, without one, or in the middle of an answer."""
        code, cookies = self.chance.choice(self.seats)
        with contextlib.suppress(ConnectionClosed, OSError):
            async with open_socket(self.app, code, cookies) as opened:
                await opened.send(json.dumps({"type": "hello", "protocol": 1, "etags": {}}))
                await asyncio.wait_for(opened.recv(), PATIENCE_SECONDS)
                passing = {"type": "pass", "ref": 1, "step": "quiet-at-dinner.receiver"}
                await opened.send(
                    json.dumps(self.chance.choice((passing, {"type": "ping"}, {"type": "odd"})))
                )
                if self.chance.random() < 0.5:
                    await asyncio.wait_for(opened.recv(), PATIENCE_SECONDS)
                if self.chance.random() < 0.5:
                    opened.transport.abort()

    async def _look(self) -> None:
        code, cookies = self.chance.choice(self.seats)
        path = self.chance.choice(("/", f"/s/{code}/", "/exercises/", "/safety/", f"/s/{'0' * 32}/"))
        visitor = RemoteVisitor("alex", self.app.origin)
        answer = await asyncio.to_thread(lambda: visitor.ask(path, Cookie=cookies))
        assert answer.status in (200, 404), (path, answer.status)

    async def _come_and_erase(self) -> None:
        await self._come()
        (code, cookies), _ = self.seats[:2]
        async with open_socket(self.app, code, cookies) as opened:
            await opened.send(json.dumps({"type": "hello", "protocol": 1, "etags": {}}))
            await self._erase()
            with contextlib.suppress(ConnectionClosed):
                async with asyncio.timeout(PATIENCE_SECONDS):
                    while True:
                        await opened.recv()

    async def _come(self) -> None:
        two = [RemoteVisitor(name, self.app.origin) for name in ("alex", "sam")]
        code = await asyncio.to_thread(sit_down, *two)
        self.seats += [(code, each.cookie_header) for each in two]

    async def _erase(self) -> None:
        """Whoever has been here longest."""
        cookies = self.seats[1][1]
        self.seats = self.seats[2:]
        found = re.search(r"seat-(\w+)-", cookies)
        assert found, "nobody sits there"
        visitor = RemoteVisitor("sam", self.app.origin)
        erase = (f"/us/{found[1]}/erase/", {"confirm": "erase"})
        answer = await asyncio.to_thread(lambda: visitor.ask(*erase, Cookie=cookies))
        assert answer.status == 200, answer.status
