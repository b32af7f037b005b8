"""The door of one process: of those who say hello at the same time a few are let in, in the order of coming.

To arrive costs ten times what other messages do, and there is one thread for all of them. Let in at once, a
thousand that come back after a cut would each wait for longer than a page has patience, be given up and come
again: work that is done for nobody, and more of it with each try. So whoever waits here is told so, which
shows the page that its line works; and whoever has gone meanwhile is passed over.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Protocol
from weakref import WeakKeyDictionary

AT_ONCE = 2  # what somebody sends meanwhile waits for no more, and the thread is never without work
TOLD_SECONDS = 3.0  # a page that is some days old gives a line up after 10 s without a word


class Guest(Protocol):
    """What the door needs of a consumer."""

    def has_gone(self) -> bool: ...

    async def is_to_wait(self) -> None:
        """It is not its turn yet. Said again and again until it is."""


class Door:
    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(AT_ONCE)

    @asynccontextmanager
    async def turn(self, guest: Guest) -> AsyncIterator[bool]:
        """Wait for a turn, and hold it. False where there is nobody any more to be let in."""
        mine = asyncio.ensure_future(self._turns.acquire())
        try:
            while not (await _is_done(mine) or guest.has_gone()):
                await guest.is_to_wait()
            yield not guest.has_gone()
        finally:
            if not mine.cancel():  # it had its turn
                self._turns.release()


async def _is_done(turn: asyncio.Task[Any]) -> bool:
    done, _ = await asyncio.wait([turn], timeout=TOLD_SECONDS)
    return bool(done)


_doors: WeakKeyDictionary[asyncio.AbstractEventLoop, Door] = WeakKeyDictionary()


def door() -> Door:
    """The door of this process (of this event loop, which in a server is the same)."""
    return _doors.setdefault(asyncio.get_running_loop(), Door())
