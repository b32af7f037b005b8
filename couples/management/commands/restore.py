"""Restore: put a backup back, where there is no database yet."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from couples.infrastructure import backups, dumps


class Command(BaseCommand):
    help = "Put a backup back, where there is no database yet. It is never put over one."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="what `backup` wrote")

    def handle(self, *args: Any, **options: Any) -> None:
        os.umask(0o077)
        try:
            made = backups.restore(options["file"], settings.DATA_DIR, settings.DATABASES["default"])
        except dumps.NotDone as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(f"Everything is as it was at {made}; what was erased since then is back, too.")
        self.stdout.write("Start the server: it brings the database up to date and erases what has expired.")
