"""What this process has to tell others by Redis: put here at once, published by a thread of its own.

Whoever announces something has just committed it, and is about to acknowledge it: it may not wait for Redis,
and not for an event loop that may be about to stop. So nothing here ever waits but that thread.

It is bounded, whatever Redis does: of what waits for one group a second message makes one of both, which says
no more than that something changed.
"""

from __future__ import annotations

import atexit
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

Message = dict[str, Any]

PATIENCE_SECONDS = 1.0  # with Redis; then it counts as away
PAUSE_SECONDS = 0.5  # until it is tried again
FAREWELL_SECONDS = 1.0  # for what still waits when the process ends
MOST_GROUPS = 10_000  # that something waits for; the hints of more are dropped: pages look by themselves

logger = logging.getLogger(__name__)


class Outbox:
    """Messages for groups, on their way to Redis. `put` may be called from any thread and never waits."""

    def __init__(self, address: str, name_of: Callable[[str], str], pack: Callable[[Message], bytes]) -> None:
        self._name_of, self._pack = name_of, pack
        self._redis = redis.Redis.from_url(
            address,
            socket_timeout=PATIENCE_SECONDS,
            socket_connect_timeout=PATIENCE_SECONDS,
            retry=Retry(NoBackoff(), 1),  # the first try may only find out that the connection is an old one
        )
        self._waiting: dict[str, Message] = {}  # in the order in which they came
        self._changed = threading.Condition()
        self._publisher: threading.Thread | None = None
        self._under_way = False
        self._well = True

    def put(self, group: str, message: Message) -> None:
        with self._changed:
            if group not in self._waiting and len(self._waiting) >= MOST_GROUPS:
                return
            self._waiting[group] = _of_both(self._waiting.get(group), message)
            if self._publisher is None:
                self._publisher = threading.Thread(target=self._publish, name="outbox", daemon=True)
                self._publisher.start()
                atexit.register(self.drain)
            self._changed.notify_all()

    def drain(self, seconds: float = FAREWELL_SECONDS) -> bool:
        """Wait until nothing waits any more, but no longer than this. Whether that is so."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting and not self._under_way, seconds)

    def _publish(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting)
                group = next(iter(self._waiting))
                message = self._waiting.pop(group)
                self._under_way = True
            done = self._tell(group, message)
            with self._changed:
                self._under_way = False
                if not done:  # the next try is for the same one, and for what came meanwhile
                    newer = self._waiting.pop(group, None)
                    self._waiting = {group: _of_both(newer, message), **self._waiting}
                self._changed.notify_all()
            if not done:
                time.sleep(PAUSE_SECONDS)

    def _tell(self, group: str, message: Message) -> bool:
        try:
            self._redis.publish(self._name_of(group), self._pack(message))
        except Exception as error:
            if self._well:
                logger.warning("Redis does not answer (%s). Hints may be late.", type(error).__name__)
            self._well = False
            return False
        if not self._well:
            logger.warning("Redis answers again.")
        self._well = True
        return True


def _of_both(one: Message | None, other: Message) -> Message:
    return other if one is None or one == other else {"type": other["type"]}
