"""Sweep: erase what has expired. May be run at any time, by anybody, as often as one likes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from couples import presence, seats
from couples.infrastructure import database, locks


class Command(BaseCommand):
    help = "Erase the couples, invites and leases that have expired. `serve` does this every 10 minutes."

    def handle(self, *args: Any, **options: Any) -> None:
        with locks.alone("sweep", wait=False) as alone:
            if not alone:
                return  # another process is at it
            couples = seats.sweep()
            presence.sweep()
            database.empty_write_ahead_log()
        if options["verbosity"] > 1:
            self.stdout.write(f"Erased {couples} couples.")
