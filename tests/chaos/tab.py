"""One tab of somebody's browser over a real socket, as static/js/socket.js behaves: it comes back for ever.

    tab = Tab(seat, line.port, history, rng, haste=10)
    tab.open()
    tab.send({"type": "pass", "step": "quiet-at-dinner.receiver", "base": 0})
    await tab.until(lambda: not tab.outbox.busy)

`haste` divides the browser's waits, so that a run takes seconds. A tab decides nothing: `person.py` does.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import websockets
from websockets.asyncio.client import ClientConnection

from couples.infrastructure.limits import Bucket
from tests.chaos.asking import Caller
from tests.chaos.cards import card_of
from tests.chaos.history import History, tokens_in
from tests.chaos.outbox import Command, Outbox
from tests.chaos.twin import Twin
from tests.chaos.waits import Waits

TWIN_AFTER = 2  # sockets in a row that never spoke
# What a socket may say before it is closed for flooding is 20 at once and 2 a second; people say less.
AT_ONCE, PER_SECOND = 17, 1.9

GONE = (4401, 4404, 4410)


@dataclass(frozen=True)
class Seat:
    """Who holds it, in which session, and with which cookies, at which origin."""

    who: str
    code: str
    cookies: str
    origin: str


@dataclass
class Tab:
    seat: Seat
    port: int
    history: History
    rng: random.Random
    haste: float = 1
    label: str = "a"
    outbox: Outbox = field(default_factory=Outbox)
    html: dict[str, str] = field(default_factory=dict)
    etags: dict[str, str] = field(default_factory=dict)
    version: int = 0
    heard: bool = False  # the server has spoken on this socket
    over: int = 0  # the code with which it was told that there is nothing here any more
    replies: list[dict[str, Any]] = field(default_factory=list)
    _socket: ClientConnection | None = None
    _life: asyncio.Task[None] | None = None
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)
    _bucket: Bucket = field(default_factory=lambda: Bucket(AT_ONCE, PER_SECOND))
    _failures: int = 0

    def __post_init__(self) -> None:
        self._name = f"{self.rng.getrandbits(128):032x}"
        self._waits = Waits(self.haste, self.rng)
        caller = Caller(self.port, self.seat.origin, self.seat.cookies)
        self._twin = Twin(self.seat.code, caller, self._waits, self.outbox, self._note, self._hear)

    # ---- what is asked of it

    def open(self) -> None:
        self._life = asyncio.create_task(self._live())

    async def close(self) -> None:
        if self._life is not None:
            self._life.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._life
        if self._socket is not None:
            self._socket.transport.abort()

    def send(self, command: Command) -> None:
        self.outbox.add(command)
        self._flush()

    def repeat(self, command: Command) -> None:
        """Send again what has had its reply, unchanged, as a network does that doubles things."""
        if self.heard and self._bucket.take():
            self._transmit(command)

    async def until(self, holds: Callable[[], bool], seconds: float) -> bool:
        """Wait until this holds, looked at after everything that happens; whether it did."""
        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(holds)
        except TimeoutError:
            return False
        return True

    # ---- the life of its socket

    async def _live(self) -> None:
        while not self.over:
            code = await self._once()
            self.heard, self._socket = False, None
            self.outbox.resume()
            self._note("closed", code=code)
            await self._wake()
            if code in GONE:
                self.over = code
            elif code == 4429:
                await asyncio.sleep(self._waits.after_flood())
            elif not self.over:
                await self._back_off()
        await self._wake()

    async def _once(self) -> int:
        """One socket, from its handshake to its end. The code with which it ended; 0 for no goodbye."""
        url = f"ws://127.0.0.1:{self.port}/ws/s/{self.seat.code}/"
        cookies = {"Cookie": self.seat.cookies}
        try:
            self._socket = await websockets.connect(
                url, origin=websockets.Origin(self.seat.origin), additional_headers=cookies, compression=None,
                open_timeout=self._waits.opening, close_timeout=0.2, ping_interval=None,
            )  # fmt: skip
        except (OSError, TimeoutError, websockets.WebSocketException):
            self._failures += 1
            return 0
        self._bucket = Bucket(AT_ONCE, PER_SECOND)
        self._bucket.take()
        self._note("opened")
        pinging = asyncio.create_task(self._ping())
        try:
            self._transmit(self._hello())
            self._flush()
            while True:
                async with asyncio.timeout(self._waits.deaf if self.heard else self._waits.opening):
                    frame = await self._socket.recv()
                await self._hear(json.loads(frame), str(frame))
        except websockets.ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd is not None else 0
        except TimeoutError:
            return 0
        finally:
            self._failures = 0 if self.heard else self._failures + 1
            pinging.cancel()
            self._socket.transport.abort()

    async def _ping(self) -> None:
        while True:
            await asyncio.sleep(self._waits.ping)
            if self._bucket.take():
                self._transmit({"type": "ping"})

    async def _back_off(self) -> None:
        wait = self._waits.before_next(self._failures)
        if self._failures < TWIN_AFTER:
            return await asyncio.sleep(wait)
        looking = asyncio.create_task(self._twin.look_for_ever())
        try:
            await asyncio.sleep(wait)
        finally:
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)
            self.over = self.over or self._twin.gone

    # ---- frames

    def _hello(self) -> Command:
        return {"type": "hello", "protocol": 1, "tab": self._name, "etags": self.etags}

    def _transmit(self, message: Command) -> None:
        if self._socket is None:
            return
        if "ref" in message:
            self._note("sent", ref=message["ref"], command=dict(message))
        sending = asyncio.ensure_future(self._socket.send(json.dumps(message)))
        sending.add_done_callback(lambda done: done.cancelled() or done.exception())  # its loss is heard

    def _flush(self) -> None:
        if self._socket is None:
            return
        for entry in self.outbox.due():
            if not self._bucket.take():
                break  # the next frame that is heard brings it up again
            entry.sends, entry.flying = entry.sends + 1, True
            self._transmit(entry.command)

    async def _hear(self, message: dict[str, Any], text: str) -> None:
        kind, ref = message["type"], message.get("ref")
        self.heard = True
        if kind == "panels":
            self._show(message, text)
        elif kind == "ack":
            self._note("ack", ref=ref, version=message["version"], revision=message.get("revision"))
            self.outbox.take(ref, message.get("revision"))
        elif kind == "refused":
            self._note("refused", ref=ref, reason=message["reason"])
            if message["reason"] == "trouble":
                asyncio.get_running_loop().call_later(self._waits.retry, self._again)
            elif (command := self.outbox.take(ref)) is not None and command["type"] != "draft":
                self.outbox.drop_words()
        if kind in ("ack", "refused"):
            self.replies.append(message)
        self._flush()
        await self._wake()

    def _again(self) -> None:
        self.outbox.resume()
        self._flush()

    def _show(self, message: dict[str, Any], text: str) -> None:
        panels = message["panels"]
        shown = {name: panel["html"] for name, panel in panels.items()}
        self._note(
            "panels", version=message["version"], etags={name: p["etag"] for name, p in panels.items()},
            tokens=tokens_in(text or json.dumps(panels)), card=card_of(shown),
            reveal_at=message.get("reveal_at"),
        )  # fmt: skip
        if message["version"] < self.version:
            return  # as the browser: older than what it shows
        self.version = message["version"]
        self.html.update(shown)
        self.etags.update({name: panel["etag"] for name, panel in panels.items()})

    def _note(self, what: str, **details: Any) -> None:
        self.history.note(what, self.seat.who, self.label, **details)

    async def _wake(self) -> None:
        async with self._changed:
            self._changed.notify_all()
