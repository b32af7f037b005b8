"""What has to agree within an exercise and with the cues around it.

Pure. Each problem is a place (as pydantic names one) and what would be right there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from exercises.cues import Cue
from exercises.kinds import KINDS
from exercises.library.models import Exercise, FirstSession, ScreenSpec

Loc = tuple[str | int, ...]
Problem = tuple[Loc, str]


def within(exercise: Exercise) -> Iterator[Problem]:
    """Ids that come twice, voices that would give two steps one id, guesses at nothing."""
    everything = {
        part.id: part.kind
        for each in exercise.rounds
        for screen in each.screens
        for part in (*screen.parts, *screen.folded)
    }
    yield from _twice([each.id for each in exercise.rounds], ("rounds",), "id")
    steps: set[tuple[str, str]] = set()
    for at, each in enumerate(exercise.rounds):
        for number, screen in enumerate(each.screens):
            loc: Loc = ("rounds", at, "screens", number)
            if (each.id, screen.voice) in steps:
                yield (*loc, "voice"), "one screen a voice in a round; the voice is part of the id of a step"
            steps.add((each.id, screen.voice))
            yield from _parts(screen, loc, everything)


def _parts(screen: ScreenSpec, loc: Loc, everything: Mapping[str, str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for place in ("parts", "folded"):
        for at, part in enumerate(getattr(screen, place)):
            if part.id in seen:
                yield (*loc, place, at, "id"), f"an id of its own; {part.id} is taken on this screen"
            seen.add(part.id)
            if part.visibility == "shared" and part is not screen.parts[0]:
                yield (
                    (*loc, place, at, "visibility"),
                    "self; the preview shows one pick a screen, the first part",
                )
            of = getattr(part, "of", None)
            if of is not None and everything.get(of) != "own_meaning":
                yield (*loc, place, at, "of"), "the id of an own_meaning part of this exercise"
    if not KINDS[screen.parts[0].kind].needs_cue:
        yield (*loc, "parts", 0, "kind"), "a part about the cue comes first; it is what makes an answer"


def with_cues(exercise: Exercise, cues: Mapping[str, Cue]) -> Iterator[Problem]:
    """Cues that are not there, and draws for which there are too few."""
    low = Counter(cue.theme for cue in cues.values() if cue.sensitivity == "low")
    named: set[str] = set()
    drawn = 0
    for at, each in enumerate(exercise.rounds):
        loc: Loc = ("rounds", at, "cues")
        if isinstance(each.cues, int):
            drawn += each.cues
            if each.one_of and not low[each.one_of]:
                yield ("rounds", at, "one_of"), "a theme that has a cue of low sensitivity"
            continue
        for number, id in enumerate(each.cues):
            if id not in cues:
                yield (*loc, number), f"the id of a cue; there is no {id}"
            elif id in named:
                yield (*loc, number), f"each cue once in an exercise; {id} has been asked about"
            named.add(id)
    if drawn > low.total():
        yield ("rounds",), f"no more cues than the {low.total()} of low sensitivity that can be drawn"


def first_session(first: FirstSession, cues: Mapping[str, Cue]) -> Iterator[Problem]:
    """The first session needs cues that exist, each once, and of low sensitivity."""
    for at, id in enumerate(first.round_1):
        if id not in cues:
            yield ("round_1", at), f"the id of a cue; there is no {id}"
        elif cues[id].sensitivity != "low":
            yield ("round_1", at), "a cue of low sensitivity"
    if len(set(first.round_1)) != len(first.round_1):
        yield ("round_1",), "each cue once"


def _twice(ids: list[str], loc: Loc, key: str) -> Iterator[Problem]:
    for at, id in enumerate(ids):
        if id in ids[:at]:
            yield (*loc, at, key), f"an id of its own; {id} is taken"
