"""Any other path of a socket: told so, and closed."""

from __future__ import annotations

from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer

from exercises.web.protocol import Close


class NowhereConsumer(AsyncWebsocketConsumer):
    async def connect(self) -> None:
        await self.accept()
        await self.close(int(Close.NO_SESSION))

    async def server_ends(self, event: dict[str, Any]) -> None:
        """It is closed already."""
