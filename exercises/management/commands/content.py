"""manage.py content: check exercises and cues, print their JSON Schema, begin a new exercise."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from pydantic import TypeAdapter

from exercises import library
from exercises.cues import Slug

STARTER = """\
# An exercise of your own. Put this file into the folder that EXERCISES_PATH names, then run
#   manage.py content check
# The name of the file is the id, and ids are permanent: what people answered is kept under them.
id: {slug}
section: ambiguous  # distancing, control, ambiguous, trust or satisfaction
title: A title in a few words
minutes: 10
evidence: C  # A: a trial of much the same procedure; B: of a part of it; C: theory
purpose: One sentence that says what it is for.
rounds:
- id: first
  cues: 2  # how many moments are drawn; or their ids, e.g. [quiet-at-dinner, late-no-message]
  screens:
  - voice: receiver
    kicker: What I read
    prompt: My first thought would be ...
    hint: The first thing that comes to mind, not the fair one.
    parts:
    # visibility: shared (a first part: offered, on), ask (a further part: offered, off),
    # self (for its owner alone)
    - {{id: reading, kind: choose_reading, visibility: shared}}
    - id: sure
      kind: scale
      visibility: shared_as_band
      prompt: How sure would you feel? A tap sends it.
      tiles: [20, 50, 80]
      words: [just a guess, leaning, quite sure]
  - voice: sender
    kicker: What I mean
    prompt: When I do this, it usually means ...
    hint: It usually means ... A tap sends it.
    parts:
    - {{id: meaning, kind: own_meaning, visibility: shared}}
opener: cue.opener  # the question on a card: each moment's own, or one of yours here
"""


class Command(BaseCommand):
    help = "Check exercises and cues, print their JSON Schema, or begin a new exercise."
    requires_system_checks = ()  # the content check would say everything twice

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        check = actions.add_parser("check", help="say every error in the content: file, line, key")
        check.add_argument("path", nargs="?", type=Path, help="a folder to check instead of EXERCISES_PATH")
        schema = actions.add_parser("schema", help="print a JSON Schema that editors complete from")
        schema.add_argument("of", nargs="?", choices=("exercise", "cues"), default="exercise")
        new = actions.add_parser("new", help="write a starter file with comments")
        new.add_argument("slug")
        new.add_argument("--to", type=Path, help="the folder to write to (default: EXERCISES_PATH, or here)")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        if action == "check":
            self._check(options["path"])
        elif action == "schema":
            self._schema(options["of"])
        else:
            self._new(options["slug"], options["to"])

    def _check(self, path: Path | None) -> None:
        folders = library.folders() if path is None else (library.SHIPPED, path)
        found = library.read(*folders)
        for line in (*found.errors, *found.wording):
            self.stderr.write(line)
        if found.library is None or found.wording:
            raise CommandError(f"{len(found.errors)} errors, {len(found.wording)} words to reconsider")
        self.stdout.write(
            f"{len(found.library.exercises)} exercises and {len(found.library.cues)} cues are sound."
        )

    def _schema(self, of: str) -> None:
        if of == "exercise":
            schema = library.Exercise.model_json_schema()
        else:
            schema = library.CueFile.model_json_schema()
            schema["$defs"]["Cue"]["required"].remove("theme")  # it is written once, at the top of the file
        self.stdout.write(json.dumps(schema, indent=2))

    def _new(self, slug: str, to: Path | None) -> None:
        try:
            TypeAdapter(Slug).validate_python(slug)
        except ValueError as error:
            raise CommandError("a name of small letters, digits and hyphens, e.g. evening-walk") from error
        own = library.folders()[1:]
        path = (to or (own[0] if own else Path.cwd())) / f"{slug}.yaml"
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(STARTER.format(slug=slug))
        except FileExistsError as error:
            raise CommandError(f"{path} is there already") from error
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        self.stdout.write(str(path))
