"""What the two of them keep, as one of them sees it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from exercises.screens.people import Person

FollowUp = Literal["", "due", "going", "done"]


@dataclass(frozen=True)
class TakenAlong:
    """One line somebody took along from an exercise. only_mine: the other does not see it."""

    person: Person
    line: str
    exercise: str
    only_mine: bool


@dataclass(frozen=True)
class GlossaryLine:
    """What one of the two usually means when they do this, and what helps them then ("" where not said).

    cue: the id of the moment. when: the moment in its owner's own voice. mine: I can change it.
    """

    cue: str
    person: Person
    when: str
    means: str
    helps: str
    mine: bool
    revision: int = 0


@dataclass(frozen=True)
class Plan:
    """An if-then plan. only_mine: the other does not see it.

    code: the session in which it was made. follow_up: whether it can be looked at again, together; url: where
    that goes on or can be read, "" otherwise.
    """

    person: Person
    text: str
    exercise: str
    only_mine: bool
    code: str
    follow_up: FollowUp = ""
    url: str = ""


@dataclass(frozen=True)
class Kept:
    """Everything that is kept, the newest first. offered: lines that I could put into our glossary."""

    taken: tuple[TakenAlong, ...]
    glossary: tuple[GlossaryLine, ...]
    plans: tuple[Plan, ...]
    offered: tuple[GlossaryLine, ...] = ()
