"""Serve: everything that a start needs, then Daphne, in one process."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

import segno
from channels.db import database_sync_to_async
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from couples.infrastructure import database, locks

LONGEST_MESSAGE = 16384  # bytes, of a socket's message and frame; the app's own limit is lower and polite
PING_SECONDS = 15  # a dead phone is noticed after two of these, and no proxy sees an idle connection
SWEEP_SECONDS = 600

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Prepare the database and the static files, and serve Meant with Daphne."
    requires_system_checks: list[str] = []  # done in handle, once the settings are the final ones

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port", type=int, default=settings.PORT, help="0 finds a free one (default: %(default)s)"
        )
        parser.add_argument("--host", default="", help="the address to listen on (default: 127.0.0.1)")
        parser.add_argument(
            "--lan", action="store_true", help="also for the phones in the house, with a QR code"
        )
        parser.add_argument(
            "--no-prepare",
            action="store_true",
            help="leave out migrate and collectstatic: they have been done",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        host = options["host"] or ("0.0.0.0" if options["lan"] else "127.0.0.1")
        port = options["port"] or free_port(host)
        lan = f"http://{lan_address()}" + ("" if port == 80 else f":{port}") if options["lan"] else ""
        if port != settings.PORT or lan != settings.LAN_ORIGIN:
            # Origins follow from these two, so the settings have to be read again with them.
            again(host, port, lan, options)
        os.umask(0o077)  # whatever is written from here on is for its owner only
        self.check()
        if not options["no_prepare"]:
            with locks.alone("prepare"):
                call_command("migrate", verbosity=0, interactive=False)
                call_command("collectstatic", verbosity=0, interactive=False)
        database.use_write_ahead_log()
        self.serve(host, port, lan)

    def serve(self, host: str, port: int, lan: str) -> None:
        # Not before: importing it installs Twisted's reactor.
        from daphne.endpoints import build_endpoint_description_strings
        from daphne.server import Server

        from couples.wiring.asgi import application

        listening = False

        def ready() -> None:
            nonlocal listening
            listening = True
            self.say_where(port, lan)
            asyncio.get_event_loop().create_task(sweep_now_and_then())

        Server(
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
        if not listening:
            raise CommandError(f"Port {port} is taken. Choose another with --port, or 0 for a free one.")

    def say_where(self, port: int, lan: str) -> None:
        self.stdout.write(f"Meant is on http://127.0.0.1:{port}/")
        if lan:
            self.stdout.write(f"For the phones in the house: {lan}/")
            self.stdout.write("(plain http: whoever is on this network could read along)")
            self.stdout.flush()
            segno.make(f"{lan}/", error="m").terminal(out=sys.stdout, compact=True)
        self.stdout.flush()


async def sweep_now_and_then() -> None:
    """Erase what has expired, at the start and every 10 minutes. Reads check expiry, so late is harmless."""
    while True:
        try:
            await database_sync_to_async(call_command, thread_sensitive=False)("sweep")
        except Exception as error:
            logger.warning("The sweep failed and is tried again: %s", type(error).__name__)
        await asyncio.sleep(SWEEP_SECONDS)


def again(host: str, port: int, lan: str, options: dict[str, Any]) -> None:
    """Start this command anew, in the same process, with the port and the address in its environment."""
    command = [sys.executable, sys.argv[0], "serve", "--host", host, "--port", str(port)]
    command += ["--lan"] * options["lan"] + ["--no-prepare"] * options["no_prepare"]
    sys.stdout.flush()
    os.execve(sys.executable, command, {**os.environ, "PORT": str(port), "LAN_ORIGIN": lan})


def free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


def lan_address() -> str:
    """Return the address by which phones in the house reach this machine. Sends nothing."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(("192.0.2.1", 9))  # an address for documentation: only the route to it is looked up
            return str(probe.getsockname()[0])
    except OSError:
        raise CommandError("This machine is in no network. Leave out --lan.") from None
