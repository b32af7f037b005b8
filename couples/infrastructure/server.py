"""Daphne, as it serves Meant: it ends gracefully, and takes no more from anybody than fits.

Importing this installs Twisted's reactor, so only `serve` does.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from daphne import server
from daphne.server import Server
from daphne.ws_protocol import WebSocketFactory
from twisted.internet.defer import Deferred

from couples.infrastructure.bodies import Requests
from couples.infrastructure.sockets import Socket

ENDS = {"type": "server.ends"}  # what an open socket's application hears, behind all that has arrived for it
NOBODY = {"disconnected": 0.0}  # what Daphne keeps of a connection, once it has forgotten it
GRACE_SECONDS = 3.0  # for what is under way to be done, and for every socket to hear why it is closed
CANCELLING_SECONDS = 0.5  # for what was then cut short to end: it has nothing more to wait for

logger = logging.getLogger(__name__)


class GracefulServer(Server):  # type: ignore[misc]  # it has no types
    """Told to end, it takes nobody in any more, lets what is under way be done and then says goodbye."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._listening: list[Any] = []
        WebSocketFactory.protocol = Socket
        server.HTTPFactory = Requests  # by this name Daphne makes one when it runs

    def listen_success(self, port: Any) -> None:
        super().listen_success(port)
        self._listening.append(port)

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        """`has_gone` tells at any time whether the client has: its goodbye waits behind all that it said."""
        if isinstance(protocol, Socket):
            scope["has_gone"] = lambda: "disconnected" in self.connections.get(protocol, NOBODY)
        return super().create_application(protocol, scope)

    def kill_all_applications(self) -> Deferred[None]:
        """Daphne calls this when it is to end, and waits for what it returns."""
        return Deferred.fromFuture(asyncio.ensure_future(self._end()))

    async def _end(self) -> None:
        try:
            for port in self._listening:
                port.stopListening()
            for protocol, details in self.connections.items():
                if isinstance(protocol, Socket) and "application_instance" in details:
                    protocol.application_queue.put_nowait(ENDS)
            for each in await self._come_to_an_end(GRACE_SECONDS):
                each.cancel()  # its thread goes on: a transaction is whole or nothing. It is not acknowledged
            await self._come_to_an_end(CANCELLING_SECONDS)
        except Exception as error:
            logger.error("This end is not a graceful one: %s", type(error).__name__)

    async def _come_to_an_end(self, seconds: float) -> set[asyncio.Future[None]]:
        """Wait for the applications that still run. Returns those that still do."""
        applications = (details.get("application_instance") for details in self.connections.values())
        running = {each for each in applications if each is not None and not each.done()}
        return (await asyncio.wait(running, timeout=seconds))[1] if running else set()
