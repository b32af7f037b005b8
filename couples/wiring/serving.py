"""The application, served by Daphne in this process until it is told to end, and swept meanwhile."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Callable

from channels.db import database_sync_to_async
from django.core.management import call_command

from couples.infrastructure import database, garbage

LONGEST_MESSAGE = 16384  # bytes, of a socket's message and frame; the app's own limit is lower and polite
PING_SECONDS = 15  # a dead phone is noticed after two of these, and no proxy sees an idle connection
SWEEP_SECONDS = 600  # what is stopped leaves the log with it; what has expired is not shown anyway
LOG_SECONDS = 5  # what was erased is gone from the log of the database as soon as nobody reads it any more
LAST_SECONDS = 6.0  # after the goodbye, for threads that are still at a transaction; then as by a power cut

logger = logging.getLogger(__name__)


def serve(host: str, port: int, say_where: Callable[[], None]) -> bool:
    """Serve until a signal says to end; say where once it listens. Returns whether it ever did."""
    # Not before: importing these installs Twisted's reactor.
    from daphne.endpoints import build_endpoint_description_strings

    from couples.infrastructure.server import GracefulServer
    from couples.wiring.asgi import application

    listening = False

    def ready() -> None:
        nonlocal listening
        listening = True
        garbage.search_seldom()
        say_where()
        asyncio.get_event_loop().create_task(sweep_now_and_then())

    GracefulServer(
        application=application,
        endpoints=build_endpoint_description_strings(host=host, port=port),
        ping_interval=PING_SECONDS,
        ping_timeout=PING_SECONDS,
        websocket_max_message_size=LONGEST_MESSAGE,
        websocket_max_frame_size=LONGEST_MESSAGE,
        action_logger=None,  # no access log: who did what when is nobody's business
        server_name="meant",
        ready_callable=ready,
    ).run()
    end_soon()
    return listening


def end_soon() -> None:
    """End this process even if a thread hangs, for which Python would wait. Nothing acknowledged is at it."""
    last = threading.Timer(LAST_SECONDS, os._exit, [0])
    last.daemon = True
    last.start()


async def sweep_now_and_then() -> None:
    """Erase what has expired, at the start and every 10 minutes. Reads check expiry, so late is harmless."""
    while True:
        try:
            await database_sync_to_async(call_command, thread_sensitive=False)("sweep")
        except Exception as error:
            logger.warning("The sweep failed and is tried again: %s", type(error).__name__)
        for _ in range(SWEEP_SECONDS // LOG_SECONDS):
            await asyncio.sleep(LOG_SECONDS)
            if database.log_waits():
                await database_sync_to_async(database.empty_write_ahead_log, thread_sensitive=False)()
