"""How long a text is on a screen, estimated, so that a long one can be folded without a script."""

from __future__ import annotations

import unicodedata

from django import template

register = template.Library()

LINES = 7  # from one line more on a text is folded to six: what is folded away is worth a tap
WIDTHS = {"s": 30, "m": 40, "l": 54, "xl": 74}  # characters of a line in each width that lengthy.css knows


@register.filter
def folds(text: str) -> str:
    """The widths in which this text is so long that it is folded, as class names; "" where in none."""
    lines = text.split("\n")
    return " ".join(
        f"in-{width}"
        for width, characters in WIDTHS.items()
        if sum(max(1, -(-_columns(line) // characters)) for line in lines) > LINES
    )


def _columns(line: str) -> int:
    """How wide it is in characters: some are twice as wide, and some stand above others."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in line
    )
