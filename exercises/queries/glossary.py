"""The glossary's sealed lines: where one stands, and what it says once opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from couples import vault
from couples.vault import Keys
from exercises.models import GlossaryLine as Row

LONGEST = 500  # characters of each of the two texts of a line


def place(couple_code: str, position: int, cue: str) -> str:
    """What a sealed line is bound to, so that it opens nowhere else."""
    return f"{couple_code}|{position}|glossary|{cue}"


def opened(keys: Keys, couple_code: str, position: int, row: Row) -> Mapping[str, str]:
    """The texts of a stored line: acts, short, means, helps."""
    body: Any = vault.open_sealed(keys.couple, row.sealed, place(couple_code, position, row.cue))
    return dict(body)
