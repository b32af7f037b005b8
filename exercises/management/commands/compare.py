"""`manage.py compare FILE`: what a recorded round of answers says, as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exercises.comparison.raw import Malformed, compare_recorded


class Command(BaseCommand):
    help = "Compare a recorded round of answers (a JSON list of cues) and print the comparison as JSON."
    requires_system_checks: list[str] = []  # it needs no database and no content

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a JSON file, or - for standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(compared(options["file"]))


def compared(file: str) -> str:
    """The comparison of a recorded round as JSON text. Raises CommandError with file, cue and field."""
    name = "standard input" if file == "-" else file
    try:
        recorded = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise CommandError(f"{name}: cannot be read ({error.strerror})") from None
    try:
        data = json.loads(recorded)
    except json.JSONDecodeError as error:
        raise CommandError(f"{name}:{error.lineno}:{error.colno}: is not JSON ({error.msg})") from None
    except UnicodeDecodeError:
        raise CommandError(f"{name}: is not text in UTF-8") from None
    except RecursionError:
        raise CommandError(f"{name}: is nested too deeply") from None
    try:
        return json.dumps(compare_recorded(data), indent=1)
    except Malformed as malformed:
        raise CommandError(f"{name}: {malformed}") from None
