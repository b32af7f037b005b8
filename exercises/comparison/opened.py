"""A round: every direction compared, the topics among them, and what is opened to both.

What is not opened appears nowhere until both asked to open the rest. So an unopened direction may be a small
difference, a second tender one, a kept or a passed answer, or nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from couples.positions import FIRST, SECOND, Position
from exercises.comparison import weights
from exercises.comparison.cues import Compared, Direction, compare
from exercises.comparison.offered import Offered

Dir = Literal["AB", "BA"]  # who reads, then who acts

READER: dict[Dir, Position] = {"AB": FIRST, "BA": SECOND}
ACTOR: dict[Dir, Position] = {"AB": SECOND, "BA": FIRST}
DIRS: tuple[Dir, Dir] = ("AB", "BA")


@dataclass(frozen=True)
class Offers:
    """What one person offers on one cue; None for whatever was not given, passed or kept."""

    reading: Offered | None = None
    meaning: Offered | None = None


@dataclass(frozen=True)
class CueOffers:
    """What both offer on one cue."""

    cue: str
    first: Offers
    second: Offers

    def of(self, position: Position) -> Offers:
        return self.first if position == FIRST else self.second


@dataclass(frozen=True)
class CueDirections:
    """One cue compared both ways."""

    cue: str
    ab: Direction
    ba: Direction

    def to(self, dir: Dir) -> Direction:
        return self.ab if dir == "AB" else self.ba


@dataclass(frozen=True)
class Topic:
    """One cue in one direction that both shared."""

    cue: str
    dir: Dir
    compared: Compared

    @property
    def reader(self) -> Position:
        return READER[self.dir]

    @property
    def actor(self) -> Position:
        return ACTOR[self.dir]


@dataclass(frozen=True)
class RoundComparison:
    """A round, compared. shared_first, start_here, then and when_ready name opened directions only.

    opened: in the order in which they are shown, when_ready among them (it stays folded until both open it).
    rest: what both shared and is not opened, in the order of the cues; for "Open the rest".
    """

    cues: tuple[CueDirections, ...]
    shared_first: Topic | None
    start_here: Topic | None
    then: tuple[Topic, ...]
    when_ready: Topic | None
    opened: tuple[Topic, ...]
    rest: tuple[Topic, ...]

    @property
    def cards(self) -> tuple[Topic, ...]:
        """What is opened without the folded topic: what both see, count and go through."""
        return tuple(topic for topic in self.opened if topic != self.when_ready)


def compare_round(cues: Sequence[CueOffers]) -> RoundComparison:
    """Compare the cues of one round, in the order in which they were asked."""
    compared = tuple(
        CueDirections(
            cue=each.cue,
            ab=compare(each.first.reading, each.second.meaning),
            ba=compare(each.second.reading, each.first.meaning),
        )
        for each in cues
    )
    topics = _topics(compared)
    alike = [topic for topic in topics if topic.compared.tier == 0]
    differing = sorted((topic for topic in topics if topic.compared.tier == 1), key=_urgency)
    tender = sorted((topic for topic in topics if topic.compared.tier == 2), key=_priority)

    shared_first, start_here, when_ready = _first(alike), _first(differing), _first(tender)
    then = _then(differing)
    shown = [shared_first, start_here, *then, when_ready]
    order = [topic for topic in shown if topic is not None]
    order += [topic for topic in (*differing, *alike) if topic not in order]

    opened = tuple(order[: weights.most_opened(len(cues))])
    return RoundComparison(
        cues=compared,
        shared_first=_within(shared_first, opened),
        start_here=_within(start_here, opened),
        then=tuple(topic for topic in then if topic in opened),
        when_ready=_within(when_ready, opened),
        opened=opened,
        rest=tuple(topic for topic in topics if topic not in opened),
    )


def _topics(cues: Iterable[CueDirections]) -> list[Topic]:
    """Every compared direction, by cue; which direction comes first alternates."""
    topics = []
    for index, each in enumerate(cues):
        for dir in DIRS if index % 2 == 0 else reversed(DIRS):
            direction = each.to(dir)
            if direction.status == "compared":
                topics.append(Topic(each.cue, dir, direction))
    return topics


def _urgency(topic: Topic) -> tuple[bool, float]:
    """About us or not before any harmless difference. Sorting is stable: cue and direction decide ties."""
    return topic.compared.kind != "about_us_or_not", _priority(topic)


def _priority(topic: Topic) -> float:
    return -topic.compared.priority


def _then(differing: Sequence[Topic]) -> tuple[Topic, ...]:
    """Up to two more; the first of them lets the other direction have its turn if it weighs enough."""
    if not differing:
        return ()
    start, *others = differing
    enough = weights.OTHER_DIRECTION_FROM * start.compared.priority
    for topic in others:
        if topic.dir != start.dir and topic.compared.kind == start.compared.kind:
            if topic.compared.priority >= enough:
                others.remove(topic)
                others.insert(0, topic)
            break  # the best one is the first that fits; a lesser one would weigh no more
    return tuple(others[: weights.MOST_THEN])


def _first(topics: Sequence[Topic]) -> Topic | None:
    return topics[0] if topics else None


def _within(topic: Topic | None, opened: Sequence[Topic]) -> Topic | None:
    return topic if topic in opened else None
