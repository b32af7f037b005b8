"""Many phones on one line each, which come back by themselves as `static/js/socket.js` does.

A phone says hello with the etags of what it shows, pings, and when its line is lost tries again after a time
drawn at random: a little longer with each failure. It takes no other part in what its session does.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.chaos.odd_clients import open_socket
from tests.support.processes.app import App

SHORTEST_WAIT_SECONDS, FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 0.3, 2.0, 20.0
STEADY_TRIES = 8
PING_SECONDS = 20.0
OPENING_SECONDS, ANSWER_SECONDS, DEAF_SECONDS = 10.0, 25.0, 45.0  # until a line is given up
POLL_SECONDS, SAID_EVERY_SECONDS = 0.1, 5.0


@dataclass
class Phone:
    """back: when it last heard the answer to its hello, by the clock of this process; 0 while it has not."""

    app: App
    code: str
    cookie: str
    tab: str
    chance: Random
    etags: dict[str, str] = field(default_factory=dict)
    back: float = 0.0
    heard: bool = False  # on the line that it has now
    failures: int = 0
    closes: list[int] = field(default_factory=list)
    over: bool = False

    async def stay(self) -> None:
        """Be there until `over`, or until it is cancelled."""
        while not self.over:
            with contextlib.suppress(OSError, TimeoutError, ConnectionClosed, InvalidHandshake):
                async with asyncio.timeout(OPENING_SECONDS) as opening:
                    async with open_socket(self.app, self.code, self.cookie) as opened:
                        opening.reschedule(None)
                        await self._talk(opened)
            self.failures = 0 if self.heard else self.failures + 1
            self.back, self.heard = 0.0, False
            await asyncio.sleep(self._wait())

    async def _talk(self, opened: ClientConnection) -> None:
        hello = {"type": "hello", "protocol": 1, "tab": self.tab, "etags": self.etags}
        await opened.send(json.dumps(hello))
        pinging = asyncio.create_task(self._ping(opened))
        try:
            patience = ANSWER_SECONDS
            while True:
                async with asyncio.timeout(patience):
                    self._hear(await opened.recv())
                patience = DEAF_SECONDS
        finally:
            pinging.cancel()
            if opened.close_code is not None:
                self.closes.append(opened.close_code)

    async def _ping(self, opened: ClientConnection) -> None:
        while True:
            await asyncio.sleep(PING_SECONDS)
            await opened.send('{"type": "ping"}')

    def _hear(self, text: str | bytes) -> None:
        heard, self.heard = json.loads(text), True
        if heard["type"] == "panels":  # a pong alone says that it is to wait
            self.etags.update({name: panel["etag"] for name, panel in heard["panels"].items()})
            self.back = self.back or time.monotonic()

    def _wait(self) -> float:
        doubled = max(min(1, self.failures), self.failures - STEADY_TRIES)
        longest = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2**doubled)
        return max(SHORTEST_WAIT_SECONDS, self.chance.random() * longest)


async def all_back(phones: list[Phone], seconds: float, say: Callable[[str], None]) -> bool:
    """Wait until each of them has heard an answer to its hello. False if that takes longer."""
    began = said = time.monotonic()
    while missing := sum(not phone.back for phone in phones):
        now = time.monotonic()
        if now > began + seconds:
            return False
        if now > said + SAID_EVERY_SECONDS:
            said = now
            failed = sum(phone.failures for phone in phones)
            say(f"{missing} of {len(phones)} are missing, {failed} tries failed")
        await asyncio.sleep(POLL_SECONDS)
    return True
