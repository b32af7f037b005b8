"""Every pick that there can be, and every two and three of them that can stand on one card.

A cue has one reading of each category and each threat once. So two readings of one category are the same one,
and two of different categories have different threats. Own words can be anything beside anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from exercises.comparison.answers import CATEGORIES
from exercises.comparison.said import Said

THREATS = (-2, -1, 0, 1, 2)
FIXED = {"us_mild": (1,), "rejecting": (2,)}
FREELY = (-2, -1, 0)
FLAGS = (False, True)

READINGS = tuple(
    Said(category, threat, admits=admits, voices_differ=differ, kindly=kindly)
    for category in CATEGORIES
    for threat in FIXED.get(category, FREELY)
    for admits, differ in product(FLAGS, FLAGS)
    for kindly in (FLAGS if category == "caring" and not admits else (False,))
)
OWN_WORDS = tuple(Said(category, threat, own=True) for category in CATEGORIES for threat in THREATS)
PICKS = READINGS + OWN_WORDS


def pairs() -> Iterator[tuple[Said, Said]]:
    """A first thought and a meaning."""
    return ((read, meant) for read, meant in product(PICKS, PICKS) if of_one_cue(read, meant))


def triples() -> Iterator[tuple[Said, Said, Said]]:
    """A first thought, a meaning, and how whoever means it expects to be taken."""
    for read, meant in pairs():
        for expected in PICKS:
            if of_one_cue(read, expected) and of_one_cue(expected, meant):
                yield read, meant, expected


def of_one_cue(one: Said, other: Said) -> bool:
    if one.own or other.own:
        return True
    return one == other if one.category == other.category else one.threat != other.threat
