"""Which cues a session asks about, and in which order readings stand. Pure.

Nothing is left to chance: everything is sorted by an HMAC under a key of the couple's, so both seats
get the same, a second session another, and nobody without the key can tell which it will be.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Collection, Iterable

from exercises.cues import Cue, Reading
from exercises.library.models import Exercise, Library, Round

NEVER_FIRST = frozenset({"friends", "money", "intimacy"})  # themes that a round does not start with
DRAWN = "low"  # the sensitivity of what is drawn; everything else has to be asked for by name

Wanted = Callable[[Cue], bool]


def draw(
    exercise: Exercise, library: Library, key: bytes, first: bool, used: Collection[str] = ()
) -> dict[str, tuple[str, ...]]:
    """Return the cues of each round, by round id, in order.

    A round that names its cues gets them. Otherwise only cues of low sensitivity are drawn, from at least
    two themes, none twice; a round with `one_of` has exactly one of that theme; no round starts with
    friends, money or intimacy; what is in `used` comes again only when nothing else is left. `first`: the
    couple's first session, in which the core exercise begins with the cues chosen for that.
    """
    opening = library.first_session.round_1 if first and exercise.core else ()
    taken = {id for each in exercise.rounds if not isinstance(each.cues, int) for id in each.cues}
    drawn = {each.id: each.cues for each in exercise.rounds if not isinstance(each.cues, int)}
    open_rounds = [each for each in exercise.rounds if isinstance(each.cues, int)]
    if opening and open_rounds and open_rounds[0] is exercise.rounds[0]:
        chosen = opening[: _count(open_rounds[0])]
        drawn[open_rounds[0].id] = chosen
        taken.update(chosen)
        if len(chosen) == _count(open_rounds[0]):
            open_rounds = open_rounds[1:]

    def ranked(round_id: str) -> list[Cue]:
        cues = [cue for cue in library.cues.values() if cue.sensitivity == DRAWN and cue.id not in taken]
        return sorted(
            cues, key=lambda cue: (cue.id in used, _rank(key, "draw", exercise.id, round_id, cue.id))
        )

    # The theme that a round asks for is set aside first, so that an earlier round does not use it up.
    promised: dict[str, Cue] = {}
    for each in open_rounds:
        if each.one_of:
            promised[each.id] = next(cue for cue in ranked(each.id) if cue.theme == each.one_of)
            taken.add(promised[each.id].id)
    for each in open_rounds:
        picks = _pick(each, ranked(each.id), promised.get(each.id))
        taken.update(cue.id for cue in picks)
        drawn[each.id] = tuple(cue.id for cue in _in_order(picks, key, each.id))
    return {each.id: drawn[each.id] for each in exercise.rounds}


def shuffled(readings: Iterable[Reading], key: bytes, cue_id: str) -> tuple[Reading, ...]:
    """Return a cue's readings in the order in which they stand: the same for both seats."""
    return tuple(sorted(readings, key=lambda reading: _rank(key, "order", cue_id, reading.id)))


def _pick(each: Round, candidates: list[Cue], promised: Cue | None) -> list[Cue]:
    picks = [promised] if promised else []
    pool = [cue for cue in candidates if not promised or cue.theme != each.one_of] or candidates
    while len(picks) < _count(each) and pool:
        wanted: list[Wanted] = []
        if len(picks) == _count(each) - 1:  # the last one makes up for what the others lack
            if not any(map(_may_start, picks)):
                wanted.append(_may_start)
            if len({cue.theme for cue in picks}) == 1:
                wanted.append(_of_another_theme(picks[0].theme))
        chosen = _best(pool, wanted)
        picks.append(chosen)
        pool.remove(chosen)
    return picks


def _best(pool: list[Cue], wanted: list[Wanted]) -> Cue:
    """Return the first cue that is all that is wanted; where there is none, as much of it as there is."""
    while wanted:
        fitting = [cue for cue in pool if all(each(cue) for each in wanted)]
        if fitting:
            return fitting[0]
        wanted = wanted[:-1]
    return pool[0]


def _in_order(picks: list[Cue], key: bytes, round_id: str) -> list[Cue]:
    ordered = sorted(picks, key=lambda cue: _rank(key, "place", round_id, cue.id))
    start = next((cue for cue in ordered if _may_start(cue)), ordered[0])
    return [start, *(cue for cue in ordered if cue is not start)]


def _may_start(cue: Cue) -> bool:
    return cue.theme not in NEVER_FIRST


def _of_another_theme(theme: str) -> Wanted:
    return lambda cue: cue.theme != theme


def _count(each: Round) -> int:
    return each.cues if isinstance(each.cues, int) else len(each.cues)


def _rank(key: bytes, *labels: str) -> bytes:
    return hmac.digest(key, "|".join(("meant/v1", *labels)).encode(), "sha256")
