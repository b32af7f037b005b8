"""Reads content from folders, all of it, and says of every error where it is and what would be right.

Pure. A folder has exercises (`exercises/<slug>.yaml`, or `<slug>.yaml` at its top), cues
(`cues/<theme>.yaml`) and perhaps `first_session.yaml`. The first folder is the ground: it has to be sound as
a whole. In every other one, somebody's own, a file with errors is left out and the rest is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from exercises.content.cues import Cue
from exercises.content.exercise import CueFile, Exercise, FirstSession, Library
from exercises.library import agreement
from exercises.library.cue_words import CueWords
from exercises.library.files import File, files_of, shown

SHIPPED = Path(__file__).parents[1] / "content" / "en"
FIRST_SESSION = "first_session.yaml"


class ContentErrors(Exception):
    """Content cannot be used. `lines` has every error: file, line, key and what would be right."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


@dataclass
class Findings:
    """What reading folders found: every error, file by file, and words to reconsider, which stop nothing.

    library: everything that is sound; None where the first folder has an error.
    """

    errors: list[str] = field(default_factory=list)
    wording: list[str] = field(default_factory=list)
    library: Library | None = None


def load(*folders: Path) -> Library:
    """Return the content of these folders; raises ContentErrors with every error in any of them."""
    found = read(*folders)
    if found.library is None or found.errors:
        raise ContentErrors(found.errors)
    return found.library


def read(*folders: Path) -> Findings:
    """Read these folders, and leave out what is not sound."""
    reader = _Reader()
    ground, *own = [reader.read(folder) for folder in folders]
    found = Findings([*ground, *(line for lines in own for line in lines)], reader.wording)
    if reader.first is None and not ground:
        found.errors.append(f"{shown(folders[0])}/{FIRST_SESSION}:1: round_1: the cues of a first session")
    elif reader.first is not None and not ground:
        exercises = {id: exercise for id, (exercise, _) in reader.exercises.items()}
        cues = {id: cue for id, (cue, _) in reader.cues.items()}
        found.library = Library.of(exercises, cues, reader.first)
    return found


class _Reader:
    """Reads folder by folder; each may name what is in the ones before it, and takes nothing from them."""

    def __init__(self) -> None:
        self.exercises: dict[str, tuple[Exercise, str]] = {}
        self.cues: dict[str, tuple[Cue, str]] = {}
        self.first: FirstSession | None = None
        self.left_out: dict[str, str] = {}  # cues of files that were left out, and their files
        self.wording: list[str] = []
        self.cue_words = CueWords()
        self.named: set[str] = set()  # cues that an exercise asks about by name, sound or not

    def read(self, folder: Path) -> list[str]:
        """Take what is sound in this folder, and return the errors of the rest."""
        if not folder.is_dir():
            return [f"{shown(folder)}:1: a folder with content; there is none here"]
        files = files_of(folder)
        self.named.update(id for file in files for id in file.named_cues())
        # Cues first: everything else may name them.
        for file in sorted(files, key=lambda file: not file.is_about_cues):
            if file.composed is None or _is_misplaced(file):
                continue
            if file.is_about_cues:
                self._cue_file(file)
            elif str(file.inside) == FIRST_SESSION:
                self._first_session(file)
            else:
                self._exercise(file)
        self.wording += [line for file in files for line in file.wording()]
        return [line for file in files for line in file.errors()]

    def _cue_file(self, file: File) -> None:
        content = file.checked(CueFile)
        if content is not None:
            if content.theme != file.stem:
                file.say(("theme",), f"{file.stem}, like the name of the file")
            mine: dict[str, str] = {}
            for at, cue in enumerate(content.cues):
                if cue.theme != content.theme:
                    file.say(("cues", at, "theme"), "left out; the theme of the file is the theme")
                taken = mine.get(cue.id) or self.cues.get(cue.id, (cue, ""))[1]
                if taken:
                    file.say(("cues", at, "id"), f"an id of its own; {cue.id} is in {taken}")
                mine[cue.id] = file.shown
                if cue.sensitivity != "low" and cue.id not in self.named:
                    file.say(
                        ("cues", at, "sensitivity"),
                        f"low, or an exercise that names {cue.id}; it never comes up",
                    )
            file.say_all(self.cue_words.problems(content))
            if file.is_sound:
                self.cues.update({cue.id: (cue, file.shown) for cue in content.cues})
                return
        self.left_out.update({id: file.shown for id in file.cue_ids() if id not in self.cues})

    def _exercise(self, file: File) -> None:
        exercise = file.checked(Exercise)
        if exercise is None:
            return
        if exercise.id != file.stem:
            file.say(("id",), f"{file.stem}, like the name of the file")
        elif exercise.id in self.exercises:
            file.say(("id",), f"an id of its own; {exercise.id} is in {self.exercises[exercise.id][1]}")
        file.say_all(agreement.within(exercise))
        self._say_of_cues(file, agreement.with_cues(exercise, self._known()))
        if file.is_sound:
            self.exercises[exercise.id] = (exercise, file.shown)

    def _first_session(self, file: File) -> None:
        first = file.checked(FirstSession)
        if first is None:
            return
        self._say_of_cues(file, agreement.first_session(first, self._known()))
        if file.is_sound:
            self.first = first

    def _say_of_cues(self, file: File, problems: Iterable[agreement.Problem]) -> None:
        """Say what does not agree with the cues; of one that was left out, say where it would be."""
        for loc, message in problems:
            id = file.at(loc)
            if isinstance(id, str) and id in self.left_out:
                message = f"the id of a cue; {id} is left out with {self.left_out[id]}"
            file.say(loc, message)

    def _known(self) -> Mapping[str, Cue]:
        return {id: cue for id, (cue, _) in self.cues.items()}


def _is_misplaced(file: File) -> bool:
    """Whether it is in the folder of the other sort, which is said; what its keys lack would not help."""
    if file.is_about_cues and file.at(("rounds",)) is not None:
        file.say(("rounds",), "the folder above this one, or exercises beside it; this is an exercise")
    elif not file.is_about_cues and file.at(("theme",)) is not None and file.at(("rounds",)) is None:
        file.say(("theme",), "the folder cues; this is a file of cues")
    else:
        return False
    return True
