"""One person's own answers to a cue, as they gave them. They never leave their owner; see `offered`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

OTHER = "other"  # in my own words: never the same pick as anything
NOT_APPLICABLE = "na"  # doesn't come up with us
PASSED = "pass"

Next = Literal["connect", "neutral", "protect"]
Category = Literal["external", "strain", "caring", "us_mild", "rejecting"]

CATEGORIES: tuple[Category, ...] = get_args(Category)
NEXT_TAGS: tuple[str, ...] = get_args(Next)
LEAST_THREAT, MOST_THREAT = -2, 2  # safe .. rejecting or betraying


class Unfit(ValueError):
    """A field that an answer cannot have. The text names the field and the need, never what was given."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")
        self.field = field
        self.why = why


@dataclass(frozen=True)
class Pick:
    """What was picked: a reading's id, or other, na, pass. t and cat are there unless it is na or pass."""

    pick: str
    t: int | None = None
    cat: str | None = None

    def __post_init__(self) -> None:
        check_pick(self.pick)
        if self.says_something:
            check_threat(self.t)
            check_category(self.cat)

    @property
    def says_something(self) -> bool:
        return self.pick not in (NOT_APPLICABLE, PASSED)

    @property
    def threat(self) -> int | None:
        """How threatening it is, -2..2; None for na and pass, whatever else they carry."""
        return self.t if self.says_something else None


@dataclass(frozen=True)
class Guess(Pick):
    """p: the calm guess at what the partner means. Its owner's alone, so there is nothing to share."""


@dataclass(frozen=True)
class Meaning(Pick):
    """s: what it usually means when I do it. share: its owner lets the partner see it."""

    share: bool = field(kw_only=True)


@dataclass(frozen=True)
class Reading(Pick):
    """r: the first thought when the partner does it. cert is 0..100, matter 0..3; None is "not touched"."""

    cert: int | None = None
    next: Next | None = None
    matter: int | None = None
    share: bool = field(kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.cert is not None and not _whole(self.cert, 0, 100):
            raise Unfit("cert", "needs a whole number from 0 to 100, or null")
        if self.next is not None and self.next not in NEXT_TAGS:
            raise Unfit("next", f"needs one of {', '.join(NEXT_TAGS)}, or null")
        if self.matter is not None and not _whole(self.matter, 0, 3):
            raise Unfit("matter", "needs a whole number from 0 to 3, or null")


@dataclass(frozen=True)
class Own:
    """All that one person gave to one cue; None where they gave nothing."""

    cue: str
    reading: Reading | None = None
    meaning: Meaning | None = None
    guess: Guess | None = None


def check_pick(pick: object) -> None:
    if not isinstance(pick, str) or not pick:
        raise Unfit("pick", "needs a reading's id, other, na or pass")


def check_threat(t: object) -> None:
    if not _whole(t, LEAST_THREAT, MOST_THREAT):
        raise Unfit("t", f"needs a whole number from {LEAST_THREAT} to {MOST_THREAT}")


def check_category(cat: object) -> None:
    if cat not in CATEGORIES:
        raise Unfit("cat", f"needs one of {', '.join(CATEGORIES)}")


def _whole(value: object, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most  # type(): True is no number here
