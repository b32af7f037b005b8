"""Shapes: which of the two shapes stands for whom. The one place that knows.

Pure. A position is who somebody is, for ever; a mark is only how they are drawn, and the two may swap theirs.
Nothing else may conclude the one from the other.
"""

from __future__ import annotations

from typing import Literal

from couples.positions import FIRST

Mark = Literal["a", "b"]  # a: the circle, burnt orange; b: the diamond, indigo


def mark_of(position: int, *, swapped: bool) -> Mark:
    """Return the mark of whoever sits at this position: the first has the circle, unless they swapped."""
    return "a" if (position == FIRST) is not swapped else "b"
