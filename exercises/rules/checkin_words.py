"""From where to where the answers of a check-in go, and in which words.

Pure. There is no mean, no norm and no border between good and bad. Nothing is said about a change either:
only a mean of answers to different things could tell one.
"""

from __future__ import annotations

from collections.abc import Sequence

HIGHEST = 6  # that can be said to one thing; the lowest is 0

CAUTION = "These are questions to yourself, not a tested scale."
# Each answer in words, from 0 to HIGHEST; the first and the last are the two ends of what is asked.
ANSWER_WORDS = ("not at all", "a little", "a little", "in between", "mostly", "mostly", "completely")


def where(given: Sequence[int]) -> str:
    """Return in words from where to where these answers go, for who cannot see it drawn; "" without any."""
    if not given:
        return ""
    least, most = ANSWER_WORDS[min(given)], ANSWER_WORDS[max(given)]
    return least if least == most else f"from {least} to {most}"
