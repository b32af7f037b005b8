"""Of every moment that ships, the card with the most on it: two picks, with all that a card says to them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from exercises import library
from exercises.comparison import words
from exercises.comparison.questions import WHAT_TOLD, turned
from exercises.comparison.said import word
from exercises.content.cues import Cue, Reading
from exercises.language.typography import typeset
from exercises.library import SHIPPED
from exercises.presenters.session.cue_cards import CLOSENESS, LONG_FROM
from exercises.presenters.session.picked import says
from exercises.screens import Card, Person

READER, ACTOR = Person("a", "Alex"), Person("b", "Robin")
NAMES = {"reader": READER.name, "actor": ACTOR.name}


def longest_cards() -> Iterator[tuple[str, Card]]:
    """The id of a moment, and the longest of its cards."""
    for cue in library.load(SHIPPED).cues.values():
        cards = (_card(cue, read, meant) for read, meant in product(cue.readings, cue.readings))
        yield cue.id, max(cards, key=length)


def length(card: Card) -> int:
    return sum(map(len, (card.title, card.reading, card.felt, card.meaning, card.line, card.opener)))


def _card(cue: Cue, read: Reading, meant: Reading) -> Card:
    named = {"sender": ACTOR.name, "receiver": READER.name}
    first, second = (
        says(cue, {"pick": each.id, "cat": each.category, "t": each.threat}) for each in (read, meant)
    )
    near = word(first, second)
    title = typeset(cue.title, named)
    asks = [cue.opener, turned(title)]
    if near == "read_as_meant":
        asks = [cue.opener_alike, *WHAT_TOLD, turned(title)]
    card = Card(
        title=title,
        short="",
        reader=READER,
        actor=ACTOR,
        reading=typeset(read.receiver, {"partner": ACTOR.name}),
        felt="" if cue.plain or near != "far_apart" else words.SURE.format(**NAMES),
        meaning=typeset(meant.sender, {"partner": READER.name}),
        closeness=CLOSENESS[near],
        gap_word="",
        line="" if cue.plain else words.line(first, second, **NAMES),
        opener=max((typeset(each, named) for each in asks), key=len),
        long=False,
        reading_at=50,
        meaning_at=50,
        spread=0,
        said="",
    )
    texts = (card.title, card.reading, card.meaning, card.line, card.opener)
    return Card(**{**card.__dict__, "long": sum(map(len, texts)) > LONG_FROM})
