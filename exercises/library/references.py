"""What parts refer to: other parts, earlier rounds, the items of a screen. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exercises.content import kinds
from exercises.content.exercise import Exercise, Loc, Problem, ScreenSpec
from exercises.content.kinds import Part

CAN_BE_GUESSED = ("own_meaning", "choose_one", "choose_many")


@dataclass(frozen=True)
class _Placed:
    """A part, and where it stands."""

    part: Part
    screen: ScreenSpec
    round: int
    loc: Loc


def problems(exercise: Exercise) -> Iterator[Problem]:
    """Yield every reference that leads nowhere, or where nothing can be found."""
    placed = list(_placed(exercise))
    for each in placed:
        yield from _about(each, placed)
        yield from _of(each, placed)
        yield from _source(each, placed, exercise)
    for at, round in enumerate(exercise.rounds):
        for number, screen in enumerate(round.screens):
            yield from _alike(screen, ("rounds", at, "screens", number), [p for p in placed if p.round == at])


def _placed(exercise: Exercise) -> Iterator[_Placed]:
    for at, round in enumerate(exercise.rounds):
        for number, screen in enumerate(round.screens):
            for place in ("parts", "folded"):
                for index, part in enumerate(getattr(screen, place)):
                    loc: Loc = ("rounds", at, "screens", number, place, index)
                    yield _Placed(part, screen, at, loc)


def _about(each: _Placed, placed: list[_Placed]) -> Iterator[Problem]:
    """What a step is about has to be opened before, and to be one thing."""
    id = kinds.about(each.part)
    if not id:
        return
    found = [other for other in placed if other.part.id == id]
    loc = (*each.loc, "about")
    if len(found) != 1 or found[0].screen.voice is not None or found[0].screen.per:
        yield loc, "the id of one part of a plain screen"
    elif found[0].round >= each.round:
        yield loc, f"the id of a part of an earlier round; {id} is not opened before this one"
    elif found[0].part.visibility not in ("shared", "ask"):
        yield loc, f"the id of a part that can be shared; {id} stays with its owner"


def _of(each: _Placed, placed: list[_Placed]) -> Iterator[Problem]:
    if not isinstance(each.part, kinds.predict.Part):
        return
    targets = [other for other in placed if other.part.id == each.part.of]
    of = [other.part for other in targets]
    found = {part.kind for part in of}
    if any(other.screen.per for other in targets):
        yield (*each.loc, "of"), "the id of a part that is asked once; a guess can't be about a list `per`"
    elif each.part.free:
        if not found or any(other.screen.voice is not None for other in targets):
            yield (*each.loc, "of"), "the id of a part of this exercise, on a plain screen"
    elif not found & set(CAN_BE_GUESSED):
        yield (*each.loc, "of"), "the id of an own_meaning part of this exercise, or of a choice"
    elif any(kinds.source(part) for part in of):
        yield (*each.loc, "of"), "the id of a choice that has its options written out"
    elif ("own_meaning" in found) != (each.screen.voice is not None):
        yield (*each.loc, "of"), "a meaning on a screen with a voice, a choice on a plain one"


def _source(each: _Placed, placed: list[_Placed], exercise: Exercise) -> Iterator[Problem]:
    source = kinds.source(each.part)
    if not source or isinstance(each.part, kinds.if_then.Part):  # library.ring looks at these
        return
    loc = (*each.loc, "source")
    if source == "cues":
        if exercise.rounds[each.round].cues is None:
            yield loc, "a round with cues; this one has none to choose from"
    elif source == "stories":
        if not any(
            isinstance(other.part, kinds.alternatives.Part) and other.part.about and other.round < each.round
            for other in placed
        ):
            yield loc, "an earlier round in which both find stories for the other's moment"
    elif not any(other.screen.id == source and other.screen.per for other in placed):
        yield loc, f"cues, or the id of a screen with a list `per`; there is no {source}"


def _alike(screen: ScreenSpec, loc: Loc, placed: list[_Placed]) -> Iterator[Problem]:
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
