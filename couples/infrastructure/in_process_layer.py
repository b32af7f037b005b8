"""The channel layer of a single process: hints, at a cost that does not grow with who else is connected.

Channels' own in-memory layer looks through every channel and group on each message and keeps channels
that nobody reads. This one knows for each channel its groups, touches only those who are meant, and
forgets a channel as soon as its consumer is gone.

It carries hints, not content: an equal hint that waits already is enough, and a full queue drops.
"""

from __future__ import annotations

import asyncio
import threading
import uuid
from collections import deque
from contextlib import suppress
from typing import Any

from channels.layers import BaseChannelLayer

Message = dict[str, Any]


class _Mailbox:
    """What waits for one consumer. Filled from any thread, read on its own event loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop, capacity: int) -> None:
        self.loop = loop
        self.waiting: deque[Message] = deque()
        self.groups: set[str] = set()
        self._capacity = capacity
        self._reader: asyncio.Future[None] | None = None

    def put(self, message: Message) -> None:
        if len(self.waiting) >= self._capacity or (self.waiting and self.waiting[-1] == message):
            return
        self.waiting.append(message)
        with suppress(RuntimeError):  # that loop has been closed, and its consumer with it
            self.loop.call_soon_threadsafe(self._wake)

    async def get(self) -> Message:
        while not self.waiting:
            self._reader = self.loop.create_future()
            await self._reader
        return dict(self.waiting.popleft())

    def _wake(self) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)


class InProcessLayer(BaseChannelLayer):
    """Groups within this process. All methods work from any event loop, `deliver` from any thread."""

    extensions = ["groups", "flush"]

    def __init__(self, capacity: int = 100, **options: Any) -> None:
        super().__init__(capacity=capacity, **options)
        self._mailboxes: dict[str, _Mailbox] = {}
        self._groups: dict[str, set[_Mailbox]] = {}
        self._lock = threading.Lock()

    def deliver(self, group: str, message: Message) -> None:
        """Hand `message` to everybody in `group`, now, from sync or async code."""
        with self._lock:
            for mailbox in self._groups.get(group, ()):
                mailbox.put(message)

    async def new_channel(self, prefix: str = "specific") -> str:
        channel = f"{prefix}.here!{uuid.uuid4().hex}"
        with self._lock:
            self._mailboxes[channel] = _Mailbox(asyncio.get_running_loop(), self.capacity)
        return channel

    async def receive(self, channel: str) -> Message:
        """Return the next message. Whoever is cancelled here is a consumer that goes; its channel ends."""
        mailbox = self._mailbox(channel)
        try:
            return await mailbox.get()
        except asyncio.CancelledError:
            self._end(channel)
            raise

    async def send(self, channel: str, message: Message) -> None:
        with self._lock:
            mailbox = self._mailboxes.get(channel)
            if mailbox is not None:
                mailbox.put(message)

    async def group_add(self, group: str, channel: str) -> None:
        self.require_valid_group_name(group)
        mailbox = self._mailbox(channel)
        with self._lock:
            mailbox.groups.add(group)
            self._groups.setdefault(group, set()).add(mailbox)

    async def group_discard(self, group: str, channel: str) -> None:
        with self._lock:
            mailbox = self._mailboxes.get(channel)
            if mailbox is not None and group in mailbox.groups:
                self._leave(mailbox, group)

    async def group_send(self, group: str, message: Message) -> None:
        self.require_valid_group_name(group)
        self.deliver(group, message)

    async def flush(self) -> None:
        with self._lock:
            self._mailboxes.clear()
            self._groups.clear()

    def _mailbox(self, channel: str) -> _Mailbox:
        self.require_valid_channel_name(channel)
        with self._lock:
            mailbox = self._mailboxes.get(channel)
            if mailbox is None:
                mailbox = self._mailboxes[channel] = _Mailbox(asyncio.get_running_loop(), self.capacity)
            return mailbox

    def _end(self, channel: str) -> None:
        with self._lock:
            mailbox = self._mailboxes.pop(channel, None)
            if mailbox is not None:
                for group in tuple(mailbox.groups):
                    self._leave(mailbox, group)

    def _leave(self, mailbox: _Mailbox, group: str) -> None:
        mailbox.groups.discard(group)
        members = self._groups.get(group, set())
        members.discard(mailbox)
        if not members:
            self._groups.pop(group, None)
