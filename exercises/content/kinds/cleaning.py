"""Cleaning what a person typed, before anything is done with it.

Pure.
"""

from __future__ import annotations

import unicodedata

from couples.visible import shows
from exercises.content.kinds.base import Unclear

# Normalising may join characters, never by more than this; what is far too long is not even looked at.
_MOST_CODE_POINTS_A_CHARACTER = 20
_LINE_ENDS = str.maketrans({"\t": " ", "\u2028": "\n", "\u2029": "\n"})
UNSEEN = "Nothing is lost. What you wrote can’t be seen on a screen; write it another way, or leave it empty."


def clean_text(text: str, limit: int, field: str = "") -> str:
    """Return the text in NFC without space at its ends, or "" when there is nothing in it but space.

    Raises Unclear for control characters (but a line's end), NUL, half characters, for what would show as
    nothing, and for more than `limit` characters. Nothing is ever cut off.
    """
    if len(text) > limit * _MOST_CODE_POINTS_A_CHARACTER:
        raise too_long(limit, field)
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in text if char != "\n"):
        raise Unclear(
            "What you wrote is still here. It has a character that can’t be saved; "
            "take it out, then send it again.",
            field,
        )
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) > limit:
        raise too_long(limit, field)
    if text and not shows(text):
        raise Unclear(UNSEEN, field)
    return text


def too_long(limit: int, field: str = "") -> Unclear:
    return Unclear(
        f"What you wrote is still here. It may have {limit} characters; shorten it, then send it again.",
        field,
    )
