"""Shapes: which of the two shapes stands for whom. The one place that knows.

Pure. A position is who somebody is, for ever; a mark is only how they are drawn, and the two may swap theirs.
Nothing else may conclude the one from the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from couples.positions import FIRST

Mark = Literal["a", "b"]  # a: the circle, burnt orange; b: the diamond, indigo
SIGNS: dict[Mark, str] = {"a": "●", "b": "◆"}  # each as a letter, for what is only text


def mark_of(position: int, *, swapped: bool) -> Mark:
    """Return the mark of whoever sits at this position: the first has the circle, unless they swapped."""
    return "a" if (position == FIRST) is not swapped else "b"


def told_apart(names: Mapping[int, str], *, swapped: bool) -> dict[int, str]:
    """Return the names by position; of two people of one name each with the shape that stands for them.

    Where a sentence names both, "Sam says" would be of neither.
    """
    if len(names) < 2 or len({name.casefold() for name in names.values()}) > 1:
        return dict(names)
    return {each: f"{name} {SIGNS[mark_of(each, swapped=swapped)]}" for each, name in names.items()}
