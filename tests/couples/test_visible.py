"""What shows as nothing is refused wherever a text is asked for; what shows passes as it was typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from couples.infrastructure.refusals import Refused
from couples.profiles import clean_name
from couples.visible import shows
from exercises.content.kinds.cleaning import clean_text

UNSEEN = {
    "zero-width spaces and joiners": "\u200b\u200c\u200d\u2060\ufeff",
    "direction marks": "\u200e\u200f\u061c",
    "a soft hyphen": "\u00ad",
    "fillers of Hangul": "\u3164\u115f\u1160\uffa0",
    "an empty Braille cell": "\u2800 \u2800",
    "marks with nothing to stand on": "\u0301\u0308\u20dd",
    "a joiner of graphemes": "\u034f",
    "variation selectors": "\ufe0f\U000e0100",
    "tag characters": "\U000e0001\U000e0041\U000e007f",
    "wide spaces": "\u2003\u3000\u00a0",
    "the place of an object that is not there": "\ufffc",
    "a note without a head": "\U0001d159",
    "blanks of Egyptian and Khitan": "\U00013441\U00016fe4",
    "operators that nobody sees": "\u2062\u2063",
    "vowels of Khmer that are never drawn": "\u17b4\u17b5",
    "what is no character": "\ufdd0\uffff\U0010ffff",
    "all of it with spaces between": " \u200b \u3164\u00a0\u2800 ",
}
SEEN = {
    "a family": "👩‍👩‍👧",
    "an astronaut": "👩🏽‍🚀",
    "a flag": "🇺🇦",
    "a flag of tags": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "an emoji that is newer than this Python": "\U0001fae9",
    "a digit in a box": "1️⃣",
    "Arabic": "علي",
    "Hebrew with points": "שָׁלוֹם",
    "right to left, with marks of direction": "\u200fאב\u200e",
    "Devanagari with joiners": "क्‍ष",
    "Persian with a non-joiner": "می‌خواهم",
    "Hangul": "한글",
    "letters with marks": "Ç̣a̐",
    "a single sign": "…",
    "a dot": ".",
    "an Arabic sign before a number": "\u06dd",
    "braille with a dot": "\u2801",
}
Clean = Callable[[str], str]


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
@pytest.mark.parametrize("clean", [clean_name, lambda text: clean_text(text, 160)], ids=["a name", "a text"])
def test_what_shows_as_nothing_is_refused_and_nothing_is_lost(clean: Clean, text: str) -> None:
    assert not shows(text)
    if not text.strip():  # nothing but space is nothing at all: a field that was left empty
        return
    with pytest.raises(Refused) as caught:
        clean(text)
    message = caught.value.message
    assert message.startswith(("Nothing is lost.", "What you wrote is still here."))
    if "\ufdd0" not in text:
        assert "can’t be seen" in message


@pytest.mark.parametrize("text", SEEN.values(), ids=SEEN)
@pytest.mark.parametrize("clean", [clean_name, lambda text: clean_text(text, 160)], ids=["a name", "a text"])
def test_what_shows_passes_as_it_was_typed(clean: Clean, text: str) -> None:
    assert shows(text) and clean(text) == text


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
def test_one_letter_among_it_is_enough(text: str) -> None:
    assert shows(f"{text}a{text}")
