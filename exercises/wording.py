"""The wording lint: words that turn an exercise into a verdict.

Pure. It holds for everything a person reads here. Whole words are matched, whatever their case.
The list of feelings is exempt: "guilty" is a feeling that somebody may have.
"""

from __future__ import annotations

import re

# Verdicts, labels for people, and promises that nothing validated stands behind.
LEFT_OUT = (
    "wrong", "right", "mistaken", "misread", "fault", "blame", "guilty of", "paranoid", "insecure", "clingy",
    "needy", "toxic", "narcissist", "gaslight", "attachment style", "codependent", "abuser", "victim",
    "diagnosis", "disorder", "compatible", "compatibility", "match score", "winner", "loser", "failed",
    "should trust", "must",
)  # fmt: skip

# The partner is "they" and "partner": nothing is assumed about who they are.
ASSUMED = ("husband", "wife", "boyfriend", "girlfriend", "he", "she", "him", "her", "his", "hers")

ALLOWED = ("right now", "all right", "right away", "right after", "right before")


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    worded = sorted((re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(worded)})(?![\w-])", re.IGNORECASE)


_LEFT_OUT = _any_of(LEFT_OUT + ASSUMED)
_ALLOWED = _any_of(ALLOWED)


def found_in(text: str) -> tuple[str, ...]:
    """Return the words in this text that are left out here, in order, in lower case."""
    found = _LEFT_OUT.finditer(_ALLOWED.sub(" ", text))
    return tuple(" ".join(each.group().lower().split()) for each in found)
