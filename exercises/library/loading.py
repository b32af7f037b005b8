"""Reads content from folders, all of it, and says of every error where it is and what would be right.

Pure. A folder has exercises (`exercises/<slug>.yaml`, or `<slug>.yaml` at its top), cues
(`cues/<theme>.yaml`) and perhaps `first_session.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from exercises import wording
from exercises.cues import Cue, Frozen
from exercises.library import agreement, telling
from exercises.library.composing import MOST_BYTES, Composed, Unreadable, compose
from exercises.library.models import CueFile, Exercise, FirstSession, Library

SHIPPED = Path(__file__).parents[1] / "content" / "en"
_SHIPPED_ROOT = SHIPPED.parents[1]
FIRST_SESSION = "first_session.yaml"
_PLACES = ("*", "cues/*", "exercises/*")

Model = TypeVar("Model", bound=Frozen)


class ContentErrors(Exception):
    """Content cannot be used. `lines` has every error: file, line, key and what would be right."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


@dataclass
class Findings:
    """What reading folders found. library is None where errors were found; wording does not stop anything."""

    errors: list[str] = field(default_factory=list)
    wording: list[str] = field(default_factory=list)
    library: Library | None = None


def load(*folders: Path) -> Library:
    """Return the content of these folders; raises ContentErrors with every error in them."""
    findings = read(*folders)
    if findings.library is None:
        raise ContentErrors(findings.errors)
    return findings.library


def read(*folders: Path) -> Findings:
    """Read these folders, collecting errors and words to reconsider instead of stopping at the first."""
    return _Reader().read(folders)


class _Reader:
    def __init__(self) -> None:
        self.found = Findings()
        self.exercises: dict[str, tuple[Exercise, str, Composed]] = {}
        self.cues: dict[str, tuple[Cue, str]] = {}
        self.first: tuple[FirstSession, str, Composed] | None = None

    def read(self, folders: Iterable[Path]) -> Findings:
        last = "."
        for folder in folders:
            last = _shown(folder)
            if not folder.is_dir():
                self.found.errors.append(f"{last}:1: a folder with content; there is none here")
                continue
            for path in sorted(path for place in _PLACES for path in folder.glob(place)):
                if path.is_file() and not path.name.startswith("."):
                    self._file(folder, path)
        self._agree()
        if self.first is None and not self.found.errors:
            self.found.errors.append(f"{last}/{FIRST_SESSION}:1: round_1: the cues of a first session")
        if self.first is not None and not self.found.errors:
            self.found.library = Library.of(
                {slug: exercise for slug, (exercise, _, _) in self.exercises.items()},
                {id: cue for id, (cue, _) in self.cues.items()},
                self.first[0],
            )
        return self.found

    def _file(self, folder: Path, path: Path) -> None:
        shown, inside = _shown(path), path.relative_to(folder)
        if path.suffix != ".yaml":
            if path.suffix in (".yml", ".json", ".toml"):
                self.found.errors.append(f"{shown}:1: a name that ends in .yaml")
            return
        try:
            with path.open("rb") as file:
                composed = compose(file.read(MOST_BYTES + 1))
        except Unreadable as error:
            self.found.errors.append(f"{shown}:{error.line}: {error.message}")
            return
        except OSError as error:
            self.found.errors.append(f"{shown}:1: a file that can be read ({error.strerror})")
            return
        for line, key, _ in composed.twice:
            self.found.errors.append(f"{shown}:{line}: {key}: once; it is there already")
        for line, key, text in composed.texts():
            for word in wording.found_in(text):
                self.found.wording.append(f"{shown}:{line}: {key}: other words than “{word}”")
        if str(inside) == FIRST_SESSION:
            first = self._checked(FirstSession, composed, shown)
            self.first = (first, shown, composed) if first else self.first
        elif inside.parts[0] == "cues":
            self._cue_file(composed, shown, path.stem)
        else:
            self._exercise(composed, shown, path.stem)

    def _exercise(self, composed: Composed, shown: str, stem: str) -> None:
        exercise = self._checked(Exercise, composed, shown)
        if exercise is None:
            return
        if exercise.id != stem:
            self._say(composed, shown, ("id",), f"{stem}, like the name of the file")
        elif exercise.id in self.exercises:
            other = self.exercises[exercise.id][1]
            self._say(composed, shown, ("id",), f"an id of its own; {exercise.id} is in {other}")
        self._say_all(composed, shown, agreement.within(exercise))
        self.exercises.setdefault(exercise.id, (exercise, shown, composed))

    def _cue_file(self, composed: Composed, shown: str, stem: str) -> None:
        file = self._checked(CueFile, composed, shown)
        if file is None:
            return
        if file.theme != stem:
            self._say(composed, shown, ("theme",), f"{stem}, like the name of the file")
        for at, cue in enumerate(file.cues):
            if cue.theme != file.theme:
                self._say(
                    composed, shown, ("cues", at, "theme"), "left out; the theme of the file is the theme"
                )
            if cue.id in self.cues:
                other = self.cues[cue.id][1]
                self._say(composed, shown, ("cues", at, "id"), f"an id of its own; {cue.id} is in {other}")
            self.cues.setdefault(cue.id, (cue, shown))

    def _agree(self) -> None:
        """Check what refers to cues, once all are read: a broken cue would only be reported twice."""
        if self.found.errors:
            return
        cues = {id: cue for id, (cue, _) in self.cues.items()}
        for exercise, shown, composed in self.exercises.values():
            self._say_all(composed, shown, agreement.with_cues(exercise, cues))
        if self.first is not None:
            first, shown, composed = self.first
            self._say_all(composed, shown, agreement.first_session(first, cues))

    def _checked(self, model: type[Model], composed: Composed, shown: str) -> Model | None:
        try:
            return model.model_validate(composed.data)
        except ValidationError as error:
            for loc, message in telling.told(error):
                self._say(composed, shown, loc, message)
        return None

    def _say_all(self, composed: Composed, shown: str, problems: Iterable[agreement.Problem]) -> None:
        for loc, message in problems:
            self._say(composed, shown, loc, message)

    def _say(self, composed: Composed, shown: str, loc: tuple[str | int, ...], message: str) -> None:
        line, path = composed.place(loc, missing=message in telling.ABOUT_A_KEY)
        said = f"{shown}:{line}: {path}: {message}" if path else f"{shown}:{line}: {message}"
        if said not in self.found.errors:
            self.found.errors.append(said)


def _shown(path: Path) -> str:
    """Shipped files by their place in the project, an own folder's as it was named."""
    return str(path.relative_to(_SHIPPED_ROOT)) if path.is_relative_to(_SHIPPED_ROOT) else str(path)
