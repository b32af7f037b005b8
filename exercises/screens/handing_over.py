"""What stands between two people who share one phone. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from exercises.screens.people import Person


@dataclass(frozen=True)
class Turn:
    """The way to the page of one of the two. mine: it is the page that this stands on."""

    person: Person
    url: str
    mine: bool = False


@dataclass(frozen=True)
class HandOver:
    """Who is next. Nothing that either of them has entered is on it.

    turns: whoever has something to do alone; with none of them they go on together. begins: neither has done
    anything of what comes. safety: somebody among them has never answered anything, and reads the safety text
    first. url: the page that a form is sent to. round: what one tap opens to both, once both have shown it.
    word: what whoever had the phone before can take back; "" where there is nothing.
    """

    turns: tuple[Turn, ...]
    url: str
    begins: bool = False
    safety: bool = False
    round: str = ""
    word: str = ""
    template: str = "stages/hand_over.html"


@dataclass(frozen=True)
class Through:
    """Both have come to the end. comparison: the address of everything they both showed, or ""."""

    comparison: str
    template: str = "stages/through.html"
