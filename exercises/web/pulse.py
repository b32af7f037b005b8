"""The pulse of one process: renew the leases of its sockets in one write, repair lost hints in one read.

The channel layer may lose a hint; a lease may run out without anybody saying so. Every beat looks
at all watched sessions at once and asks the sockets that are behind to render again. However many these are,
only a few render at a time, so that answers get their turn; and the next beat finds out anew who is behind.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import ParamSpec, Protocol, TypeVar
from weakref import WeakKeyDictionary, WeakSet, WeakValueDictionary

from channels.db import database_sync_to_async

from exercises.queries import session_status
from exercises.queries.session_status import SessionStatus
from exercises.web.leases import Leases, chunks
from exercises.web.open_tabs import OpenTabs, Tab
from exercises.web.protocol import Close

BEAT_SECONDS = 5  # a lost hint is repaired within 15 s, and "away" follows its grace closely
LOOKS_AT_ONCE = 2  # the thread of the database is busy, and what somebody sends waits for two renders at most

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger(__name__)


class Socket(Tab, Protocol):
    """What the pulse needs of a consumer."""

    @property
    def code(self) -> str: ...

    @property
    def lease(self) -> str:
        """What its lease is found by."""

    def has_to_end(self, glance: SessionStatus | None) -> Close | None:
        """Why it is to be closed; None while it is not."""

    def is_behind(self, glance: SessionStatus) -> bool:
        """Whether its tab shows something that is no longer so."""

    async def refresh(self) -> None: ...


class Pulse:
    def __init__(self) -> None:
        self._sockets: WeakSet[Socket] = WeakSet()  # one whose end nobody heard of is not kept alive
        self._of_tab: WeakValueDictionary[str, Socket] = WeakValueDictionary()
        self._behind: dict[Socket, SessionStatus] = {}
        self._catching_up: asyncio.Future[list[None]] | None = None
        self._task: asyncio.Task[None] | None = None
        self.leases = Leases()
        self.tabs = OpenTabs()

    def join(self, socket: Socket) -> None:
        self._sockets.add(socket)
        self.leases.hold(socket.lease)
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
        self._behind.pop(socket, None)
        self.tabs.close(socket)
        self.leases.drop(socket.lease)  # or the next beat would renew one that is to run out

    async def hop(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run synchronous domain code off the event loop: the one hop of a message."""

        def there() -> T:
            self.leases.renew_if_late()
            return work(*args, **kwargs)

        done: T = await database_sync_to_async(there)()
        return done

    async def _run(self) -> None:
        while self._sockets:
            await asyncio.sleep(BEAT_SECONDS)
            try:
                await self._beat()
            except Exception as error:  # a beat may fail (a database that is away); the next one tries again
                log.warning("beat failed: %s", type(error).__name__)

    async def _beat(self) -> None:
        sockets = tuple(self._sockets)
        glances: dict[str, SessionStatus] = {}
        await database_sync_to_async(self.leases.renew)()
        for some in chunks({socket.code for socket in sockets}):
            glances |= await database_sync_to_async(session_status.statuses)(some)
        self._behind = {}
        for socket in sockets:
            if socket in self._sockets:  # still
                await _alone(self._look(socket, glances.get(socket.code)))
        if self._behind and (self._catching_up is None or self._catching_up.done()):
            self._catching_up = asyncio.gather(*(self._catch_up() for _ in range(LOOKS_AT_ONCE)))

    async def _look(self, socket: Socket, glance: SessionStatus | None) -> None:
        reason = socket.has_to_end(glance)
        if reason is not None:
            await socket.end(reason)
        elif glance is not None and socket.is_behind(glance):
            self._behind[socket] = glance

    async def _catch_up(self) -> None:
        while self._behind:
            socket = next(iter(self._behind))
            if socket.is_behind(self._behind.pop(socket)):  # still
                await _alone(socket.refresh())


async def _alone(look: Awaitable[None]) -> None:
    """One socket that fails, cut off at this moment for instance, keeps no other from being looked after."""
    try:
        await look
    except Exception as error:
        log.warning("a look failed: %s", type(error).__name__)


_pulses: WeakKeyDictionary[asyncio.AbstractEventLoop, Pulse] = WeakKeyDictionary()


def pulse() -> Pulse:
    """The pulse of this process (of this event loop, which in a server is the same)."""
    return _pulses.setdefault(asyncio.get_running_loop(), Pulse())
