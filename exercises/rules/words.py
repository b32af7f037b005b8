"""The words of a session: what a seat says, what has come true for both, and the one spelling of each.

Pure. On the wire and in rows a word is text; everywhere else it is one of these. `parse_word` is the only
reader of that text and `str` the only writer, each the other's inverse (but for one older spelling): what two
people say is in no other place taken apart. docs/protocol.md says what each of the words means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, get_args


class SessionWord(StrEnum):
    """Said of the session as a whole. EACH: by whoever starts it, before anybody has joined."""

    BEGIN = "begin"
    EACH = "each-when-we-can"
    TAKEAWAY = "takeaway"


class RoundWord(StrEnum):
    """Said of a round."""

    PREVIEW = "preview"
    APART = "apart"
    TOGETHER = "together"
    TENDER = "tender"
    FOR_GOOD = "for-good"
    MORE = "more"
    ENOUGH = "enough"
    REST = "rest"
    YES = "yes"
    ALMOST = "almost"


class RoundMilestone(StrEnum):
    """What comes true of a round."""

    REVEAL = "reveal"
    CLOSED = "closed"
    TENDER_OPEN = "tender-open"
    TENDER_AWAY = "tender-away"
    REST_OPEN = "rest-open"


@dataclass(frozen=True)
class Next:
    """Said at a card: on from here."""

    card: int

    def __str__(self) -> str:
        return f"next-{self.card}"


@dataclass(frozen=True)
class Later:
    """The tender topic is put off for today, the so many-th time. Said by a seat; as a milestone: it is."""

    number: int

    def __str__(self) -> str:
        return f"later-{self.number}"


# ---- cards --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Card:
    """A card of a round, from 1 in the order in which they are turned over. As a milestone: it has been."""

    number: int

    def __str__(self) -> str:
        return f"card-{self.number}"


@dataclass(frozen=True)
class RestCard:
    """One of the rest, from 1."""

    number: int

    def __str__(self) -> str:
        return f"rest-{self.number}"


@dataclass(frozen=True)
class TenderCard:
    """The one tender topic of a round."""

    def __str__(self) -> str:
        return "tender"


TalkCard = Card | RestCard | TenderCard


# ---- what both do together ----------------------------------------------------------------------------


class Start(StrEnum):
    START = "start"


START = Start.START
TurnAct = Literal["pause", "resume", "minute", "floor"]


@dataclass(frozen=True)
class TurnEvent:
    """A pause and its end, a minute more, the floor handed on: each counted, the floor by the turn."""

    act: TurnAct
    number: int

    def __str__(self) -> str:
        return f"{self.act}-{self.number}"


@dataclass(frozen=True)
class TogetherWord:
    """Of a step that both do at the same time."""

    step: str
    event: Start | TurnEvent

    def __str__(self) -> str:
        return f"{self.step}.{self.event}"


# ---- talks --------------------------------------------------------------------------------------------


class Way(StrEnum):
    """How the two talk."""

    ROOM = "room"
    CALL = "call"
    WRITE = "write"


class TalkEvent(StrEnum):
    """letters: both letters have opened; nobody says that. done: I have gone on from the talk."""

    END = "end"
    DONE = "done"
    LETTER = "letter"
    LETTERS = "letters"


@dataclass(frozen=True)
class Breathe:
    """Breathing together in the pause of this number."""

    pause: int

    def __str__(self) -> str:
        return f"breathe-{self.pause}"


OfTalk = Way | TalkEvent | Breathe | TurnEvent


@dataclass(frozen=True)
class TalkWord:
    """Of the so many-th talk about a card of the round."""

    talk: int
    card: TalkCard
    event: OfTalk

    @property
    def name(self) -> str:
        """What all words of this talk begin with."""
        return f"talk-{self.talk}.{self.card}"

    def __str__(self) -> str:
        return f"{self.name}.{self.event}"


# ---- all of them --------------------------------------------------------------------------------------

Said = SessionWord | RoundWord | Next | Later | TogetherWord | TalkWord
Reached = RoundMilestone | Card | Later | TogetherWord | TalkWord
Word = Said | Reached

_FIXED: dict[str, Word] = {str(word): word for word in (*SessionWord, *RoundWord, *RoundMilestone)}
_AS_BEFORE = {"not-today": RoundWord.FOR_GOOD}  # how rows and pages spelled it when there was no other way
_OF_TALK: dict[str, Way | TalkEvent] = {str(word): word for words in (Way, TalkEvent) for word in words}
_AT_CARD = re.compile(r"(next|card)-([1-9][0-9]{0,2})")
_TALK = re.compile(r"talk-([1-9])\.(?:(card|rest)-([1-9][0-9]?)|tender)\.(.*)", re.DOTALL)
# Two digits: more than 99 of one sort is somebody leaning on a button.
_TURN = re.compile(r"(pause|resume|minute|floor)-([1-9][0-9]?)")
_LATER = re.compile(r"later-([1-9][0-9]?)")
_BREATH = re.compile(r"breathe-([1-9][0-9]?)")
_ACTS: dict[str, TurnAct] = {act: act for act in get_args(TurnAct)}


def parse_word(text: str) -> Word | None:
    """The word that is spelled like this; None where there is none. "next-01" is no word."""
    fixed = _FIXED.get(text) or _AS_BEFORE.get(text)
    if fixed is not None:
        return fixed
    later = _LATER.fullmatch(text)
    if later is not None:
        return Later(int(later[1]))
    at_card = _AT_CARD.fullmatch(text)
    if at_card is not None:
        number = int(at_card[2])
        return Next(number) if at_card[1] == "next" else Card(number)
    of_talk = _TALK.fullmatch(text)
    if of_talk is not None:
        event = _OF_TALK.get(of_talk[4]) or _breath(of_talk[4]) or _turn(of_talk[4])
        return TalkWord(int(of_talk[1]), _card(of_talk[2], of_talk[3]), event) if event is not None else None
    step, _, ending = text.rpartition(".")
    happens = START if ending == START else _turn(ending)
    return TogetherWord(step, happens) if step and happens is not None else None


def parse_said(text: str) -> Said | None:
    """The same, of what a seat can say."""
    word = parse_word(text)
    return None if isinstance(word, RoundMilestone | Card) else word


def parse_reached(text: str) -> Reached | None:
    """The same, of what can come true."""
    word = parse_word(text)
    return None if isinstance(word, SessionWord | RoundWord | Next) else word


def _turn(text: str) -> TurnEvent | None:
    found = _TURN.fullmatch(text)
    return TurnEvent(_ACTS[found[1]], int(found[2])) if found is not None else None


def _breath(text: str) -> Breathe | None:
    found = _BREATH.fullmatch(text)
    return Breathe(int(found[1])) if found is not None else None


def _card(pile: str | None, number: str | None) -> TalkCard:
    if pile is None or number is None:
        return TenderCard()
    return Card(int(number)) if pile == "card" else RestCard(int(number))
