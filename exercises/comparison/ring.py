"""The ring: what I would do next is itself a moment that you read. Pure.

From what both shared of one round: at most one ring of four stations. The second does something, the first
thinks of it and does something in turn, the second thinks of that and does what began it. A longer way round
is not shown, and where one of the two keeps any of it there is none. What is shown then is `half_ring`'s.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from couples.positions import FIRST, SECOND, Position


@dataclass(frozen=True)
class Given:
    """What somebody shared of one moment when the other does it.

    t: how it reads, -2..2; None: it doesn't come up with them. move: what they would do then; "" where they
    did not share that.
    """

    t: int | None
    move: str = ""

    @property
    def is_whole(self) -> bool:
        return self.t is None or bool(self.move)


@dataclass(frozen=True)
class Shared:
    """What both shared of one moment; None for what was kept, passed or never given."""

    cue: str
    first: Given | None
    second: Given | None

    def of(self, position: Position) -> Given | None:
        return self.first if position == FIRST else self.second


@dataclass(frozen=True)
class RingRule:
    """What a ring may be made of.

    leads_to: the moment that a move is, to the one who sees it; any other move leads nowhere. low: the
    moments that may be in a ring. never_with: moves that are in none. up_to: the darkest that a thought in
    it may be.
    """

    leads_to: Mapping[str, str]
    low: Collection[str]
    never_with: Collection[str] = ()
    up_to: int = 1


@dataclass(frozen=True)
class Half:
    """One person's half: the moment that they read when the other does it, and what they would do then."""

    cue: str
    move: str


@dataclass(frozen=True)
class Ring:
    """Two halves that lead into each other, and no more than what is drawn of them."""

    first: Half
    second: Half

    def of(self, position: Position) -> Half:
        return self.first if position == FIRST else self.second


@dataclass(frozen=True)
class _Found:
    ring: Ring
    threats: tuple[int, int]


def find(moments: Sequence[Shared], rule: RingRule, begins: Position) -> Ring | None:
    """Return the ring to show, None where there is none.

    moments: all that were asked about, in their order. Of several rings the darkest is shown, then the one
    whose moments were asked first; so who of the two sits where decides nothing. Two that are alike in all
    that are mirror images: then it is the one in which `begins` reads the earlier moment. Whoever swaps the
    two people gets the same ring, turned round.
    """
    given = [one for each in moments for one in (each.first, each.second)]
    if not all(one is not None and one.is_whole for one in given):
        return None
    place = {each.cue: at for at, each in enumerate(moments)}

    def order(found: _Found) -> tuple[int, int, list[int], int]:
        read = {FIRST: place[found.ring.first.cue], SECOND: place[found.ring.second.cue]}
        return -sum(found.threats), -max(found.threats), sorted(read.values()), read[begins]

    best = min(_rings({each.cue: each for each in moments}, rule), key=order, default=None)
    return best.ring if best is not None else None


def _rings(moments: Mapping[str, Shared], rule: RingRule) -> Iterator[_Found]:
    for cue, each in moments.items():
        back = moments.get(leads_to(each.first, rule))
        if each.first is None or back is None or back.second is None or leads_to(back.second, rule) != cue:
            continue
        if cue not in rule.low or back.cue not in rule.low or each.first.t is None or back.second.t is None:
            continue
        ring = Ring(Half(cue, each.first.move), Half(back.cue, back.second.move))
        yield _Found(ring, (each.first.t, back.second.t))


def leads_to(given: Given | None, rule: RingRule) -> str:
    """The moment that this becomes for the other; "" where it leads nowhere."""
    if given is None or given.t is None or given.t > rule.up_to or given.move in rule.never_with:
        return ""
    return rule.leads_to.get(given.move, "")
