"""One request, as Daphne holds it: its body is bounded, and kept in memory alone.

By itself Twisted writes a longer one to a file, whatever is in it, and Daphne reads the whole of it into
memory before anybody has looked who asks: one request of some gigabytes would end the process.

Importing this installs Twisted's reactor, so only `serve` does.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from daphne.http_protocol import HTTPFactory, WebRequest

# Twice what a form may have (DATA_UPLOAD_MAX_MEMORY_SIZE), which a page tells. nginx.conf allows as much.
MOST_BYTES = 128 * 1024

TOO_LONG = (
    b"HTTP/1.1 413 Content Too Large\r\n"
    b"Connection: close\r\nCache-Control: no-store\r\nContent-Type: text/plain\r\n\r\n"
    b"What is stored is safe. This was longer than fits; shorten it, and send it again.\n"
)


class Request(WebRequest):  # type: ignore[misc]  # it has no types
    """Daphne's own. One that says, or shows, that it is longer than fits is cut off, and nobody asked."""

    def gotLength(self, length: int | None) -> None:
        self.content = BytesIO()
        self.is_cut_off = False
        self._check(length or 0)

    def handleContentChunk(self, data: bytes) -> None:
        self._check(self.content.tell() + len(data))
        if not self.is_cut_off:
            self.content.write(data)

    def process(self) -> None:
        if not self.is_cut_off:
            super().process()

    def _check(self, length: int) -> None:
        if length > MOST_BYTES and not self.is_cut_off:
            self.is_cut_off = True
            self.channel.write(TOO_LONG)
            self.channel.loseConnection()


class Requests(HTTPFactory):  # type: ignore[misc]  # it has no types
    """What makes a protocol for each connection, whose requests are then bounded."""

    def buildProtocol(self, addr: Any) -> Any:
        protocol = super().buildProtocol(addr)
        protocol.requestFactory = Request
        return protocol
