"""What has to agree within an exercise and with the cues around it.

Pure. Each problem is a place (as pydantic names one) and what would be right there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from exercises.content import kinds
from exercises.content.cues import Cue
from exercises.content.exercise import KIND_ACTS, REPEATED, TRIES, Exercise, FirstSession, Loc, Problem, Round
from exercises.library import follow_up, one_screen, openers, references, ring_agreement

__all__ = ["Loc", "Problem", "first_session", "with_cues", "within"]


def within(exercise: Exercise) -> Iterator[Problem]:
    """Ids that come twice, parts that do not fit their screen, words that are about nothing."""
    yield from _twice([each.id for each in exercise.rounds], ("rounds",), "id")
    yield from _steps_twice(exercise)
    repeats = {id for each in exercise.rounds for id in _with_repeats(each.id, each)[1:]}
    for at, each in enumerate(exercise.rounds):
        if each.id in repeats:
            yield ("rounds", at, "id"), f"another id; {each.id} is what a further try is called"
        yield from _round(exercise, at, each)
        for number, screen in enumerate(each.screens):
            yield from one_screen.problems(each, screen, ("rounds", at, "screens", number))
    yield from references.problems(exercise)
    yield from ring_agreement.within(exercise)
    yield from follow_up.problems(exercise)
    yield from openers.problems(exercise)


def _steps_twice(exercise: Exercise) -> Iterator[Problem]:
    """A step is named after its screen: no id twice, and in a round no voice."""
    plain: set[str] = set()
    for at, each in enumerate(exercise.rounds):
        voices: set[str] = set()
        for number, screen in enumerate(each.screens):
            loc: Loc = ("rounds", at, "screens", number)
            if screen.voice is not None:
                if screen.voice in voices:
                    yield (
                        (*loc, "voice"),
                        "one screen a voice in a round; the voice is part of the id of a step",
                    )
                voices.add(screen.voice)
            elif screen.id:
                ids = _with_repeats(screen.id, each)
                if plain.intersection(ids):
                    yield (*loc, "id"), f"an id of its own; {screen.id} is taken"
                plain.update(ids)


def _with_repeats(id: str, each: Round) -> list[str]:
    """This id of a round or a screen, and what it is called in further tries."""
    return [id, *(id + REPEATED.format(number=n) for n in range(2, TRIES + 1) if each.until)]


def _round(exercise: Exercise, at: int, each: Round) -> Iterator[Problem]:
    loc: Loc = ("rounds", at)
    parts = [part for screen in each.screens for part in screen.all_parts]
    offered = [part for part in parts if part.visibility not in ("self", "device")]
    if each.reveal == "none" and offered:
        yield (*loc, "reveal"), "card_by_card; something in this round can be shared"
    if each.reveal != "none" and not offered:
        yield (*loc, "reveal"), "none; nothing in this round can be shared"
    if each.cues is not None and not any(
        screen.voice is not None or any(kinds.options_from(part) == "moments" for part in screen.all_parts)
        for screen in each.screens
    ):
        yield (*loc, "cues"), "left out; no screen of this round asks about a moment"
    if each.one_of and not each.drawn:
        yield (*loc, "one_of"), "left out; it is about moments that are drawn by number"
    gates = [
        number for number, screen in enumerate(each.screens) if any(map(kinds.is_gate, screen.all_parts))
    ]
    if gates and (gates != [0] or at == 0 or len(each.screens) == 1 or len(each.screens[0].all_parts) > 1):
        yield (
            (*loc, "screens", gates[-1]),
            "a ready gate alone on the first screen of a further round, with screens behind it",
        )
    if gates and each.optional:
        yield (*loc, "optional"), "left out; the ready gate asks already"
    if at == 0 and each.optional:
        yield (*loc, "optional"), "left out; the first round is not offered, it begins"
    asked = exercise.rounds[at - 1] if at else None
    if asked is not None and asked.reveal == "none" and (gates or each.optional):
        yield loc, "a round with cards before it; a question to both follows cards, not what each did alone"
    said_back = [screen for screen in each.screens if any(map(kinds.says_back, screen.all_parts))]
    first = next((p for p in said_back[0].all_parts if kinds.takes_answer(p)), None) if said_back else None
    if each.until and (len(said_back) > 1 or first is None or not kinds.says_back(first)):
        yield loc, "one paraphrase, first on its screen: its words are said back until they fit"
    if each.until and (at != len(exercise.rounds) - 1 or each.cues is not None or at == 0):
        yield loc, "the last round, without cues: words that are said back until they fit come last"


def with_cues(exercise: Exercise, cues: Mapping[str, Cue]) -> Iterator[Problem]:
    """Cues that are not there, and draws for which there are too few."""
    low = Counter(cue.theme for cue in cues.values() if cue.sensitivity == "low")
    named: set[str] = set()
    drawn = 0
    for at, each in enumerate(exercise.rounds):
        loc: Loc = ("rounds", at, "cues")
        drawn += each.drawn
        if each.one_of and not low[each.one_of]:
            yield ("rounds", at, "one_of"), "a theme that has a cue of low sensitivity"
        for number, id in enumerate(each.named):
            if id not in cues:
                yield (*loc, number), f"the id of a cue; there is no {id}"
            elif id in named:
                yield (*loc, number), f"each cue once in an exercise; {id} has been asked about"
            named.add(id)
    yield from ring_agreement.with_cues(exercise, cues)
    if drawn > low.total():
        yield ("rounds",), f"no more cues than the {low.total()} of low sensitivity that can be drawn"


def first_session(first: FirstSession, cues: Mapping[str, Cue]) -> Iterator[Problem]:
    """The first session needs cues that exist, each once, of low sensitivity, and a kind act among them."""
    for at, id in enumerate(first.round_1):
        if id not in cues:
            yield ("round_1", at), f"the id of a cue; there is no {id}"
        elif cues[id].sensitivity != "low":
            yield ("round_1", at), "a cue of low sensitivity"
    if len(set(first.round_1)) != len(first.round_1):
        yield ("round_1",), "each cue once"
    known = [cues[id].theme for id in first.round_1 if id in cues]
    if len(known) == len(first.round_1) and KIND_ACTS not in known:
        yield ("round_1",), f"a kind act among them, a moment of the theme {KIND_ACTS}"


def _twice(ids: list[str], loc: Loc, key: str) -> Iterator[Problem]:
    for at, id in enumerate(ids):
        if id in ids[:at]:
            yield (*loc, at, key), f"an id of its own; {id} is taken"
