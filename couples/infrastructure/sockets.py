"""One socket, as Daphne holds it: it says why it is closed, and neither of its two ends fills the memory.

Importing this installs Twisted's reactor, so only `serve` does.
"""

from __future__ import annotations

from typing import Any

from daphne.ws_protocol import WebSocketProtocol

from couples.infrastructure.limits import TOO_MANY_CODE

# Frames of one socket that wait for the application, which counts what it reads (20 at once, 2 a second) but
# reads nothing while the database is slow.
MOST_WAITING = 64
MOST_UNREAD_BYTES = 512 * 1024  # beyond what the network takes: several whole pages that nobody reads
OWN_CODES = range(3000, 5000)  # the ones, beside 1000, that autobahn lets an application close with


class Backlog:
    """What was said to a client and has not left. Twisted tells it when the network takes no more for now."""

    def __init__(self) -> None:
        self.is_full = False
        self.size = 0  # bytes since then

    def pauseProducing(self) -> None:
        self.is_full = True

    def resumeProducing(self) -> None:
        self.is_full, self.size = False, 0

    def stopProducing(self) -> None:
        self.pauseProducing()


class Socket(WebSocketProtocol):  # type: ignore[misc]  # it has no types
    """Daphne's own, with a reason for every end and a bound in both directions."""

    def connectionMade(self) -> None:
        super().connectionMade()
        self.failByDrop = False  # a frame that is too long is told so (1009), not cut off
        self.backlog = Backlog()
        self.has_flooded = False
        self.transport.unregisterProducer()  # the one of the request that this has been
        self.transport.registerProducer(self.backlog, True)

    def onMessage(self, payload: bytes, isBinary: bool) -> None:
        if self.has_flooded:
            return
        if self.application_queue.qsize() >= MOST_WAITING:
            self.has_flooded = True
            self.serverClose(TOO_MANY_CODE)
        else:
            super().onMessage(payload, isBinary)

    def serverSend(self, content: Any, binary: bool = False) -> None:
        if self.state not in (self.STATE_CONNECTING, self.STATE_OPEN):
            return  # it is being closed, and the application will hear so
        if self.backlog.is_full:
            self.backlog.size += len(content)
            if self.backlog.size > MOST_UNREAD_BYTES:
                self.dropConnection(abort=True)  # who reads nothing would not read a reason, either
                return
        super().serverSend(content, binary)

    def serverClose(self, code: int | None = None) -> None:
        if code is None or code == 1000 or code in OWN_CODES:
            super().serverClose(code)
        elif self.state == self.STATE_OPEN:
            self.sendCloseFrame(code=code)
