"""A seat's socket in the same process, through the whole application: origin check and cookies included.

    async def test_it(couple):
        async with socket_of(couple.alex, couple.code) as alex:
            panels = await alex.hello()
            reply = await alex.say("answer", step="…", base=0, parts={"reading": "strain", "sure": "50"})
            assert reply["type"] == "ack"

Made inside the test's own event loop, and only for tests with real transactions (`couple` has them).
`frames` keeps every text that arrived.
"""

from __future__ import annotations

import json
from itertools import count
from types import TracebackType
from typing import Any

from channels.testing import WebsocketCommunicator

from tests.support.http.visitors import ORIGIN, Visitor

PROTOCOL = 1
PATIENCE_SECONDS = 5.0


class Closed(AssertionError):
    """The server closed the socket; `code` says why."""

    def __init__(self, code: int) -> None:
        super().__init__(f"closed with {code}")
        self.code = code


class Socket:
    def __init__(self, path: str, cookies: str, origin: str | None) -> None:
        from couples.wiring.asgi import application

        headers = [(b"host", b"testserver"), (b"cookie", cookies.encode())]
        if origin is not None:
            headers.append((b"origin", origin.encode()))
        self.wire = WebsocketCommunicator(application, path, headers=headers)
        self.frames: list[str] = []
        self._refs = count(1)

    async def __aenter__(self) -> Socket:
        accepted, code = await self.wire.connect(timeout=PATIENCE_SECONDS)
        if not accepted:
            raise Closed(code or 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.wire.disconnect(timeout=PATIENCE_SECONDS)

    async def send(self, text: str | bytes) -> None:
        """Send a raw frame, however wrong."""
        if isinstance(text, bytes):
            await self.wire.send_to(bytes_data=text)
        else:
            await self.wire.send_to(text_data=text)

    async def hear(self) -> dict[str, Any]:
        """The next message. Raises Closed when the server hangs up instead."""
        output = await self.wire.receive_output(PATIENCE_SECONDS)
        if output["type"] == "websocket.close":
            raise Closed(output.get("code", 1000))
        self.frames.append(output["text"])
        heard: dict[str, Any] = json.loads(output["text"])
        return heard

    async def hear_until(self, kind: str, **fields: object) -> dict[str, Any]:
        """The next message of this type (with these fields); what comes before stays in `frames`."""
        while True:
            heard = await self.hear()
            if heard["type"] == kind and fields.items() <= heard.items():
                return heard

    async def silent(self, seconds: float = 0.1) -> bool:
        return bool(await self.wire.receive_nothing(timeout=seconds))

    async def hello(self, at: str | None = None, etags: dict[str, str] | None = None) -> dict[str, Any]:
        message: dict[str, Any] = {"type": "hello", "protocol": PROTOCOL, "etags": etags or {}}
        if at is not None:
            message["at"] = at
        await self.send(json.dumps(message))
        return await self.hear_until("panels")

    async def say(self, kind: str, **fields: object) -> dict[str, Any]:
        """Send a command with a fresh ref; return its `ack` or `refused`."""
        ref = next(self._refs)
        await self.send(json.dumps({"type": kind, "ref": ref, **fields}))
        while True:
            heard = await self.hear()
            if heard.get("ref") == ref:
                return heard


def socket_of(visitor: Visitor, code: str, origin: str | None = ORIGIN) -> Socket:
    """The socket of this person's browser at this session. `origin=None` sends no Origin at all."""
    return Socket(f"/ws/s/{code}/", visitor.cookie_header, origin)
