"""Every moment comes up: among couples who go through the whole list there is one who meets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

from exercises import library
from exercises.content.exercise import Exercise, Library
from exercises.library import SHIPPED
from exercises.steps.cue_selection import select_cues
from tests.support.examples import examples

CONTENT = library.load(SHIPPED)
COUPLES = examples(2_000, long=10_000)


def met_by(couple: Random, exercises: Sequence[Exercise], content: Library) -> set[str]:
    """What one couple meets who go through all of these: where to begin first, then in any order."""
    others = [each for each in exercises if not each.core]
    couple.shuffle(others)
    used: list[str] = []
    for at, exercise in enumerate([each for each in exercises if each.core] + others):
        drawn = select_cues(exercise, content, couple.randbytes(32), at == 0, used, used[::-1])
        used += [id for ids in drawn.values() for id in ids if id not in used]
    return set(used)


def test_every_moment_is_met_by_some_of_two_thousand_couples() -> None:
    couples = Random(3)
    asking = [each for each in CONTENT.listed() if any(round.cues is not None for round in each.rounds)]
    met: Counter[str] = Counter()
    for _ in range(COUPLES):
        met.update(met_by(couples, asking, CONTENT))
    assert set(CONTENT.cues) == set(met), sorted(set(CONTENT.cues) - set(met))
    for id, cue in CONTENT.cues.items():
        if cue.sensitivity != "low":
            assert met[id] == COUPLES, f"{id} is named, so whoever does everything meets it"


def test_without_the_exercise_that_names_them_some_would_never_be_met() -> None:
    """So what the test above holds could fail."""
    few = [each for each in CONTENT.listed() if each.id != "closer-moments"]
    couples = Random(3)
    met = set().union(*(met_by(couples, few, CONTENT) for _ in range(5)))
    assert {id for id, cue in CONTENT.cues.items() if cue.sensitivity == "high"} & met == set()
