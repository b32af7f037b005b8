"""Whether somebody has given any answer yet. That they have is read, and nothing of what."""

from __future__ import annotations

from couples.positions import Position
from exercises.models import Answer
from exercises.queries.viewer import Viewer


def is_new(viewer: Viewer, position: Position) -> bool:
    """Whether this one of the two has never answered anything. One query."""
    return not Answer.objects.filter(seat=viewer.seats[position]).exists()
