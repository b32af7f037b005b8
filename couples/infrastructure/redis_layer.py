"""The channel layer of several processes: Redis pub/sub that may be gone for a while.

channels_redis closes sockets, or refuses new ones, when Redis does not answer. Hints may be lost, so
here nothing waits long for Redis and nothing fails with it: groups are remembered in this process, and
whatever Redis does not know of them is subscribed again when it is back.

Relies on inner names of channels_redis 4.3, which is pinned; tests stop a real Redis.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable
from contextlib import suppress
from typing import Any

from channels_redis.pubsub import RedisPubSubChannelLayer, RedisPubSubLoopLayer
from channels_redis.utils import _wrap_close
from redis import Redis, RedisError

PATIENCE_SECONDS = 1.0
HEAL_SECONDS = 2.0
MOST_HINTS = 100  # that wait for one consumer

logger = logging.getLogger(__name__)


class _Hints(asyncio.Queue[bytes]):
    """What waits for one consumer: an equal hint that waits already is enough, and a full queue drops."""

    def put_nowait(self, item: bytes) -> None:
        waiting: Any = self._queue  # type: ignore[attr-defined]
        if not (waiting and waiting[-1] == item) and len(waiting) < MOST_HINTS:
            super().put_nowait(item)


class SoftLoopLayer(RedisPubSubLoopLayer):  # type: ignore[misc]  # it has no types
    """The layer of one event loop."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._healer: asyncio.Task[None] | None = None
        self._well = True

    async def new_channel(self, prefix: str = "specific.") -> str:
        # Only groups are sent to, so the channel itself need not be known to Redis.
        channel = f"{self.prefix}{prefix}{uuid.uuid4().hex}"
        self.channels[channel] = _Hints()
        return channel

    async def group_add(self, group: str, channel: str) -> None:
        if self._healer is None:
            self._healer = asyncio.create_task(self._heal())
        await self._softly(super().group_add(group, channel))

    async def group_discard(self, group: str, channel: str) -> None:
        await self._softly(super().group_discard(group, channel))

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        # The first try may only find out that the connection is an old one.
        if not await self._softly(super().group_send(group, message)):
            await self._softly(super().group_send(group, message))

    async def flush(self) -> None:
        if self._healer is not None:
            self._healer.cancel()
            with suppress(asyncio.CancelledError):
                await self._healer
            self._healer = None
        await super().flush()

    async def _softly(self, work: Awaitable[None]) -> bool:
        """Do it, unless Redis fails or is slow; say whether it was done."""
        try:
            await asyncio.wait_for(work, PATIENCE_SECONDS)
        except Exception as error:
            if self._well:
                logger.warning("Redis does not answer (%s). Hints may be late.", type(error).__name__)
            self._well = False
            return False
        if not self._well:
            logger.warning("Redis answers again.")
        self._well = True
        return True

    async def _heal(self) -> None:
        """Subscribe again to the groups that Redis has not been told of."""
        while True:
            await asyncio.sleep(HEAL_SECONDS)
            for group in list(self.groups):
                shard = self._get_shard(group)
                if group not in shard._subscribed_to and not await self._softly(shard.subscribe(group)):
                    break


class SoftPubSubLayer(RedisPubSubChannelLayer):  # type: ignore[misc]
    """Redis pub/sub for hints. Configured as channels_redis' own pub/sub layer is."""

    def _get_layer(self) -> SoftLoopLayer:
        loop = asyncio.get_running_loop()
        if loop not in self._layers:
            self._layers[loop] = SoftLoopLayer(*self._args, **self._kwargs, channel_layer=self)
            _wrap_close(self, loop)
        layer: SoftLoopLayer = self._layers[loop]
        return layer


def answers(url: str) -> bool:
    """Say whether this Redis can be reached now. Waits no longer than `PATIENCE_SECONDS`."""
    try:
        with Redis.from_url(
            url, socket_connect_timeout=PATIENCE_SECONDS, socket_timeout=PATIENCE_SECONDS
        ) as asked:
            return bool(asked.ping())
    except (RedisError, OSError, ValueError):
        return False
