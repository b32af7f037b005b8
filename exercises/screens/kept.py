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

    cue: the id of the moment. when: the moment in its owner's own voice, and title: in nobody's. mine: I can
    change it.
    """

    cue: str
    person: Person
    when: str
    means: str
    helps: str
    mine: bool
    revision: int = 0
    title: str = ""


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
class Keepsakes:
    """Everything that is kept, the newest first. offered: lines that I could put into our glossary."""

    taken: tuple[TakenAlong, ...]
    glossary: tuple[GlossaryLine, ...]
    plans: tuple[Plan, ...]
    offered: tuple[GlossaryLine, ...] = ()


@dataclass(frozen=True)
class LineForm:
    """A line of mine as it can be written: what its fields hold, and the revision that they are based on.

    refusal: what was said when this was sent; then the form is open, with everything that was typed in it.
    """

    cue: str
    when: str
    means: str
    helps: str
    base: int
    refusal: str = ""


@dataclass(frozen=True)
class GlossaryMoment:
    """The lines of both about one moment, facing each other; form: for mine, None where there is none."""

    title: str
    lines: tuple[GlossaryLine, ...]
    form: LineForm | None


@dataclass(frozen=True)
class Offer:
    """A line that I could keep, exactly as my partner would read it; form: to put it in other words first."""

    line: GlossaryLine
    form: LineForm


@dataclass(frozen=True)
class GlossaryPage:
    """The page of what is kept, which can be printed: of lines and plans only what both may see.

    offered: the newest few; further: the others. limit: the most characters of each text.
    """

    couple: str
    you: Person
    partner: Person
    moments: tuple[GlossaryMoment, ...]
    offered: tuple[Offer, ...]
    further: tuple[Offer, ...]
    taken: tuple[TakenAlong, ...]
    plans: tuple[Plan, ...]
    limit: int
    is_trial: bool = False  # the other seat is a pretend partner's
