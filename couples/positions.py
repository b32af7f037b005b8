"""Which of the two: the one vocabulary for it, in rows, in rules, in a comparison and on the way to a screen.

Pure. The first is whoever invited, the second whoever came. A position is who somebody is, for ever; how they
are drawn is a mark (`shapes`), which the two may swap, so neither can be told from the other.
"""

from __future__ import annotations

from enum import IntEnum


class Position(IntEnum):
    """Stored as its number: `Seat.position`."""

    FIRST = 1
    SECOND = 2


FIRST, SECOND = Position.FIRST, Position.SECOND
BOTH = (FIRST, SECOND)


def other(position: int) -> Position:
    """The other of the two."""
    return SECOND if position == FIRST else FIRST
