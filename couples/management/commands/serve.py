"""Serve: everything that a start needs, then Daphne, in one process."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from typing import Any

import segno
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from couples.infrastructure import database, locks, ports
from couples.wiring import serving


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
        port = options["port"] or ports.free_port(host)
        lan = address_in_the_house(port) if options["lan"] else ""
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
        connections.close_all()  # this thread asks nothing more
        if not serving.serve(host, port, lambda: self.say_where(port, lan)):
            raise CommandError(f"Port {port} is taken. Choose another with --port, or 0 for a free one.")

    def say_where(self, port: int, lan: str) -> None:
        self.stdout.write(f"Meant is on http://127.0.0.1:{port}/")
        if lan:
            self.stdout.write(f"For the phones in the house: {lan}/")
            self.stdout.write("(plain http: whoever is on this network could read along)")
            self.stdout.flush()
            segno.make(f"{lan}/", error="m").terminal(out=sys.stdout, compact=True)
        self.stdout.flush()


def address_in_the_house(port: int) -> str:
    try:
        return f"http://{ports.lan_address()}" + ("" if port == 80 else f":{port}")
    except ports.NoNetwork:
        raise CommandError("This machine is in no network. Leave out --lan.") from None


def again(host: str, port: int, lan: str, options: dict[str, Any]) -> None:
    """Start this command anew, in the same process, with the port and the address in its environment."""
    command = [sys.executable, sys.argv[0], "serve", "--host", host, "--port", str(port)]
    command += ["--lan"] * options["lan"] + ["--no-prepare"] * options["no_prepare"]
    sys.stdout.flush()
    os.execve(sys.executable, command, {**os.environ, "PORT": str(port), "LAN_ORIGIN": lan})
