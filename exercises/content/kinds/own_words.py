"""Own words instead of a reading, with the two worded lists that place them.

Pure. Whoever writes their own words says what they are about (a category) and how it would feel (a threat),
in words: the lists show neither name nor number.
"""

from __future__ import annotations

from typing import Any

from exercises.comparison.answers import CATEGORIES, OTHER
from exercises.content.answer_body import FormFields
from exercises.content.cues import THREATS
from exercises.content.kinds.base import Unclear, one
from exercises.content.kinds.cleaning import clean_text
from exercises.language.typography import curly
from exercises.screens import Option

LIMIT = 160  # characters: two lines on a card
LONGEST_CATEGORY = max(map(len, CATEGORIES))  # characters
FIELDS = ("words", "about", "feel")

_ABOUT_THEM = {
    "external": "Something from outside",
    "strain": "Being tired or stressed",
    "caring": "Care for me",
    "us_mild": "Something small between us",
    "rejecting": "Something between us that hurts",
}
_ABOUT_ME = {
    "external": "Something around me",
    "strain": "How tired or stressed I am",
    "caring": "My care for you",
    "us_mild": "Something small between us",
    "rejecting": "Something between us that hurts",
}
# The same where two people's words stand side by side: about nobody in particular.
ABOUT_WHAT = {
    "external": "something outside the two of you",
    "strain": "tiredness or stress",
    "caring": "care",
    "us_mild": "something small between us",
    "rejecting": "something between us that hurts",
}
ABOUT = {"receiver": _ABOUT_THEM, "sender": _ABOUT_ME, "expected": _ABOUT_THEM, "calm": _ABOUT_THEM}

_FROM_OUTSIDE = {
    "-2": "Nothing to worry about",
    "-1": "Harmless",
    "0": "Mixed, or neither",
    "1": "A little about the two of us",
    "2": "It would hurt",
}
_FROM_INSIDE = {**_FROM_OUTSIDE, "2": "It hurts, and it's about us"}
FEEL = {"receiver": _FROM_OUTSIDE, "sender": _FROM_INSIDE, "expected": _FROM_OUTSIDE, "calm": _FROM_INSIDE}

_THREAT_BY_ID = {str(threat): threat for threat in THREATS}


def clean(part_id: str, raw: FormFields) -> dict[str, Any]:
    """Return own words as a value; raises Unclear with what is still to be added."""
    words = clean_text(one(raw, f"{part_id}.words"), LIMIT, f"{part_id}.words")
    about, feel = one(raw, f"{part_id}.about"), one(raw, f"{part_id}.feel")
    if not words:
        raise Unclear(
            "Nothing is lost. Add a few words of your own, or choose one of the readings.", f"{part_id}.words"
        )
    if about not in CATEGORIES and feel not in _THREAT_BY_ID:
        raise Unclear(
            "Your words are still here. Add what they are about and how it feels.", f"{part_id}.about"
        )
    if about not in CATEGORIES:
        raise Unclear("Your words are still here. Add what they are about.", f"{part_id}.about")
    if feel not in _THREAT_BY_ID:
        raise Unclear("Your words are still here. Add how it feels.", f"{part_id}.feel")
    return {"pick": OTHER, "words": words, "cat": about, "t": _THREAT_BY_ID[feel]}


def to_raw(part_id: str, value: dict[str, Any]) -> dict[str, str | list[str]]:
    return {
        part_id: OTHER,
        f"{part_id}.words": value["words"],
        f"{part_id}.about": value["cat"],
        f"{part_id}.feel": str(value["t"]),
    }


def about(voice: str, chosen: str) -> tuple[Option, ...]:
    return _options(ABOUT[voice], chosen)


def feel(voice: str, chosen: str) -> tuple[Option, ...]:
    return _options(FEEL[voice], chosen)


def _options(worded: dict[str, str], chosen: str) -> tuple[Option, ...]:
    return tuple(Option(id, curly(label), id == chosen) for id, label in worded.items())
