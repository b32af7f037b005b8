"""Which cues a session asks about, and in which order readings stand. Pure.

Nothing is left to chance: everything is sorted by an HMAC under a key of the couple's, so both seats
get the same, a second session another, and nobody without the key can tell which it will be.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from exercises.content.cues import Cue, Reading
from exercises.content.exercise import KIND_ACTS, MOST_TALKED_ABOUT, TALKED_ABOUT, Exercise, Library, Round

NEVER_FIRST = frozenset({"friends", "money", "intimacy"})  # themes that a round does not start with
DRAWN = "low"  # the sensitivity of what is drawn; everything else has to be asked for by name
LEAST_TO_CHOOSE_FROM = 3  # where few moments were talked about, others are drawn beside them

Wanted = Callable[[Cue], bool]


@dataclass(frozen=True)
class _Open:
    """A round that is drawn for: the cues that it has for sure, and how many it gets.

    gentle: two people begin with it, so a kind act is among its cues.
    """

    round: Round
    begun: tuple[Cue, ...]
    count: int
    gentle: bool

    @property
    def theme(self) -> str:
        """The theme that one of its cues has and no other that is drawn; "" where there is none."""
        one_of = self.round.one_of if self.round.drawn else ""
        return one_of or (KIND_ACTS if self.gentle else "")

    @property
    def asks_for(self) -> str:
        """The theme that one of its cues is still to have, or ""."""
        return "" if any(cue.theme == self.theme for cue in self.begun) else self.theme


def select_cues(
    exercise: Exercise,
    library: Library,
    key: bytes,
    first: bool,
    used: Collection[str] = (),
    talked_about: Sequence[str] = (),
) -> dict[str, tuple[str, ...]]:
    """Return the cues of each round, by round id, in order; () for a round of plain screens.

    A round that names its cues gets them. A round about what was talked about gets the newest few of
    `talked_about` (ids, newest first) that still exist, in that order; fewer than LEAST_TO_CHOOSE_FROM are
    filled up with drawn ones. What is drawn is of low sensitivity, and a round that is drawn for has cues of
    at least two themes and does not start with friends, money or intimacy; one with `one_of` has exactly
    one cue of that theme. No cue comes twice. What is in `used` comes again only when nothing else that fits
    is left, and a theme that a round asks for is kept for that round once more than half of it has come up.
    `first`: the couple's first session, in which the core exercise begins with the cues chosen for that, and
    the first round of any exercise that is drawn for has a kind act.
    """
    opening = library.first_session.round_1 if exercise.core else ()
    rounds = _for_sure(exercise, library, opening if first else (), talked_about, first)
    drawn = {each.id: each.named for each in exercise.rounds}
    taken = {id for ids in drawn.values() for id in ids}.union(cue.id for r in rounds for cue in r.begun)
    pool = _Pool(exercise.id, library, key, frozenset(used), taken, {each.asks_for for each in rounds} - {""})
    promised = {each.round.id: pool.promise(each) for each in rounds}
    for each in rounds:
        id = each.round.id
        picks = pool.take(_pick(each, pool.ranked(id), promised[id]))
        drawn[id] = tuple(cue.id for cue in (*each.begun, *_in_order(picks, key, id)))
    return drawn


def _for_sure(
    exercise: Exercise, library: Library, opening: Sequence[str], talked_about: Sequence[str], first: bool
) -> list[_Open]:
    """The rounds that are drawn for, each with the cues that it has for sure; `opening` is for round one."""
    taken = {id for each in exercise.rounds for id in each.named}
    rounds: list[_Open] = []
    for at, each in enumerate(exercise.rounds):
        if each.cues == TALKED_ABOUT:
            chosen, most = talked_about, MOST_TALKED_ABOUT
        elif each.drawn:
            chosen, most = () if at else opening, each.drawn
        else:
            continue
        there = [id for id in dict.fromkeys(chosen) if id in library.cues and id not in taken][:most]
        begun = tuple(library.cues[id] for id in there)
        count = each.drawn or max(len(begun), LEAST_TO_CHOOSE_FROM)
        rounds.append(_Open(each, begun, count, gentle=first and at == 0))
        taken.update(there)
    return rounds


@dataclass
class _Pool:
    """What is left to draw. taken: ids that no round gets any more. asked_for: themes that a round needs."""

    exercise: str
    library: Library
    key: bytes
    used: Collection[str]
    taken: set[str]
    asked_for: Collection[str]

    def ranked(self, round_id: str) -> list[Cue]:
        """Every cue that this round could get, the first one first."""
        cues = [cue for cue in self.library.cues.values() if cue.sensitivity == DRAWN]
        kept = {theme for theme in self.asked_for if _half_gone(theme, cues, self.taken.union(self.used))}
        return sorted(
            (cue for cue in cues if cue.id not in self.taken),
            key=lambda cue: (
                cue.id in self.used,
                cue.theme in kept,
                _rank(self.key, "draw", self.exercise, round_id, cue.id),
            ),
        )

    def promise(self, each: _Open) -> Cue | None:
        """Set aside a cue of the theme that a round asks for, so that an earlier round does not use it up."""
        fitting = [cue for cue in self.ranked(each.round.id) if cue.theme == each.asks_for]
        return self.take(fitting[:1])[0] if fitting else None

    def take(self, cues: list[Cue]) -> list[Cue]:
        self.taken.update(cue.id for cue in cues)
        return cues


def shuffled(readings: Iterable[Reading], key: bytes, cue_id: str) -> tuple[Reading, ...]:
    """Return a cue's readings in the order in which they stand: the same for both seats."""
    return tuple(sorted(readings, key=lambda reading: _rank(key, "order", cue_id, reading.id)))


def _pick(each: _Open, candidates: list[Cue], promised: Cue | None) -> list[Cue]:
    """Return what the round gets beside the cues that it has for sure."""
    picks = [promised] if promised else []
    pool = [cue for cue in candidates if not each.theme or cue.theme != each.theme] or candidates
    while len(each.begun) + len(picks) < each.count and pool:
        so_far = [*each.begun, *picks]
        wanted: list[Wanted] = []
        if len(so_far) == each.count - 1:  # the last one makes up for what the others lack
            if not each.begun and not any(map(_may_start, picks)):
                wanted.append(_may_start)
            if len({cue.theme for cue in so_far}) == 1:
                wanted.append(_of_another_theme(so_far[0].theme))
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
    start = next((cue for cue in ordered if _may_start(cue)), None)
    return sorted(ordered, key=lambda cue: cue is not start)


def _half_gone(theme: str, cues: Iterable[Cue], gone: Collection[str]) -> bool:
    """Whether more than half of a theme has come up."""
    left = [cue.id not in gone for cue in cues if cue.theme == theme]
    return 2 * sum(left) < len(left)


def _may_start(cue: Cue) -> bool:
    return cue.theme not in NEVER_FIRST


def _of_another_theme(theme: str) -> Wanted:
    return lambda cue: cue.theme != theme


def _rank(key: bytes, *labels: str) -> bytes:
    return hmac.digest(key, "|".join(("meant/v1", *labels)).encode(), "sha256")
