"""The yardstick of the bench: a bare relay, made of nothing but what Channels ships.

What one socket says, every socket hears: `AsyncJsonWebsocketConsumer`, `group_send` and the
`InMemoryChannelLayer`, on Daphne. It checks, keeps and renders nothing. `answers.py` starts it as a
process of its own: `python -m daphne relay:application` in this folder.
"""

from __future__ import annotations

from typing import Any

import django
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.conf import settings

settings.configure(
    SECRET_KEY="guards nothing: there is nothing here",
    CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}},
)
django.setup()


class Relay(AsyncJsonWebsocketConsumer):
    async def connect(self) -> None:
        await self.channel_layer.group_add("all", self.channel_name)
        await self.accept()

    async def receive_json(self, content: Any, **kwargs: Any) -> None:
        await self.channel_layer.group_send("all", {"type": "relayed", "content": content})

    async def relayed(self, event: dict[str, Any]) -> None:
        await self.send_json(event["content"])

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard("all", self.channel_name)


application = Relay.as_asgi()
