"""The ring: four stations in two people's words, and where each could step out. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from exercises.screens.people import Person


@dataclass(frozen=True)
class Half:
    """One person's half of a ring. when: the moment that they read, as its title has it.

    thinks: their first thought of it; does: what they would then do. mine: it is mine.
    """

    person: Person
    when: str
    thinks: str
    does: str
    mine: bool


@dataclass(frozen=True)
class NoRing:
    """There is none to show: the one card for whatever the reason is."""

    title: str
    opener: str


@dataclass(frozen=True)
class Ring:
    """Two halves that lead into each other, the same on both screens: the first seat's, then the second's."""

    title: str
    first: Half
    second: Half
    opener: str
