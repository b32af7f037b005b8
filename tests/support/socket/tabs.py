"""A tab of one person's browser at a session, in the same process: it keeps what a page would keep.

    async with Tab(pair, pair.alex) as alex:
        await alex.hello()                                   # panels, etags and version are kept
        ack = await alex.answer(FIRST, reading="strain")
        assert "Quiet over dinner" in alex.html["stage"]
        assert await alex.news() == []                       # nothing else came, and nothing differs

What it sends is real frames to the real application; `off_loop` is for what somebody does elsewhere.
"""

from __future__ import annotations

import json
from types import TracebackType
from typing import Any

from channels.db import database_sync_to_async as off_loop

from couples.access import Holder
from tests.support.couples.paired import Pair
from tests.support.http.visitors import ORIGIN
from tests.support.socket.sockets import PROTOCOL, Closed, Socket

__all__ = ["PROTOCOL", "Closed", "Tab", "off_loop"]

MARK = "?"  # refused at once, so that the refusal marks the end of what was answered before it


class Tab(Socket):
    def __init__(
        self,
        pair: Pair,
        who: Holder | None,
        origin: str | None = ORIGIN,
        code: str = "",
        cookies: str | None = None,
    ) -> None:
        if cookies is None:
            cookies = pair.cookies(who) if who else ""
        super().__init__(f"/ws/s/{code or pair.code}/", cookies, origin)
        self.pair, self.who = pair, who
        self.etags: dict[str, str] = {}
        self.html: dict[str, str] = {}
        self.version = 0
        self.at: str | None = None
        self.bases: dict[str, int] = {}

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:  # else the test has failed already, and says why
            await super().__aexit__(kind, error, trace)

    async def hear(self) -> dict[str, Any]:
        heard = await super().hear()
        assert heard.get("version", self.version) >= self.version, "a version has fallen"
        self.version = heard.get("version", self.version)
        if heard["type"] == "panels":
            for name, panel in heard["panels"].items():
                self.etags[name], self.html[name] = panel["etag"], panel["html"]
        return heard

    async def hello(self, at: str | None = None, etags: dict[str, str] | None = None) -> dict[str, Any]:
        """Say hello and hear everything up to its reply, also what a hint brought in between."""
        message = {"type": "hello", "protocol": PROTOCOL, "etags": self.etags if etags is None else etags}
        await self.send(json.dumps(message | ({"at": at} if at is not None else {})))
        await self.send(MARK)
        heard = reply = await self.hear()
        while not _is_mark(heard):
            reply, heard = heard, await self.hear()
        return reply

    async def closed(self) -> int:
        """The code with which the server hangs up; what comes before stays in `frames`."""
        try:
            while True:
                await self.hear()
        except Closed as closed:
            return closed.code

    async def shows(self, text: str, panel: str = "stage") -> str:
        """Hear until this panel holds this text. Returns the panel."""
        while text not in self.html.get(panel, ""):
            try:
                await self.hear()
            except TimeoutError:
                raise AssertionError(f"{text!r} is not in {panel}: {self.html.get(panel)}") from None
        return self.html[panel]

    async def news(self) -> list[str]:
        """What came unasked, and what asking again would bring: [] when nothing has happened for this seat.

        It asks twice, so that a hint that was on its way has been dealt with.
        """
        before, version = len(self.frames), self.version
        for _ in range(2):
            await self.hello()
        since = [(frame, json.loads(frame)) for frame in self.frames[before:]]
        replies = [plain for _, plain in since if plain["type"] == "panels" and not plain["panels"]]
        assert len(replies) <= 2
        return [
            frame
            for frame, plain in since
            if not _is_mark(plain) and (plain not in replies or plain["version"] != version)
        ]

    # ---- commands, with the base that a page would send -------------------------------------------

    async def answer(self, step: str, share: dict[str, bool] | None = None, **parts: Any) -> dict[str, Any]:
        fields = {"parts": parts} if parts else {}
        return await self._based("answer", step, share=share or {}, **fields)

    async def draft(self, step: str, **parts: Any) -> dict[str, Any]:
        return await self._based("draft", step, parts=parts)

    async def skip(self, step: str) -> dict[str, Any]:
        return await self._based("pass", step)

    async def ready(self, what: str, round: str = "first", on: bool = True) -> dict[str, Any]:
        return await self.say("ready", round=round, what=what, on=on)

    async def _based(self, kind: str, step: str, **fields: Any) -> dict[str, Any]:
        base = {} if kind == "pass" else {"base": self.bases.get(step, 0)}
        reply = await self.say(kind, step=step, **base, **fields)
        if "revision" in reply:
            self.bases[step] = reply["revision"]
        return reply


def _is_mark(heard: dict[str, Any]) -> bool:
    return heard["type"] == "refused" and heard["reason"] == "bad_message"
