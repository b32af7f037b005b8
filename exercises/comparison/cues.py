"""One cue in one direction: X's first thought beside what Y says it usually means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from exercises.comparison import weights
from exercises.comparison.answers import OTHER
from exercises.comparison.offered import Offered
from exercises.comparison.said import Said, Word, word
from exercises.comparison.weights import Band

Tier = Literal[0, 1, 2]
Kind = Literal[
    "same_meaning",
    "about_us_or_not",
    "harmless_difference",
    "smaller_than_feared",
    "quiet_signal",
    "shared_concern",
]


@dataclass(frozen=True)
class NotCompared:
    """Missing, passed or kept: one word, so that no screen can tell them apart."""

    status: Literal["not_compared"] = field(default="not_compared", init=False)


@dataclass(frozen=True)
class NotApplicable:
    """It doesn't come up for one of the two, or for `both`."""

    both: bool
    status: Literal["not_applicable"] = field(default="not_applicable", init=False)


@dataclass(frozen=True)
class Compared:
    """Two shared answers, side by side.

    gap: -4..4, above 0 when the reader takes it darker than it is meant. distance: 0..1.
    tier: 2 when the meaning itself is about the two of them (tender), 0 when nothing lies between, else 1.
    kind sorts topics. word: how near the two are as far as the offers tell; a cue knows more (see `said`), so
    a card looks again. priority sorts topics and is never sent.
    confident_gap and open_question decide whether a card says how sure the reader felt.
    """

    gap: int
    distance: float
    tier: Tier
    kind: Kind
    word: Word
    band: Band
    confident_gap: bool
    open_question: bool
    priority: float
    status: Literal["compared"] = field(default="compared", init=False)


Direction = NotCompared | NotApplicable | Compared  # `status` tells which


def compare(reading: Offered | None, meaning: Offered | None) -> Direction:
    """X's offered reading against Y's offered meaning. Nothing else is needed, and nothing else is known."""
    if reading is None or meaning is None:
        return NotCompared()
    if reading.t is None or meaning.t is None:
        return NotApplicable(both=reading.t is None and meaning.t is None)
    if reading.band is None or reading.pull is None:
        raise ValueError("what is compared with a meaning has to be a reading")
    gap = reading.t - meaning.t
    distance = _distance(reading, meaning, gap)
    tier = _tier(meaning.t, distance)
    kind = _kind(tier, reading.t, gap)
    near = word(_said(reading), _said(meaning))
    weight = _weight(tier, kind, meaning.t, distance)
    factors = weights.BAND_FACTOR[reading.band], weights.PULL_FACTOR[reading.pull]
    priority = weights.PRIORITY_SCALE * weight * factors[0] * factors[1]
    return Compared(
        gap=gap,
        distance=distance,
        tier=tier,
        kind=kind,
        word=near,
        band=reading.band,
        confident_gap=near == "far_apart" and reading.band == "sure",
        open_question=distance > 0 and reading.band == "guessing",
        priority=round(priority, weights.PRIORITY_PLACES),
    )


def _distance(reading: Offered, meaning: Offered, gap: int) -> float:
    if reading.pick == meaning.pick != OTHER:
        return 0.0
    category = weights.CATEGORY_SHARE if reading.cat != meaning.cat else 0.0
    return weights.THREAT_SHARE * abs(gap) / weights.THREAT_SPAN + category


def _tier(meant: int, distance: float) -> Tier:
    if meant >= weights.ABOUT_US:
        return 2
    return 0 if distance == 0 else 1


def _kind(tier: Tier, read: int, gap: int) -> Kind:
    if tier == 0:
        return "same_meaning"
    if tier == 1:
        return "about_us_or_not" if read >= weights.ABOUT_US else "harmless_difference"
    if gap == 0:
        return "shared_concern"
    return "smaller_than_feared" if gap > 0 else "quiet_signal"


def _said(offered: Offered) -> Said:
    assert offered.cat is not None and offered.t is not None, "what is compared has both"
    return Said(offered.cat, offered.t, own=offered.pick == OTHER)


def _weight(tier: Tier, kind: Kind, meant: int, distance: float) -> float:
    if tier == 2:
        return max(distance, weights.TENDER_FLOOR_PER_STEP * meant)
    return max(distance, weights.ABOUT_US_FLOOR) if kind == "about_us_or_not" else distance
