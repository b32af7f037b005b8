"""One request over a line, from an event loop: as the twin of the socket asks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True)
class Reply:
    status: int
    text: str

    @property
    def json(self) -> dict[str, Any] | None:
        try:
            found = json.loads(self.text)
        except ValueError:
            return None
        return found if isinstance(found, dict) else None


@dataclass(frozen=True)
class Caller:
    """Who asks, and where: a seat's cookies, a port of this machine, and an origin of the app's."""

    port: int
    origin: str
    cookies: str = ""

    async def ask(
        self,
        path: str,
        fields: Mapping[str, Any] | None = None,
        *,
        accept: str = "application/json",
        patience: float = 15,
    ) -> Reply:
        """Raises OSError or TimeoutError where the line or the server gives nothing, or only half of it."""
        body = b"" if fields is None else urlencode(fields, doseq=True).encode()
        head = [
            f"{'GET' if fields is None else 'POST'} {path} HTTP/1.0",
            f"Host: {self.origin.partition('//')[2]}",
            f"Accept: {accept}",
            f"Cookie: {self.cookies}",
        ]
        if fields is not None:
            head += [
                f"Origin: {self.origin}",
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
            ]
        async with asyncio.timeout(patience):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            try:
                writer.write("\r\n".join([*head, "", ""]).encode() + body)
                await writer.drain()
                return _parsed(await reader.read())
            finally:
                writer.transport.abort()


def _parsed(raw: bytes) -> Reply:
    head, found, body = raw.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    length = next((int(x[15:]) for x in lines if x.lower().startswith("content-length:")), len(body))
    if not found or len(body) < length:
        raise ConnectionError("the answer broke off")
    return Reply(int(lines[0].split()[1]), body.decode())
