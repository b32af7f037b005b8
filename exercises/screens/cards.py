"""Cards: what a reveal opened. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from exercises.screens.inputs import Quote
from exercises.screens.people import Closeness, Person
from exercises.screens.talk_offers import TalkOffer


@dataclass(frozen=True)
class Card:
    """One opened direction: `reader` reads, `actor` acts.

    closeness decides the drawn distance. line: the app's one line, or "" (a plain cue, or nothing is true of
    both).
    reading_at, meaning_at: where the marks stand on the axis, in percent of its width from its start
    (6 hurts .. 94 nothing to worry about).
    spread: half the width of the shade, in percent; wider is less sure, 0 where that was not asked.
    said: the row in one sentence, for a screen reader. long: the texts need the smaller type.
    expected: how the one who acts expects to be taken, "" where that was not asked or not shared;
    expected_line: how that compares, in one sentence. talk: where the two can go on to talk about it.
    guess: what the reader guessed on a calm day, where they have shown it; "" otherwise.
    """

    title: str
    short: str
    reader: Person
    actor: Person
    reading: str
    felt: str
    meaning: str
    closeness: Closeness
    gap_word: str
    line: str
    opener: str
    long: bool
    reading_at: float
    meaning_at: float
    spread: float
    said: str
    expected: str = ""
    expected_line: str = ""
    talk: TalkOffer | None = None
    guess: str = ""


@dataclass(frozen=True)
class Line:
    """One line of what somebody shared. tag: what it is about, in words, or ""."""

    text: str
    tag: str = ""


@dataclass(frozen=True)
class Side:
    """What one of the two shared of one part, line by line. to: the other's words that it answers."""

    person: Person
    lines: tuple[Line, ...]
    to: tuple[str, ...] = ()


@dataclass(frozen=True)
class StoryGroup:
    """What was thought of one thing. words: of which, and whether by both; each side has its writer's own."""

    words: str
    sides: tuple[Side, ...]

    @property
    def of_both(self) -> bool:
        return len(self.sides) > 1


@dataclass(frozen=True)
class PartCard:
    """What was shared of one part. template: cards/<kind>.html. label: what was asked, "" where the title is.

    sides: one for each who shared it, in the order in which they are shown. both: what is in both lists,
    where lists are merged; then `sides` hold what is only in one of them. line: what is said of the two
    sides, or "". by: whose moment this is about, which is the label then, or "" where they kept it. groups:
    the same as in `sides`, by what it is about.
    """

    template: str
    label: str
    sides: tuple[Side, ...]
    both: tuple[Line, ...] = ()
    line: str = ""
    by: Person | None = None
    groups: tuple[StoryGroup, ...] = ()


@dataclass(frozen=True)
class PlainCard:
    """A card about one plain step. opener: its question. asked: what was asked, of both, or "".

    guesses: what somebody guessed that the other would say, where they have shown it. about: what was said
    before and this is about.
    """

    title: str
    parts: tuple[PartCard, ...]
    opener: str
    long: bool
    talk: TalkOffer | None = None
    guesses: tuple[Side, ...] = ()
    about: Quote | None = None
    asked: str = ""


@dataclass(frozen=True)
class Fold:
    """The one tender topic. card is None until both have tapped; mine: I have tapped.

    later_word: what puts it off for today.
    """

    mine: bool
    card: Card | None
    later_word: str = "later-1"
