"""The one table of weights. All are design choices; they sort topics and are never shown or sent.

What counts as far apart is not in this table: it is whether one of the two takes a moment as being
about them and the other doesn't (see `cues`).
"""

from __future__ import annotations

from typing import Literal

from exercises.comparison.answers import Next

Band = Literal["sure", "leaning", "guessing"]
Pull = Literal["low", "mid", "high"]

# Distance, 0..1. How threatening it feels says more than the reason behind it, but the reason counts too:
# "worn out" and "something outside" are two different evenings.
THREAT_SHARE = 0.75
THREAT_SPAN = 4  # from -2 to 2
CATEGORY_SHARE = 0.25

ABOUT_US = 1  # from this threat on, a reading or a meaning is about the two of us

# Weight of a topic. Agreeing on a hurt is not "nothing to talk about", so a tender meaning has a floor that
# grows with it; and a harmless moment taken as being about us never weighs less than half.
TENDER_FLOOR_PER_STEP = 0.25
ABOUT_US_FLOOR = 0.5

# Certainty is not accuracy, so the three bands lie close together.
SURE_FROM = 70
GUESSING_UP_TO = 30
UNTOUCHED_CERTAINTY = 50
BAND_FACTOR: dict[Band, float] = {"sure": 0.9, "leaning": 0.75, "guessing": 0.6}

# Pull: does it matter, and what would follow. In low-risk relationships it is self-protection that forecasts
# decline, so protecting pulls most. Only its three steps leave the owner: they give away neither number.
MATTER_FLOOR = 0.4
MATTER_STEP = 0.2
UNTOUCHED_MATTER = 2
NEXT_FACTOR: dict[Next | None, float] = {"protect": 1.0, "neutral": 0.85, None: 0.85, "connect": 0.7}
MID_FROM = 0.5
HIGH_FROM = 0.75
PULL_FACTOR: dict[Pull, float] = {"low": 0.4, "mid": 0.65, "high": 0.9}

PRIORITY_SCALE = 100
PRIORITY_PLACES = 4  # sorted on the rounded value, so that noise in the last bit decides nothing

# The second topic comes from the other direction if it has at least this share of the first one's priority:
# it should not always be the same person who reads it darker.
OTHER_DIRECTION_FROM = 0.5

MOST_THEN = 2


def most_opened(cues: int) -> int:
    """How many directions a round opens at most: two fewer than it has, so that one left out says nothing."""
    return max(2 * cues - 2, 2)


# Lean: a handful of moments says little, so all four of these must hold.
LEAN_LEAST_OPENED = 4
LEAN_LEAST_NONZERO = 3
LEAN_LEAST_MEAN = 1
LEAN_SAME_SIGN_PERCENT = 75
