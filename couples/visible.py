"""What of a text can be seen: whether somebody who reads it would find anything there at all.

Pure. Asked wherever a text is asked for. A text that shows passes as it is, joiners, marks and directions
included; one that shows as nothing would stand on the other's screen as a blank that says nothing and looks
like a cue.
"""

from __future__ import annotations

import unicodedata

# What draws something by itself: letters, numbers, punctuation, symbols; signs of somebody's own; and what
# this version of Unicode does not know yet, since new emoji come every year.
_DRAWN = set("LNPS") | {"Co", "Cn"}
# Letters and symbols that draw nothing: fillers of Hangul, Egyptian and Khitan, an empty Braille cell, a note
# without a head, and the place of an object that is not there.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\ufffc\U0001d159\U00013441\U00013442\U00016fe4")
# Characters of format that draw something all the same: Arabic, Syriac and Kaithi signs before a number.
_DRAWN_FORMATS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
# Not given to anything yet, and to be drawn as nothing when they are.
_NEVER_DRAWN = ((0x2065, 0x2065), (0xFFF0, 0xFFF8), (0xE0000, 0xE0FFF))


def shows(text: str) -> bool:
    """Say whether there is something to see in this text. Marks with nothing to stand on are nothing."""
    return any(map(_is_drawn, text))


def _is_drawn(char: str) -> bool:
    if char in _BLANK:
        return False
    kind = unicodedata.category(char)
    if kind == "Cn":
        number = ord(char)
        is_none = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF  # will never be a character
        return not is_none and not any(first <= number <= last for first, last in _NEVER_DRAWN)
    return kind in _DRAWN or kind[0] in _DRAWN or char in _DRAWN_FORMATS
