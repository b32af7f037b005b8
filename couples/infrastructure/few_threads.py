"""Pages by a few threads that stay, each with a connection to the database that it keeps as well.

Django's own handler makes a thread for every request. Its connection would be left behind with it, or opened
anew for each page; and of sixty requests at once all sixty would wait for the same lock of the database, some
of them for too long. Here whoever comes while all threads are busy waits for one, in the order of coming.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import ThreadSensitiveContext

from couples.infrastructure.asgi_types import Application, Receive, Scope, Send


class FewThreads:
    """An application around one whose synchronous code then runs in at most so many threads."""

    def __init__(self, application: Application, threads: int) -> None:
        self._application = application
        # The one that was used last comes first: what it needs is still at hand.
        self._idle: asyncio.LifoQueue[ThreadPoolExecutor] = asyncio.LifoQueue()
        for number in range(threads):
            self._idle.put_nowait(ThreadPoolExecutor(1, thread_name_prefix=f"page-{number}"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        thread = await self._idle.get()
        try:
            async with ThreadSensitiveContext(executor=thread):
                await self._application(scope, receive, send)
        finally:
            self._idle.put_nowait(thread)
