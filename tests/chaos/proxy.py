"""What lies between a phone and the app, in this process's event loop: a line that can be hurt in each way.

    async with Line(lambda: app.port) as line:
        line.freeze(2)              # for two seconds nothing passes, either way; then all of it does
        line.delay(0.2, 3)          # for three seconds every piece is 0.2 s late
        line.drop()                 # both sides are told that the other has gone
        line.reset()                # both sides get an RST
        line.half_close()           # the server is told that the phone has gone, the phone nothing
        line.swallow_replies(1)     # what the server says for a second never arrives; then the line drops

Nothing here is drawn at random: whoever calls has a seed.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

PIECE_BYTES = 1 << 16
AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: close by RST


@dataclass(eq=False)
class _Pair:
    """One connection: the writers of its two ends, the phone's and the server's."""

    phone: asyncio.StreamWriter
    server: asyncio.StreamWriter
    half: bool = False  # the server takes the phone for gone

    def ends(self) -> tuple[asyncio.StreamWriter, asyncio.StreamWriter]:
        return self.phone, self.server


class Line:
    """target gives the port of the app for each new connection, so that the next one may reach another."""

    def __init__(self, target: Callable[[], int]) -> None:
        self._target = target
        self._pairs: set[_Pair] = set()
        self._carriers: set[asyncio.Task[None]] = set()
        self._passes = asyncio.Event()
        self._passes.set()
        self._late_seconds = 0.0
        self._late_until = 0.0
        self._mute_until = 0.0

    async def __aenter__(self) -> Line:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        carriers = list(self._carriers)
        for carrier in carriers:
            carrier.cancel()
        await asyncio.gather(*carriers, return_exceptions=True)

    # ---- what can happen to it

    def freeze(self, seconds: float) -> None:
        self._passes.clear()
        asyncio.get_running_loop().call_later(seconds, self._passes.set)

    def delay(self, each: float, seconds: float) -> None:
        self._late_seconds, self._late_until = each, _now() + seconds

    def drop(self) -> None:
        for pair in list(self._pairs):
            for end in pair.ends():
                end.close()

    def reset(self) -> None:
        for pair in list(self._pairs):
            for end in pair.ends():
                handle: socket.socket = end.get_extra_info("socket")
                with contextlib.suppress(OSError):
                    handle.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
                end.transport.abort()

    def half_close(self) -> None:
        for pair in list(self._pairs):
            if not pair.half and not pair.server.is_closing():
                pair.half = True
                with contextlib.suppress(OSError):
                    pair.server.write_eof()

    def swallow_replies(self, seconds: float) -> None:
        self._mute_until = _now() + seconds
        asyncio.get_running_loop().call_later(seconds, self.drop)

    # ---- carrying

    async def _accept(self, near: asyncio.StreamReader, phone: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._carriers.add(task)
        try:
            await self._carry(near, phone)
        except (OSError, asyncio.CancelledError):
            pass  # the other end is told by what `finally` does
        finally:
            phone.transport.abort()
            self._carriers.discard(task)

    async def _carry(self, near: asyncio.StreamReader, phone: asyncio.StreamWriter) -> None:
        far, server = await asyncio.open_connection("127.0.0.1", self._target())
        pair = _Pair(phone, server)
        self._pairs.add(pair)
        up = asyncio.create_task(self._pump(near, server, lambda: pair.half))
        down = asyncio.create_task(self._pump(far, phone, lambda: _now() < self._mute_until))
        try:
            await asyncio.gather(up, down)
        finally:
            up.cancel()
            down.cancel()
            await asyncio.gather(up, down, return_exceptions=True)
            self._pairs.discard(pair)
            server.transport.abort()

    async def _pump(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, loses: Callable[[], bool]
    ) -> None:
        while piece := await source.read(PIECE_BYTES):
            if _now() < self._late_until:
                await asyncio.sleep(self._late_seconds)
            await self._passes.wait()
            if not loses():
                target.write(piece)
                await target.drain()
        target.close()


def _now() -> float:
    return asyncio.get_running_loop().time()
