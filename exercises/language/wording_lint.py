"""The wording lint: words that turn an exercise into a verdict.

Pure. It holds for everything a person reads here, content and templates. Whole words are matched, whatever
their case. The list of feelings is exempt: "guilty" is a feeling that somebody may have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Verdicts, labels for people, and promises that nothing validated stands behind.
LEFT_OUT = (
    "wrong", "right", "mistaken", "misread", "fault", "blame", "guilty of", "paranoid", "insecure", "clingy",
    "needy", "toxic", "narcissist", "gaslight", "attachment style", "codependent", "abuser", "victim",
    "diagnosis", "disorder", "compatible", "compatibility", "match score", "winner", "loser", "failed",
    "should trust", "must",
)  # fmt: skip

# The partner has a name, or is "partner": nothing is assumed about who that is (partner_words.py has "they").
ASSUMED = ("husband", "wife", "boyfriend", "girlfriend", "he", "she", "him", "her", "his", "hers")

ALLOWED = ("right now", "all right", "right away", "right after", "right before")

# What of a template nobody reads: comments, tags, variables, markup. Labels are read out and are kept.
_LABEL = re.compile(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"')
_UNSEEN = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    worded = sorted((re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(worded)})(?![\w-])", re.IGNORECASE)


_LEFT_OUT = _any_of(LEFT_OUT + ASSUMED)
_ALLOWED = _any_of(ALLOWED)


def found_in(text: str) -> tuple[str, ...]:
    """Return the words in this text that are left out here, in order, in lower case."""
    return tuple(word for _, word in places_in(text))


def places_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield each of these words with its line in the text, which counts from 1."""
    looked_at = _ALLOWED.sub(_blank, text)
    for found in _LEFT_OUT.finditer(looked_at):
        yield looked_at.count("\n", 0, found.start()) + 1, " ".join(found.group().lower().split())


def seen_of(template: str) -> str:
    """Return the texts and labels of a template, each in the line in which it stands."""
    text = _UNSEEN.sub(_blank, template)
    return _MARKUP.sub(lambda tag: _blank(tag, keep=" ".join(_LABEL.findall(tag.group()))), text)


def _blank(found: re.Match[str], keep: str = "") -> str:
    """Return a space (and what to keep) where something is taken out, and as many lines as there were."""
    return f" {keep} " + "\n" * found.group().count("\n")
