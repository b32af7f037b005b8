"""The same exercise, earlier and now, side by side. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from exercises.screens.people import Person


@dataclass(frozen=True)
class Again:
    """The same exercise can be gone through again. code: the session that the new one looks back at."""

    slug: str
    code: str


@dataclass(frozen=True)
class Words:
    """What somebody said, line by line. to: the other's words that it answers."""

    lines: tuple[str, ...]
    to: tuple[str, ...] = ()


@dataclass(frozen=True)
class SaidTwice:
    """What one of the two said to the same thing, both times.

    guess: it is a reading of the other, not of oneself. ending: what follows the name without a space.
    about: what stands after the name, in words, or "".
    """

    person: Person
    guess: bool
    ending: str
    about: str
    then: Words
    now: Words

    @property
    def same(self) -> bool:
        """Whether both times the words are the same."""
        return self.then == self.now


@dataclass(frozen=True)
class Recurring:
    """One moment in one direction, or one plain step. Neither list is longer than what both times show."""

    title: str
    said: tuple[SaidTwice, ...]


@dataclass(frozen=True)
class ThenAndNow:
    """Only what both had opened both times. code: the earlier session, which has a page of its own.

    There is no line about how the two compare: a difference may be the day, and nothing here can tell.
    """

    code: str
    moments: tuple[Recurring, ...]
    steps: tuple[Recurring, ...]
