"""A talk about one card. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from exercises.screens.people import Person


@dataclass(frozen=True)
class Letter:
    """What one of the two wrote to the other, as it was typed: lines may be broken."""

    person: Person
    text: str


@dataclass(frozen=True)
class Letters:
    """Two letters about one card, opened together. letters: in the order in which they are shown."""

    title: str
    letters: tuple[Letter, ...]
