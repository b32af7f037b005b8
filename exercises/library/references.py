"""What parts refer to: other parts, earlier rounds, the items of a screen. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from exercises.content import kinds
from exercises.content.exercise import Exercise, Loc, Problem, ScreenSpec
from exercises.content.kinds import Around, Placed

Found = tuple[Loc, Placed]


def problems(exercise: Exercise) -> Iterator[Problem]:
    """Yield every reference that leads nowhere, or where nothing can be found."""
    found = list(_placed(exercise))
    placed = [each for _, each in found]
    for loc, each in found:
        yield from _about(loc, each, placed)
        around = Around(placed, has_cues=exercise.rounds[each.round].cues is not None)
        for key, message in kinds.slips(each, around):
            yield (*loc, *key), message
    for at, round in enumerate(exercise.rounds):
        for number, screen in enumerate(round.screens):
            yield from _alike(screen, ("rounds", at, "screens", number), [p for p in placed if p.round == at])


def _placed(exercise: Exercise) -> Iterator[Found]:
    for at, round in enumerate(exercise.rounds):
        for number, screen in enumerate(round.screens):
            for place in ("parts", "folded"):
                for index, part in enumerate(getattr(screen, place)):
                    loc: Loc = ("rounds", at, "screens", number, place, index)
                    voice, per = screen.voice is not None, bool(screen.per)
                    yield loc, kinds.placed(part, at, screen.id, voice=voice, per=per)


def _about(loc: Loc, each: Placed, placed: list[Placed]) -> Iterator[Problem]:
    """What a step is about has to be opened before, and to be one thing."""
    id = kinds.about(each.part)
    if not id:
        return
    found = [other for other in placed if other.part.id == id]
    loc = (*loc, "about")
    if len(found) != 1 or found[0].voice or found[0].per:
        yield loc, "the id of one part of a plain screen"
    elif found[0].round >= each.round:
        yield loc, f"the id of a part of an earlier round; {id} is not opened before this one"
    elif found[0].part.visibility not in ("shared", "ask"):
        yield loc, f"the id of a part that can be shared; {id} stays with its owner"


def _alike(screen: ScreenSpec, loc: Loc, placed: list[Placed]) -> Iterator[Problem]:
    if (screen.alike or screen.chosen_by) and not screen.per:
        if screen.voice is None:
            yield loc, "alike and chosen_by only where there is a list `per`"
        return
    if screen.chosen_by and not screen.alike:
        yield (*loc, "chosen_by"), "alike, too: what both have to agree on to be shown at once"
    if screen.alike and not any(
        part.id == screen.alike and part.visibility in ("shared", "ask") for part in screen.all_parts
    ):
        yield (*loc, "alike"), "the id of a part of this screen that can be shared"
    if screen.chosen_by and not any(
        each.part.id == screen.chosen_by and kinds.source(each.part) == screen.id for each in placed
    ):
        yield (*loc, "chosen_by"), f"the id of a part of this round that chooses from {screen.id}"
