"""manage.py content: check exercises and cues, print their JSON Schema, begin a file of one's own."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from pydantic import TypeAdapter

from exercises import library
from exercises.content.cues import Slug
from exercises.language import wording_lint
from exercises.library import starters

TEMPLATES = Path(settings.BASE_DIR) / "templates"
WORD_FOR_WORD = "pages/safety_text.html"  # shipped as it was given; "must" is its reader's own there


class Command(BaseCommand):
    help = "Check exercises and cues, print their JSON Schema, or begin a file of your own."
    requires_system_checks = ()  # the content check would say everything twice

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        check = actions.add_parser("check", help="say every error in the content: file, line, key")
        check.add_argument("path", nargs="?", type=Path, help="a folder to check instead of EXERCISES_PATH")
        schema = actions.add_parser("schema", help="print a JSON Schema that editors complete from")
        schema.add_argument("of", nargs="?", choices=("exercise", "cues"), default="exercise")
        new = actions.add_parser("new", help="write a starter file with comments")
        new.add_argument("slug", help="its id: small letters, digits and hyphens")
        new.add_argument("--cues", action="store_true", help="begin a file of cues instead of an exercise")
        new.add_argument("--to", type=Path, help="the folder to write to (default: EXERCISES_PATH, or here)")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        if action == "check":
            self._check(options["path"])
        elif action == "schema":
            self._schema(options["of"])
        else:
            self._new(options["slug"], options["to"], options["cues"])

    def _check(self, path: Path | None) -> None:
        folders = library.folders() if path is None else (library.SHIPPED, path)
        found = library.read(*folders)
        templates = sorted(TEMPLATES.rglob("*.html")) if path is None else []
        words = found.wording + [line for template in templates for line in _to_reconsider(template)]
        for line in (*found.errors, *words):
            self.stderr.write(line)
        if found.library is None or found.errors or words:
            raise CommandError(f"Errors: {len(found.errors)}. Words to reconsider: {len(words)}.")
        sound = f"{len(found.library.exercises)} exercises and {len(found.library.cues)} cues are sound"
        self.stdout.write(f"{sound}, and the pages keep to the wording." if templates else f"{sound}.")

    def _schema(self, of: str) -> None:
        if of == "exercise":
            schema = library.Exercise.model_json_schema()
        else:
            schema = library.CueFile.model_json_schema()
            schema["$defs"]["Cue"]["required"].remove("theme")  # it is written once, at the top of the file
        self.stdout.write(json.dumps(schema, indent=2))

    def _new(self, slug: str, to: Path | None, cues: bool) -> None:
        try:
            TypeAdapter(Slug).validate_python(slug)
        except ValueError as error:
            raise CommandError("a name of small letters, digits and hyphens, e.g. evening-walk") from error
        shipped = library.load(library.SHIPPED)
        if slug in (shipped.cues if cues else shipped.exercises):
            raise CommandError(f"another name; {slug} is the id of what is shipped")
        own = library.folders()[1:]
        folder = to or (own[0] if own else Path.cwd())
        path = folder / "cues" / f"{slug}.yaml" if cues else folder / f"{slug}.yaml"
        starter = starters.CUES if cues else starters.EXERCISE
        try:
            if folder.is_dir():
                path.parent.mkdir(exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(starter.format(slug=slug))
        except FileExistsError as error:
            raise CommandError(f"{path} is there already") from error
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        self.stdout.write(str(path))


def _to_reconsider(template: Path) -> list[str]:
    if template.relative_to(TEMPLATES).as_posix() == WORD_FOR_WORD:
        return []
    seen = wording_lint.seen_of(template.read_text(encoding="utf-8"))
    shown = template.relative_to(TEMPLATES.parent)
    return [f"{shown}:{line}: other words than “{word}”" for line, word in wording_lint.places_in(seen)]
