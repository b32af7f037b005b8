"""Backup: the database, the key and the content, as one file. The server may run meanwhile."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from couples.infrastructure import backups, dumps


class Command(BaseCommand):
    help = "Write the database, the key and the content to one file. The server may run meanwhile."
    requires_system_checks: list[str] = []  # a backup is most needed where something is wrong

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="where to write it, e.g. /var/backups/meant/today.tar")

    def handle(self, *args: Any, **options: Any) -> None:
        os.umask(0o077)
        file = options["file"].absolute()
        try:
            backups.make(file, settings.DATA_DIR, settings.DATABASES["default"])
        except dumps.NotDone as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(f"{file} has everything. Delete it within a week: whoever still has a cookie could")
        self.stdout.write("open in it what was erased meanwhile.")
