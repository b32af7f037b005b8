"""One file of a folder of content, and everything that was found in it.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from exercises.content.cues import Frozen
from exercises.language import wording_lint
from exercises.library import telling
from exercises.library.agreement import Loc, Problem
from exercises.library.composing import MOST_BYTES, Composed, compose
from exercises.library.unreadable import Unreadable

MOST_ERRORS = 50  # of one file; more would hide the others
MOST_LOOKED_UP = 4 * MOST_ERRORS  # finding a line takes its time, and several errors may be told as one
_SHIPPED_ROOT = Path(__file__).parents[1]
_PLACES = ("*", "cues/*", "exercises/*")
_ALMOST = (".yml", ".json", ".toml", ".yaml.txt")  # endings of what was surely meant to be read
_NEVER = (".schema.json",)  # what `content schema` prints lies well beside the files that it is for

Model = TypeVar("Model", bound=Frozen)


class File:
    """A file: what it says, and what is to be said of it. `composed` is None where it cannot be read.

    shown: its name in an error. inside: its place in the folder.
    """

    def __init__(self, folder: Path, path: Path) -> None:
        self.shown = shown(path)
        self.inside = path.relative_to(folder)
        self.stem = path.stem
        self.composed: Composed | None = None
        self._errors: dict[tuple[int, str], None] = {}  # a set that keeps its order
        self._more = 0
        try:
            self.composed = _composed(path)
        except Unreadable as error:
            self._say(error.line, "", error.message)
            return
        for line, key, _ in self.composed.twice:
            self._say(line, key, "once; it is there already")

    @property
    def is_about_cues(self) -> bool:
        return self.inside.parts[0] == "cues"

    @property
    def is_sound(self) -> bool:
        return not self._errors

    def checked(self, model: type[Model]) -> Model | None:
        """Return its content as this model, or None where it does not have that form, which is said."""
        assert self.composed is not None
        try:
            return model.model_validate(self.composed.data)
        except ValidationError as error:
            self._say_form(telling.told(error))
        return None

    def say_all(self, problems: Iterable[Problem]) -> None:
        for loc, message in problems:
            self.say(loc, message)

    def say(self, loc: Loc, message: str) -> None:
        """Add an error at this place: what would be right there."""
        assert self.composed is not None
        self._say(*self.composed.place(loc, missing=message in telling.ABOUT_A_KEY), message)

    def at(self, loc: Loc) -> Any:
        """Return what it has at a place, None where there is nothing."""
        found: Any = self.composed.data if self.composed else None
        for step in loc:
            try:
                found = found[step]
            except (LookupError, TypeError):
                return None
        return found

    def cue_ids(self) -> Iterator[str]:
        """Every id that it would give to a cue, sound or not."""
        cues = self.at(("cues",))
        for at in range(len(cues) if isinstance(cues, list) else 0):
            id = self.at(("cues", at, "id"))
            if isinstance(id, str):
                yield id

    def named_cues(self) -> Iterator[str]:
        """Every cue that it would ask about by name, sound or not."""
        rounds = self.at(("rounds",))
        for at in range(len(rounds) if isinstance(rounds, list) else 0):
            cues = self.at(("rounds", at, "cues"))
            yield from (id for id in (cues if isinstance(cues, list) else []) if isinstance(id, str))

    def errors(self) -> Iterator[str]:
        """Every error, from its first line to its last: file, line, key, and what would be right."""
        for line, said in sorted(self._errors, key=lambda error: error[0]):
            yield f"{self.shown}:{line}: {said}"
        if self._more:
            yield f"{self.shown}:1: fewer errors; {self._more} more are not listed"

    def wording(self) -> Iterator[str]:
        """Every word to reconsider, with its line and key."""
        texts = self.composed.texts() if self.composed else iter(())
        found = ((line, key, word) for line, key, text in texts for word in wording_lint.found_in(text))
        for line, key, word in islice(found, MOST_ERRORS):
            yield f"{self.shown}:{line}: {_printable(key)}: other words than “{word}”"

    def _say_form(self, problems: Iterable[Problem]) -> None:
        """Say what has not the form of a model. Of a list with an error in it, that error is enough."""
        assert self.composed is not None
        problems = list(problems)
        self._more += len(problems[MOST_LOOKED_UP:])
        told = [
            (*self.composed.place(loc, missing=message in telling.ABOUT_A_KEY), message)
            for loc, message in problems[:MOST_LOOKED_UP]
        ]
        within = {path[:end] for _, path, _ in told for end, sign in enumerate(path) if sign == "."}
        for line, path, message in told:
            if path not in within:
                self._say(line, path, message)

    def _say(self, line: int, path: str, message: str) -> None:
        said = _printable(f"{path}: {message}" if path else message)
        if (line, said) in self._errors:
            return
        if len(self._errors) < MOST_ERRORS:
            self._errors[line, said] = None
        else:
            self._more += 1


def files_of(folder: Path) -> list[File]:
    """Return the files of this folder that are content, or were meant to be. Others are left alone."""
    found = []
    for path in sorted(path for place in _PLACES for path in folder.glob(place)):
        named = path.name.lower()
        if named.startswith(".") or named.endswith(_NEVER) or not _is_file(path):
            continue
        if path.suffix == ".yaml" or named.endswith((".yaml", *_ALMOST)):
            found.append(File(folder, path))
    return found


def shown(path: Path) -> str:
    """Shipped files by their place in the project, an own folder's as it was named."""
    return str(path.relative_to(_SHIPPED_ROOT)) if path.is_relative_to(_SHIPPED_ROOT) else str(path)


def _composed(path: Path) -> Composed:
    if path.suffix != ".yaml":
        raise Unreadable(1, "a name that ends in .yaml")
    try:
        with path.open("rb") as file:
            return compose(file.read(MOST_BYTES + 1))
    except OSError as error:
        raise Unreadable(1, f"a file that can be read ({error.strerror})") from None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return True  # opening it will say what is the matter


def _printable(said: str) -> str:
    """Keep what a file has as its keys from steering the terminal that shows the error."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in said)
