"""The channel layer of several processes: Redis pub/sub that may be gone for a while.

channels_redis closes sockets, or refuses new ones, when Redis does not answer. Hints may be lost, so here
nobody ever waits for Redis and nothing fails with it: what is said goes into an outbox, groups are remembered
in this process, and Redis is told of them by a task of its own, again and again until it has heard.

Relies on inner names of channels_redis 4.3, which is pinned; tests stop a real Redis.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from contextlib import suppress
from typing import Any

from channels_redis.pubsub import RedisPubSubChannelLayer, RedisPubSubLoopLayer
from channels_redis.utils import _wrap_close, decode_hosts
from redis import Redis, RedisError

from couples.infrastructure import hints
from couples.infrastructure.outbox import PATIENCE_SECONDS, Outbox

PAUSE_SECONDS = 2.0  # until Redis is told again what it has not heard
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
        self._untold: dict[str, None] = {}  # groups that somebody has joined, or the last has left
        self._changed = asyncio.Event()
        self._teller: asyncio.Task[None] | None = None

    async def new_channel(self, prefix: str = "specific.") -> str:
        # Only groups are sent to, so the channel itself need not be known to Redis.
        channel = f"{self.prefix}{prefix}{uuid.uuid4().hex}"
        self.channels[channel] = _Hints()
        return channel

    async def group_add(self, group: str, channel: str) -> None:
        name = self._get_group_channel_name(group)
        self.groups.setdefault(name, set()).add(channel)
        self._tell_of(name)

    async def group_discard(self, group: str, channel: str) -> None:
        name = self._get_group_channel_name(group)
        members = self.groups.get(name, set())
        members.discard(channel)
        if not members and self.groups.pop(name, None) is not None:
            self._tell_of(name)

    async def receive(self, channel: str) -> dict[str, Any]:
        """Return the next hint. Whatever else stands in Redis is passed over, whoever put it there."""
        while True:
            hint = hints.understood(await super().receive(channel))
            if hint is not None:
                return hint

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        self.channel_layer.deliver(group, message)

    async def flush(self) -> None:
        if self._teller is not None:
            self._teller.cancel()
            with suppress(asyncio.CancelledError):
                await self._teller
            self._teller = None
        await super().flush()

    def _tell_of(self, name: str) -> None:
        self._untold[name] = None
        self._changed.set()
        if self._teller is None:
            self._teller = asyncio.create_task(self._tell())

    async def _tell(self) -> None:
        """Subscribe to the groups that have somebody in them, and to no others."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            while self._untold:
                name = next(iter(self._untold))
                shard = self._get_shard(name)
                try:
                    to_do = shard.subscribe(name) if name in self.groups else shard.unsubscribe(name)
                    await asyncio.wait_for(to_do, PATIENCE_SECONDS)
                except Exception as error:  # what comes of it is told by the outbox, which says it once
                    logger.debug("Redis was not told of a group: %s", type(error).__name__)
                    await asyncio.sleep(PAUSE_SECONDS)
                else:
                    # Somebody may have come or gone meanwhile.
                    if (name in self.groups) is (name in shard._subscribed_to):
                        self._untold.pop(name, None)


class SoftPubSubLayer(RedisPubSubChannelLayer):  # type: ignore[misc]
    """Redis pub/sub for hints. Configured as channels_redis' own pub/sub layer is, with one host."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        (host,) = decode_hosts(options.get("hosts"))
        prefix = options.get("prefix", "asgi")
        self._outbox = Outbox(host["address"], f"{prefix}__group__{{}}".format, self.serialize)

    def deliver(self, group: str, message: dict[str, Any]) -> None:
        """Hand `message` on to everybody in `group`, in whatever process, from any thread. Never waits."""
        self._outbox.put(group, message)

    def deserialize(self, message: bytes) -> object:
        """What was said; nothing at all where it can't be read, which must not end whoever hears it."""
        try:
            return super().deserialize(message)
        except Exception as error:  # of one of several libraries
            logger.debug("Redis had something that is no message: %s", type(error).__name__)
            return None

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
