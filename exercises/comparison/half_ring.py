"""What is shown where there is no ring: half of one, or else two first thoughts. Pure.

All of it follows from what both showed. What somebody keeps counts as if it didn't come up, and a move that
is kept as one that leads nowhere; so for whatever is shown here there are answers, all of them shown, that
show the same. That needs one thing more. Whoever showed everything knows what they would do next, and would
see in half of a ring that it closes: that the ring is missing would tell them that something was kept. Such
a half is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from couples.positions import BOTH, FIRST, Position, other
from exercises.comparison.ring import Given, Half, RingRule, Shared, leads_to


@dataclass(frozen=True)
class HalfRing:
    """One of the two reads a moment and does something, which is another moment to the other.

    starts: who reads first. half: what they read and would then do. then: the moment that this is to the
    other.
    """

    starts: Position
    half: Half
    then: str


@dataclass(frozen=True)
class TwoThoughts:
    """One first thought of each: the moment that the first seat reads, and the one that the second reads."""

    first: str
    second: str

    def of(self, position: Position) -> str:
        return self.first if position == FIRST else self.second


@dataclass(frozen=True)
class _Found:
    half: HalfRing
    threats: tuple[int, int]


def instead(moments: Sequence[Shared], rule: RingRule, begins: Position) -> HalfRing | TwoThoughts | None:
    """Return what stands in place of a ring; None where one of the two showed nothing that could.

    Asked where there is no ring. Of several halves the darkest is shown, then the one whose moments were
    asked first, then that of whoever begins: whoever swaps the two people gets the same one, turned round.
    """
    place = {each.cue: at for at, each in enumerate(moments)}

    def order(found: _Found) -> tuple[int, int, int, int, bool]:
        half = found.half
        return (
            -sum(found.threats),
            -max(found.threats),
            place[half.half.cue],
            place[half.then],
            half.starts != begins,
        )

    best = min(_halves(moments, rule), key=order, default=None)
    return best.half if best is not None else _two_thoughts(moments, rule)


def _halves(moments: Sequence[Shared], rule: RingRule) -> Iterator[_Found]:
    by_cue = {each.cue: each for each in moments}
    whole = {who: all(_is_whole(each.of(who)) for each in moments) for who in BOTH}
    for starts in BOTH:
        answers = other(starts)
        tells_of_it = whole[answers] and not whole[starts]
        for each in moments:
            read, then = each.of(starts), leads_to(each.of(starts), rule)
            seen = by_cue[then].of(answers) if then in by_cue else None
            if read is None or seen is None or each.cue not in rule.low or then not in rule.low:
                continue
            if not _is_bearable(read, rule) or not _is_bearable(seen, rule):
                continue
            if tells_of_it and leads_to(seen, rule) == each.cue:
                continue
            assert read.t is not None and seen.t is not None
            yield _Found(HalfRing(starts, Half(each.cue, read.move), then), (read.t, seen.t))


def _two_thoughts(moments: Sequence[Shared], rule: RingRule) -> TwoThoughts | None:
    """Of the same moment where there is one that both read, else the darkest of each."""
    first, second = (_thoughts(moments, rule, who) for who in BOTH)
    if not first or not second:
        return None
    same = [cue for cue in first if cue in second]
    if same:
        cue = max(same, key=lambda cue: (first[cue] + second[cue], max(first[cue], second[cue])))
        return TwoThoughts(cue, cue)
    return TwoThoughts(max(first, key=first.__getitem__), max(second, key=second.__getitem__))


def _thoughts(moments: Sequence[Shared], rule: RingRule, who: Position) -> Mapping[str, int]:
    """How dark each thought is that this seat showed and that can be looked at together, as it was asked."""
    found = {each.cue: each.of(who) for each in moments if each.cue in rule.low}
    return {
        cue: given.t
        for cue, given in found.items()
        if given is not None and given.t is not None and _is_bearable(given, rule)
    }


def _is_bearable(given: Given, rule: RingRule) -> bool:
    return given.t is not None and given.t <= rule.up_to


def _is_whole(given: Given | None) -> bool:
    return given is not None and given.is_whole
