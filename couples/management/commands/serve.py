"""Serve: everything that a start needs, then Daphne, in one process."""

from __future__ import annotations

import io
import os
import sys
from argparse import ArgumentParser
from typing import Any

import segno
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from couples.infrastructure import ports
from couples.infrastructure.origins import is_loopback
from couples.wiring import preparing, serving


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
        port = port_at(host, options["port"])
        lan = address_in_the_house(port) if options["lan"] else address_named(host, port)
        if port != settings.PORT or lan != settings.LAN_ORIGIN:
            # Origins follow from these two, so the settings have to be read again with them.
            again(host, port, lan, options)
        os.umask(0o077)  # whatever is written from here on is for its owner only
        preparing.prepare(migrate_and_collect=not options["no_prepare"])
        connections.close_all()  # this thread asks nothing more
        if not serving.serve(host, port, lambda: self.say_where(host, port, lan)):
            port_at(host, port)  # somebody has come first since it was looked
            raise CommandError(f"Nothing can listen at {host}, port {port}. Choose others.")

    def say_where(self, host: str, port: int, lan: str) -> None:
        self.stdout.write(f"Meant is on http://{ports.shown(host)}:{port}/")
        if host in ports.ANYWHERE and not lan and not os.environ.get("PUBLIC_ORIGINS"):
            self.stdout.write(
                "Only this machine’s own browser is let in: PUBLIC_ORIGINS names no other address."
            )
            self.stdout.write("For the phones in the house use --lan; else set it to where people find this.")
        if lan:
            self.stdout.write(f"For the phones in the house: {lan}/")
            self.stdout.write("(plain http: whoever is on this network could read along)")
            self.stdout.write(code_of(f"{lan}/", self.stdout.encoding or "ascii"))
        self.stdout.flush()


def code_of(address: str, encoding: str) -> str:
    """Return a QR code of this address in letters, or a sentence where the console has no such letters."""
    drawn = io.StringIO()
    segno.make(address, error="m").terminal(out=drawn, compact=True)
    try:
        drawn.getvalue().encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return "(This console can't show a QR code: type the address on the phone.)"
    return drawn.getvalue()


def port_at(host: str, port: int) -> int:
    """Return this port, or a free one for 0, once it is known that somebody can listen there."""
    try:
        return ports.bound(host, port)
    except ports.Unreachable as error:
        raise CommandError(str(error)) from None


def address_in_the_house(port: int) -> str:
    try:
        return f"http://{ports.lan_address()}" + ("" if port == 80 else f":{port}")
    except ports.NoNetwork:
        raise CommandError("This machine is in no network. Leave out --lan.") from None


def address_named(host: str, port: int) -> str:
    """Return the origin that a host of one's own choice is, where nothing else says how people find it."""
    here = f"http://{ports.shown(host)}" + ("" if port == 80 else f":{port}")
    if host in ports.ANYWHERE or is_loopback(here) or os.environ.get("PUBLIC_ORIGINS"):
        return settings.LAN_ORIGIN
    return here


def again(host: str, port: int, lan: str, options: dict[str, Any]) -> None:
    """Start this command anew, in the same process, with the port and the address in its environment."""
    command = [sys.executable, sys.argv[0], "serve", "--host", host, "--port", str(port)]
    command += ["--lan"] * options["lan"] + ["--no-prepare"] * options["no_prepare"]
    sys.stdout.flush()
    os.execve(sys.executable, command, {**os.environ, "PORT": str(port), "LAN_ORIGIN": lan})
