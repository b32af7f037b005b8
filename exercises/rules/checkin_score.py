"""From where to where the answers of a check-in go, and what is said when there is an earlier one.

Pure. The mean behind what is said is drawn nowhere and shown to nobody, not even its owner: no norm, no
border between good and bad, no couple's mean. It only tells a clear change from none.
The border of a change is a guess at how much such a number moves by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

HIGHEST = 6  # that can be said to one thing; the lowest is 0
FEWEST = 5  # answers that make a number
DAYS_APART = 7  # two looks in one week say little about a change
BORDER = 15  # tenths: from here on a change is a clear one

TENTH = Decimal("0.1")

Change = Literal["higher", "lower", "ordinary"]

SENTENCES: dict[Change, str] = {
    "higher": "Clearly higher than last time.",
    "lower": "Clearly lower than last time.",
    "ordinary": "Within ordinary ups and downs.",
}
CAUTION = "This is not a tested scale. What we call a clear change is a guess."
# Each answer in words, from 0 to HIGHEST; the first and the last are the two ends of what is asked.
ANSWER_WORDS = ("not at all", "a little", "a little", "in between", "mostly", "mostly", "completely")


def score(values: Sequence[int | None]) -> Decimal | None:
    """Return the mean of what was answered, to one decimal; None when fewer than FEWEST were."""
    given = [value for value in values if value is not None]
    if len(given) < FEWEST:
        return None
    return (Decimal(sum(given)) / len(given)).quantize(TENTH, ROUND_HALF_UP)


def where(given: Sequence[int]) -> str:
    """Return in words from where to where these answers go, for who cannot see it drawn; "" without any."""
    if not given:
        return ""
    least, most = ANSWER_WORDS[min(given)], ANSWER_WORDS[max(given)]
    return least if least == most else f"from {least} to {most}"


def comparable(old: date, new: date) -> bool:
    """Return whether two check-ins of these days are far enough apart to be compared."""
    return (new - old).days >= DAYS_APART


def change(old: Decimal, new: Decimal) -> Change:
    """Return how the new score stands to the old one. Counted in whole tenths, so no rounding decides."""
    tenths = _tenths(new) - _tenths(old)
    if abs(tenths) < BORDER:
        return "ordinary"
    return "higher" if tenths > 0 else "lower"


def sentence(old: Decimal, new: Decimal) -> str:
    """Return the change in words. CAUTION stands beside it."""
    return SENTENCES[change(old, new)]


def since(before: Iterable[tuple[date, Decimal | None]], day: date, now: Decimal) -> str:
    """Return in words how the number of this day stands to the last one that counts; "" when there is none.

    before: the earlier ones, the newest first.
    """
    for old_day, old in before:
        if old is not None and comparable(old_day, day):
            return sentence(old, now)
    return ""


def _tenths(value: Decimal) -> int:
    return int((value * 10).to_integral_value(ROUND_HALF_UP))
