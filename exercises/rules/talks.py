"""A talk about one card: how two people come to it, and how it goes. Pure.

Nothing but words and milestones of the card's round: `talk-1.card-3.room` is the first talk about the third
card, in one room. Either asks, openly, and it opens when the other says yes; how the two talk is one choice
that either may make. Aloud, one speaks and the other says back what they heard, then the other way round; in
writing, two letters open together. Either may end it.
What may be said of it, and what comes true, is in `talk_rules`.
"""

from __future__ import annotations

from dataclasses import dataclass

from couples.positions import BOTH, FIRST, SECOND, Position
from exercises.rules.facts import Facts, SharedActivity
from exercises.rules.refusals import BothIn
from exercises.rules.turns import FloorState, Instants, floor_of
from exercises.rules.words import (
    START,
    OfTalk,
    Start,
    TalkCard,
    TalkEvent,
    TalkWord,
    TurnEvent,
    Way,
    Word,
    parse_word,
)

WAYS: tuple[Way, ...] = tuple(Way)
SPEAKING_S = 120  # of one turn at speaking; with the saying back, five good minutes in all
SAYING_BACK_S = 30
MOST = 9  # talks about one card


@dataclass(frozen=True)
class Talk:
    """The so many-th talk about this card of this round."""

    round: str
    number: int
    card: TalkCard

    @property
    def name(self) -> str:
        """What the text of each of its words begins with."""
        return self.word(TalkEvent.END).name

    @property
    def letter(self) -> str:
        """The step under which each of the two has a letter."""
        return f"{self.round}.{self.word(TalkEvent.LETTER)}"

    @property
    def turns(self) -> SharedActivity:
        """The turns at speaking, as the clock knows them."""
        return SharedActivity(self.name, SPEAKING_S, floors=4, saying_back=SAYING_BACK_S)

    def word(self, event: OfTalk) -> TalkWord:
        return TalkWord(self.number, self.card, event)


def talk_of(round_id: str, word: Word | None) -> tuple[Talk, OfTalk] | None:
    """The talk that this word is about, and what it says of it; None if it is about no talk."""
    if not isinstance(word, TalkWord):
        return None
    return Talk(round_id, word.talk, word.card), word.event


def way_of(facts: Facts, talk: Talk) -> Way | None:
    """How the two talk; None while it has not been opened."""
    return next((way for way in WAYS if facts.reached(talk.round, talk.word(way))), None)


def chosen(facts: Facts, position: Position, talk: Talk) -> Way | None:
    """The way that this seat would like; None when it has not said any."""
    return next((way for way in WAYS if facts.has_said(position, talk.round, talk.word(way))), None)


def is_over(facts: Facts, talk: Talk) -> bool:
    """Somebody has ended it, or the letters are open."""
    return any(facts.reached(talk.round, talk.word(event)) for event in (TalkEvent.END, TalkEvent.LETTERS))


def latest(facts: Facts, round_id: str, card: TalkCard) -> Talk:
    """The talk about this card that is going on or would be the next one. The last one stays the last."""
    number = 1
    while number < MOST and is_over(facts, Talk(round_id, number, card)):
        number += 1
    return Talk(round_id, number, card)


def opened(facts: Facts) -> tuple[Talk, ...]:
    """All talks that were ever opened, in an order that is the same for both."""
    found = {talk for round_id, word in facts.milestones if (talk := _wished(round_id, word)) is not None}
    return tuple(sorted(found, key=lambda talk: (talk.round, str(talk.card), talk.number)))


def opened_letters(facts: Facts) -> tuple[Talk, ...]:
    """The talks in writing whose letters are open."""
    return tuple(talk for talk in opened(facts) if facts.reached(talk.round, talk.word(TalkEvent.LETTERS)))


def is_letter(step: str) -> bool:
    """Whether this is the id of a letter, of whatever talk."""
    _, _, text = step.partition(".")
    word = parse_word(text)
    return isinstance(word, TalkWord) and word.event is TalkEvent.LETTER


def going_on(facts: Facts) -> Talk | None:
    """The one talk that the two are in; None while they are in none."""
    return next((talk for talk in opened(facts) if not is_over(facts, talk)), None)


def current(facts: Facts, me: Position) -> Talk | None:
    """The talk that this seat has on its screen: it goes on, or it is over and I have not gone on from it."""
    now = going_on(facts)
    if now is not None:
        return now
    left = (talk for talk in opened(facts) if not facts.has_said(me, talk.round, talk.word(TalkEvent.DONE)))
    return next(left, None)


def asked(facts: Facts, position: Position) -> Talk | None:
    """The talk that this seat would like and that has not been opened."""
    said = (each for each in facts.said if each.position == position)
    wished = (talk for each in said if (talk := _wished(each.round, each.word)) is not None)
    found = [talk for talk in wished if way_of(facts, talk) is None]
    return min(found, key=lambda talk: (talk.round, str(talk.card)), default=None)


def both_asked(facts: Facts) -> Talk | None:
    """The one talk that both would like and that has not been opened."""
    talk = asked(facts, FIRST)
    return talk if talk == asked(facts, SECOND) else None


def way_to_open(facts: Facts, talk: Talk, newest: Way | None) -> Way:
    """How the two will talk, once both would like to.

    newest: the way that is being said, if one is. Whoever says yes has the last word. When it had to wait for
    somebody who was away, nothing tells which word was the last: then it is the way that asks less of both.
    """
    ways = {chosen(facts, position, talk) for position in BOTH}
    return newest or next(way for way in reversed(WAYS) if way in ways)


def _wished(round_id: str, word: Word) -> Talk | None:
    """The talk that this word chooses a way for; None where it chooses none."""
    found = talk_of(round_id, word)
    return found[0] if found is not None and isinstance(found[1], Way) else None


def letter_of(facts: Facts, step: str) -> Talk | None:
    """The talk in writing that this step is a letter of; None if it is of none. Raise BothIn if it is open.

    Once somebody has ended the talk, what is written stays with whoever writes it.
    """
    for talk in opened(facts):
        if talk.letter == step and way_of(facts, talk) is Way.WRITE:
            if facts.reached(talk.round, talk.word(TalkEvent.LETTERS)):
                raise BothIn
            return talk
    return None


def unsent_letter(facts: Facts, me: Position, step: str) -> Talk | None:
    """The talk that goes on and waits for this letter of mine; None if it waits for none."""
    now = going_on(facts)
    if now is None or now.letter != step or way_of(facts, now) is not Way.WRITE:
        return None
    return None if facts.has_said(me, now.round, now.word(TalkEvent.LETTER)) else now


def floor_of_talk(facts: Facts, instants: Instants, talk: Talk, now: int) -> FloorState:
    """Where the turns of this talk stand; before its start while it has not been opened aloud."""
    known: dict[Start | TurnEvent, int] = {
        found[1]: at
        for (round_id, word), at in instants.items()
        if (found := talk_of(round_id, word)) is not None and found[0] == talk
        if isinstance(found[1], TurnEvent)
    }
    way = way_of(facts, talk)
    if way is not None:
        known[START] = instants[talk.round, talk.word(way)]
    return floor_of(talk.turns, known, now)
