"""What a ring needs of its exercise, and of the cues around it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exercises.content import kinds
from exercises.content.cues import Cue
from exercises.content.exercise import Exercise, Loc, Problem, RingSpec
from exercises.content.kinds import MOVES

_FIRST_ROUND = (
    "a first round of moments that are named, with one screen: a receiver's, of a reading that can be shared "
    "and one next_move"
)


def within(exercise: Exercise) -> Iterator[Problem]:
    """Yield what does not fit together about a ring, and what there is of one where there is none."""
    if exercise.ring is None:
        yield from _without(exercise)
        return
    yield from _about(exercise.ring, exercise.rounds[0].named)
    yield from _plans(exercise)
    if not _asks_for_it(exercise):
        yield ("rounds", 0), _FIRST_ROUND
    if exercise.rounds[0].after:
        yield ("rounds", 0, "after"), "left out; the ring is drawn from this round"


def with_cues(exercise: Exercise, cues: Mapping[str, Cue]) -> Iterator[Problem]:
    """Only a moment of low sensitivity may be in a ring."""
    leads_to = exercise.ring.leads_to if exercise.ring is not None else {}
    for move, id in leads_to.items():
        if id in cues and cues[id].sensitivity != "low":
            yield ("ring", "leads_to", move), "a cue of low sensitivity"


def _without(exercise: Exercise) -> Iterator[Problem]:
    for at, each in enumerate(exercise.rounds):
        if each.after:
            yield ("rounds", at, "after"), "left out; this exercise has no ring"
    for loc, _ in _sourced(exercise):
        yield (*loc, "source"), "left out; this exercise has no ring"


def _about(ring: RingSpec, asked: tuple[str, ...]) -> Iterator[Problem]:
    for move, id in ring.leads_to.items():
        if move not in MOVES:
            yield ("ring", "leads_to", move), f"a next move: one of {', '.join(MOVES)}"
        elif move in ring.never_with:
            yield ("ring", "leads_to", move), "left out here, or in never_with"
        elif id not in asked:
            yield ("ring", "leads_to", move), f"the id of a cue of the first round; {id} is not asked about"
    for at, move in enumerate(ring.never_with):
        if move not in MOVES:
            yield ("ring", "never_with", at), f"a next move: one of {', '.join(MOVES)}"


def _plans(exercise: Exercise) -> Iterator[Problem]:
    for loc, at in _sourced(exercise):
        if not exercise.rounds[at].after:
            yield (*loc, "source"), "a round with `after: ring`; before it there is no ring to begin with"


def _asks_for_it(exercise: Exercise) -> bool:
    first = exercise.rounds[0]
    if not first.named or len(first.screens) != 1 or first.screens[0].voice != "receiver":
        return False
    moves = [
        part
        for part in first.screens[0].parts
        if kinds.adds(part) == "move" and part.visibility in ("shared", "ask")
    ]
    return len(moves) == 1 and first.screens[0].parts[0].visibility == "shared"


def _sourced(exercise: Exercise) -> Iterator[tuple[Loc, int]]:
    """Every plan that begins in a ring: its place, and that of its round."""
    for at, each in enumerate(exercise.rounds):
        for number, screen in enumerate(each.screens):
            for place in ("parts", "folded"):
                for index, part in enumerate(getattr(screen, place)):
                    if kinds.options_from(part) == "ring":
                        yield ("rounds", at, "screens", number, place, index), at
