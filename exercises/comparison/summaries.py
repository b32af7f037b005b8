"""What is its owner's alone, of a comparison.

That is: calm guesses, first thought against calm guess, the double standard, the lean.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from exercises.comparison import weights
from exercises.comparison.answers import OTHER, Own
from exercises.comparison.offered import Offered
from exercises.comparison.opened import Dir, Topic

Lean = Literal["more_worried", "less_worried"]


@dataclass(frozen=True)
class OnCue:
    """Two of one's own answers to a cue, subtracted. Shown as two sentences, never as a number."""

    cue: str
    value: int


@dataclass(frozen=True)
class Guessed:
    """A calm guess on an opened cue.

    hit: the partner says the same. projected: it is what I mean when I do it, and not what they mean.
    """

    cue: str
    hit: bool
    projected: bool


@dataclass(frozen=True)
class Private:
    """X's own page about the cues of a round. For X alone.

    hot_minus_calm: first thought minus calm guess. double_standard: how dark I read it in them, minus how
    dark it is when I do it. Both rest on X's own answers only, so they are there whatever the partner did.
    """

    guessed: tuple[Guessed, ...]
    hot_minus_calm: tuple[OnCue, ...]
    double_standard: tuple[OnCue, ...]

    @property
    def guesses(self) -> int:
        return len(self.guessed)

    @property
    def hits(self) -> int:
        return sum(guess.hit for guess in self.guessed)

    @property
    def projection(self) -> int:
        return sum(guess.projected for guess in self.guessed)


def private(
    own_x: Sequence[Own], offered_y: Mapping[str, Offered | None], opened: Collection[str]
) -> Private:
    """X's own page, from X's own answers, whatever X shared of them.

    offered_y: what Y offers of their meanings, by cue. opened: the cues whose direction X -> Y is opened.
    A guess is held against Y's meaning nowhere else, so a page leaves out a topic that is still folded.
    """
    guessed, hot_minus_calm, double_standard = [], [], []
    for own in own_x:
        if own.cue in opened:
            guess = _guessed(own, offered_y.get(own.cue))
            guessed += [guess] if guess else []
        hot = own.reading.threat if own.reading else None
        calm = own.guess.threat if own.guess else None
        mine = own.meaning.threat if own.meaning else None
        if hot is not None and calm is not None:
            hot_minus_calm.append(OnCue(own.cue, hot - calm))
        if hot is not None and mine is not None:
            double_standard.append(OnCue(own.cue, hot - mine))
    return Private(tuple(guessed), tuple(hot_minus_calm), tuple(double_standard))


def gaps(topics: Iterable[Topic], dir: Dir) -> tuple[int, ...]:
    """The gaps of one direction, for the lean of the person who reads there."""
    return tuple(topic.compared.gap for topic in topics if topic.dir == dir)


def lean(gaps: Sequence[int]) -> Lean | None:
    """Which way X's first thoughts lean over the opened gaps of a whole paired session. For X alone.

    None, mostly: there are few gaps, and they have to agree.
    """
    total = sum(gaps)
    nonzero = [gap for gap in gaps if gap]
    same_sign = sum((gap > 0) == (total > 0) for gap in nonzero)
    if (
        len(gaps) < weights.LEAN_LEAST_OPENED
        or len(nonzero) < weights.LEAN_LEAST_NONZERO
        or abs(total) < weights.LEAN_LEAST_MEAN * len(gaps)
        or same_sign * 100 < weights.LEAN_SAME_SIGN_PERCENT * len(nonzero)
    ):
        return None
    return "more_worried" if total > 0 else "less_worried"


def _guessed(own: Own, theirs: Offered | None) -> Guessed | None:
    """None when there is nothing that could be the same: own words on either side, na, or no guess."""
    guess, meaning = own.guess, own.meaning
    if guess is None or guess.threat is None or guess.pick == OTHER:
        return None
    if theirs is None or theirs.t is None or theirs.pick == OTHER:
        return None
    hit = guess.pick == theirs.pick
    projected = not hit and meaning is not None and meaning.pick == guess.pick
    return Guessed(own.cue, hit, projected)
