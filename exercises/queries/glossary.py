"""The glossary's sealed lines: where one stands, and what it says once opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from couples.infrastructure import vault
from couples.keys import Keys
from couples.positions import Position
from exercises.models import GlossaryLine as Row
from exercises.queries.viewer import Viewer

LONGEST = 500  # characters of each of the two texts of a line


def place(couple_code: str, position: int, cue: str) -> str:
    """What a sealed line is bound to, so that it opens nowhere else."""
    return f"{couple_code}|{position}|glossary|{cue}"


def opened(keys: Keys, couple_code: str, position: int, row: Row) -> Mapping[str, str]:
    """The texts of a stored line: acts, short, means, helps."""
    body: Any = vault.open_sealed(keys.couple, row.sealed, place(couple_code, position, row.cue))
    return dict(body)


@dataclass(frozen=True)
class KeptLine:
    """One line as it is stored. texts: acts, short, means, helps."""

    cue: str
    position: Position
    revision: int
    texts: Mapping[str, str]


def kept_lines(viewer: Viewer) -> Iterator[KeptLine]:
    """Every line of both, the newest first. One query."""
    positions = {seat.pk: position for position, seat in viewer.seats.items()}
    for row in Row.objects.filter(couple=viewer.couple).order_by("-pk"):
        position = positions.get(row.seat_id)
        if position is not None:
            texts = opened(viewer.keys, viewer.couple_code, position, row)
            yield KeptLine(row.cue, position, row.revision, texts)
