"""manage.py exportschema: print the JSON Schema of an export, as docs/export.schema.json has it."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand

from exercises.exporting.document import schema


class Command(BaseCommand):
    help = "Print the JSON Schema of an export."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(schema(), indent=2, ensure_ascii=False))
