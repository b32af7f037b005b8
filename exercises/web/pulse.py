"""The pulse of one process: renew the leases of its sockets in one write, repair lost hints in one read.

The channel layer may lose a hint; a lease may run out without anybody saying so. Every beat looks
at all watched sessions at once and asks the sockets that are behind to render again.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Protocol
from weakref import WeakKeyDictionary, WeakSet, WeakValueDictionary

from channels.db import database_sync_to_async

from couples import presence
from exercises.queries import session_status
from exercises.queries.session_status import SessionStatus
from exercises.web.protocol import Close

BEAT_SECONDS = 5  # a lost hint is repaired within 15 s, and "away" follows its grace closely

log = logging.getLogger(__name__)


class Socket(Protocol):
    """What the pulse needs of a consumer."""

    @property
    def code(self) -> str: ...

    @property
    def lease(self) -> str:
        """What its lease is found by."""

    async def look(self, glance: SessionStatus | None) -> None: ...

    async def end(self, code: Close) -> None: ...


class Pulse:
    def __init__(self) -> None:
        self._sockets: WeakSet[Socket] = WeakSet()  # one whose end nobody heard of is not kept alive
        self._of_tab: WeakValueDictionary[str, Socket] = WeakValueDictionary()
        self._pinged: set[str] = set()
        self._task: asyncio.Task[None] | None = None

    def join(self, socket: Socket) -> None:
        self._sockets.add(socket)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    def replace(self, tab: str, socket: Socket) -> Socket | None:
        """Count this as the tab's socket from now on. Returns the one before it, which is to be closed.

        A connection that its client has given up may still deliver what was on its way: too late, by then.
        """
        before = self._of_tab.get(tab)
        self._of_tab[tab] = socket
        return before if before is not socket else None

    def leave(self, socket: Socket) -> None:
        self._sockets.discard(socket)
        self._pinged.discard(socket.lease)  # or the next beat would renew a lease that is to run out

    def pinged(self, lease: str) -> None:
        """The client of this one has spoken: its lease is renewed with the next beat."""
        self._pinged.add(lease)

    async def _run(self) -> None:
        while self._sockets:
            await asyncio.sleep(BEAT_SECONDS)
            try:
                await self._beat()
            except Exception as error:  # a beat may fail (a database that is away); the next one tries again
                log.warning("beat failed: %s", type(error).__name__)

    async def _beat(self) -> None:
        pinged, self._pinged = self._pinged, set()
        sockets = tuple(self._sockets)
        glances = await database_sync_to_async(_renew_and_glance)(pinged, {s.code for s in sockets})
        looks = (socket.look(glances.get(socket.code)) for socket in sockets)
        for failed in await asyncio.gather(*looks, return_exceptions=True):
            if isinstance(failed, Exception):
                log.warning("a look failed: %s", type(failed).__name__)


def _renew_and_glance(connections: set[str], codes: set[str]) -> dict[str, SessionStatus]:
    presence.renew(connections)
    return session_status.statuses(codes)


_pulses: WeakKeyDictionary[asyncio.AbstractEventLoop, Pulse] = WeakKeyDictionary()


def pulse() -> Pulse:
    """The pulse of this process (of this event loop, which in a server is the same)."""
    return _pulses.setdefault(asyncio.get_running_loop(), Pulse())
