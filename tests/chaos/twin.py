"""What a tab does over plain HTTP while no socket of its own opens: look, and post what waits.

    twin = Twin(code, caller, waits, outbox, note, hear)
    await twin.look_for_ever()

What comes back is heard as if a socket had brought it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from tests.chaos.asking import Caller
from tests.chaos.history import tokens_in
from tests.chaos.outbox import Command, Outbox
from tests.chaos.waits import Waits

GONE = (404, 410)


@dataclass
class Twin:
    """note: into the history. hear: a message, and the text that it came in. gone: the status with which it
    was told that there is nothing here any more; 0 while there is.
    """

    code: str
    caller: Caller
    waits: Waits
    outbox: Outbox
    note: Callable[..., None]
    hear: Callable[[dict[str, Any], str], Awaitable[None]]
    gone: int = 0

    async def look_for_ever(self) -> None:
        while True:
            await asyncio.sleep(self.waits.next_look())
            with contextlib.suppress(OSError, TimeoutError):
                reply = await self._ask()
                if reply is None:
                    continue
                await self.hear({"type": "panels", **reply}, json.dumps(reply))
                for entry in self.outbox.due():
                    await self._post(entry.command)

    async def _ask(self, fields: dict[str, Any] | None = None) -> dict[str, Any] | None:
        path = f"/s/{self.code}/"
        reply = await self.caller.ask(path, fields, patience=self.waits.answer)
        self.note("page", path=path, status=reply.status, tokens=tokens_in(reply.text))
        if reply.status in GONE:
            self.gone = reply.status
        return reply.json if reply.status < 500 else None

    async def _post(self, command: Command) -> None:
        self.note("sent", ref=command["ref"], command=dict(command))
        body = await self._ask(fields_of(command))
        if body is None:
            return
        if "reason" in body:
            return await self.hear({"type": "refused", "ref": command["ref"], **body}, "")
        await self.hear({"type": "panels", **body}, "")
        ack = {"type": "ack", "ref": command["ref"], "version": body["version"]}
        await self.hear({**ack, "revision": body.get("revision")}, "")


def fields_of(command: Command) -> dict[str, Any]:
    """The same command as a form has it."""
    fields = {k: v for k, v in command.items() if k not in ("type", "ref", "parts", "share", "on")}
    fields["command"] = command["type"]
    if "on" in command:
        fields["on"] = "1" if command["on"] else "0"
    fields |= {f"parts.{name}": value for name, value in command.get("parts", {}).items()}
    shares = command.get("share", {})
    return fields | {
        f"share.{command['step']}.{part}": "share" if on else "keep" for part, on in shares.items()
    }
