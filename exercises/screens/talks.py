"""A talk about one card: on the way to it, in it, and what came of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from exercises.rules import Way
from exercises.screens.cards import Card, PlainCard
from exercises.screens.inputs import Breath
from exercises.screens.people import Person
from exercises.screens.talk_offers import TalkOffer


@dataclass(frozen=True)
class Subject:
    """What a talk is about: a card's title and its question, and what stood on it (of a ring, neither)."""

    title: str
    question: str
    card: Card | None = None
    sheet: PlainCard | None = None


@dataclass(frozen=True)
class TalkAsked:
    """I would like to talk about a card that is not on my screen."""

    talk: TalkOffer
    about: Subject
    template: str = "stages/talk_asked.html"


@dataclass(frozen=True)
class TalkAloud:
    """Turns at speaking. Each *_word is the word that its button sends, "" where there is no button.

    holder: whose turn it is, None once everybody has been heard. says_back: it is for the one who listened,
    to say what they heard. mine: it is my turn. ends_at: server milliseconds, None while it is paused.
    left_seconds: what is left as this was made, never below 0. breath: together, while it is paused.
    """

    round: str
    name: str
    about: Subject
    way: Way
    holder: Person | None
    mine: bool
    says_back: bool
    number: int
    count: int
    ends_at: int | None
    left_seconds: int
    paused: bool
    pause_word: str
    minute_word: str
    hand_word: str
    end_word: str
    breath: Breath | None
    template: str = "stages/talk.html"


@dataclass(frozen=True)
class WriteLetter:
    """My letter, until I send it. ref: its step."""

    round: str
    about: Subject
    ref: str
    base: int
    text: str
    limit: int
    end_word: str
    template: str = "stages/letter.html"


@dataclass(frozen=True)
class LetterSent:
    """My letter is there, and covered until the other one is."""

    round: str
    about: Subject
    back_word: str
    end_word: str
    template: str = "stages/letter_sent.html"


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


@dataclass(frozen=True)
class LettersOpen:
    """Both letters, side by side. done_word: I have read them."""

    round: str
    about: Subject
    letters: tuple[Letter, ...]
    done_word: str
    template: str = "stages/letters.html"


@dataclass(frozen=True)
class Talked:
    """The end of a talk. unsent: I have a letter that was not opened; it stays with me."""

    round: str
    about: Subject
    done_word: str
    unsent: bool
    template: str = "stages/talked.html"


TalkScreen = TalkAsked | TalkAloud | WriteLetter | LetterSent | LettersOpen | Talked
