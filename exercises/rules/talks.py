"""A talk about one card: how two people come to it, and how it goes. Pure.

Nothing but words and milestones of the card's round: `talk-1.card-3.room` is the first talk about the third
card, in one room. It opens when both have chosen the same way. Aloud, one speaks and the other says back
what they heard, then the other way round; in writing, two letters open together. Either may end it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from couples.positions import BOTH, FIRST, SECOND, Position
from exercises.rules.facts import Facts, RoundPlan, SharedActivity, Signal
from exercises.rules.refusals import BothIn, NotYet, UnknownStep
from exercises.rules.turns import parsed

Way = Literal["room", "call", "write"]

WAYS: tuple[Way, ...] = ("room", "call", "write")
SPEAKING_S = 120  # of one turn at speaking; with the saying back, five good minutes in all
SAYING_BACK_S = 30
MOST = 9  # talks about one card

_WORD = re.compile(r"(talk-([1-9])\.(card-[1-9][0-9]?|tender|rest-[1-9][0-9]?))\.([a-z]+(-[1-9][0-9]?)?)")
_BREATH = re.compile(r"breathe-[1-9][0-9]?")


@dataclass(frozen=True)
class Talk:
    """The so many-th talk about this card of this round. card: card-1 …, tender, or rest-1 …"""

    round: str
    number: int
    card: str

    @property
    def name(self) -> str:
        """What each of its words begins with."""
        return f"talk-{self.number}.{self.card}"

    @property
    def letter(self) -> str:
        """The step under which each of the two has a letter."""
        return f"{self.round}.{self.name}.letter"

    @property
    def turns(self) -> SharedActivity:
        """The turns at speaking, as the clock knows them."""
        return SharedActivity(self.name, SPEAKING_S, floors=4, saying_back=SAYING_BACK_S)

    def word(self, event: str) -> str:
        return f"{self.name}.{event}"


def talk_of(round_id: str, what: str) -> tuple[Talk, str] | None:
    """The talk that this word is about, and what it says of it; None if it is about no talk."""
    found = _WORD.fullmatch(what)
    return (Talk(round_id, int(found[2]), found[3]), found[4]) if found is not None else None


def way_of(facts: Facts, talk: Talk) -> Way | None:
    """How the two talk; None while it has not been opened."""
    return next((way for way in WAYS if facts.reached(talk.round, talk.word(way))), None)


def chosen(facts: Facts, position: Position, talk: Talk) -> Way | None:
    """The way that this seat would like; None when it has not said any."""
    return next((way for way in WAYS if facts.has_said(position, talk.round, talk.word(way))), None)


def is_over(facts: Facts, talk: Talk) -> bool:
    """Somebody has ended it, or the letters are open."""
    return any(facts.reached(talk.round, talk.word(event)) for event in ("end", "letters"))


def latest(facts: Facts, round_id: str, card: str) -> Talk:
    """The talk about this card that is going on or would be the next one. The last one stays the last."""
    number = 1
    while number < MOST and is_over(facts, Talk(round_id, number, card)):
        number += 1
    return Talk(round_id, number, card)


def opened(facts: Facts) -> tuple[Talk, ...]:
    """All talks that were ever opened, in an order that is the same for both."""
    found = {talk for round_id, what in facts.milestones for talk, _ in _about(round_id, what, WAYS)}
    return tuple(sorted(found, key=lambda talk: (talk.round, talk.card, talk.number)))


def opened_letters(facts: Facts) -> tuple[Talk, ...]:
    """The talks in writing whose letters are open."""
    return tuple(talk for talk in opened(facts) if facts.reached(talk.round, talk.word("letters")))


def is_letter(step: str) -> bool:
    """Whether this is the id of a letter, of whatever talk."""
    round_id, _, what = step.partition(".")
    found = talk_of(round_id, what)
    return found is not None and found[1] == "letter"


def going_on(facts: Facts) -> Talk | None:
    """The one talk that the two are in; None while they are in none."""
    return next((talk for talk in opened(facts) if not is_over(facts, talk)), None)


def current(facts: Facts, me: Position) -> Talk | None:
    """The talk that this seat has on its screen: it goes on, or it is over and I have not gone on from it."""
    now = going_on(facts)
    if now is not None:
        return now
    left = (talk for talk in opened(facts) if not facts.has_said(me, talk.round, talk.word("done")))
    return next(left, None)


def asked(facts: Facts, position: Position) -> Talk | None:
    """The talk that this seat would like and that has not been opened."""
    said = (each for each in facts.said if each.position == position)
    found = [
        talk
        for each in said
        for talk, _ in _about(each.round, each.what, WAYS)
        if way_of(facts, talk) is None
    ]
    return min(found, key=lambda talk: (talk.round, talk.card), default=None)


def both_asked(facts: Facts) -> tuple[tuple[Talk, Way, Way], ...]:
    """The talks that both would like, each with the way of the first and of the second seat."""
    talk = asked(facts, FIRST)
    if talk is None or talk != asked(facts, SECOND):
        return ()
    first, second = chosen(facts, FIRST, talk), chosen(facts, SECOND, talk)
    return ((talk, first, second),) if first and second else ()


def _about(round_id: str, what: str, events: Iterable[str]) -> Iterator[tuple[Talk, str]]:
    found = talk_of(round_id, what)
    if found is not None and found[1] in events:
        yield found


# ---- what may be said ---------------------------------------------------------------------------------


def may_say_of_talk(facts: Facts, me: Position, plan: RoundPlan, what: str, on: bool) -> bool:
    """Whether saying this changes anything now. Raise if it may not be said.

    Which cards there are, and the clock, are not known here. A way can be taken back until both have chosen
    it, a letter until both are there.
    """
    found = talk_of(plan.id, what)
    if found is None:
        raise UnknownStep
    if not facts.reached(plan.id, "reveal"):
        raise NotYet
    talk, event = found
    said, way = facts.has_said(me, plan.id, what), way_of(facts, talk)
    if event in WAYS:
        return _may_ask(facts, talk, way, said, on)
    if event == "letter":
        return _may_reopen(facts, talk, said, on)
    if way is None or (event == "done" and not is_over(facts, talk)):
        raise NotYet
    if event in ("end", "done"):
        return _only_on(on) and not said and not (event == "end" and is_over(facts, talk))
    if way == "write" or (parsed(event) is None and _BREATH.fullmatch(event) is None):
        raise UnknownStep
    if is_over(facts, talk):
        raise NotYet
    if _BREATH.fullmatch(event):
        return said != on and not facts.reached(plan.id, what)
    return _only_on(on) and not facts.reached(plan.id, what)


def _may_ask(facts: Facts, talk: Talk, way: Way | None, said: bool, on: bool) -> bool:
    if way is not None:
        if not on:
            raise NotYet("Nothing is lost. The talk has begun; either of you can end it at any time.")
        return False
    if on and (going_on(facts) is not None or latest(facts, talk.round, talk.card) != talk):
        raise NotYet
    return said != on


def _may_reopen(facts: Facts, talk: Talk, said: bool, on: bool) -> bool:
    """A letter is sent by answering its step; saying so again is no news. Mine can be taken back alone."""
    if on:
        if said:
            return False
        raise NotYet
    if said and is_over(facts, talk):
        raise BothIn
    return said


def _only_on(on: bool) -> bool:
    if not on:
        raise NotYet("Nothing is lost. That can’t be taken back.")
    return True


# ---- what comes true ----------------------------------------------------------------------------------


def due_of_talks(
    facts: Facts, plan: RoundPlan, here: frozenset[int], tapped: Signal | None
) -> Iterator[tuple[str, str]]:
    """The milestones of this round's talks whose condition holds and that are not written yet.

    Aloud it begins when both are here; letters need nobody at the same time. What is said while it goes on
    counts at once, whoever says it; only breathing needs both.
    """
    for said in sorted(facts.said, key=lambda said: said.what):
        found = talk_of(plan.id, said.what) if said.round == plan.id and said.position == FIRST else None
        if found is None or not facts.both_said(plan.id, said.what):
            continue
        talk, event = found
        together = here.issuperset(BOTH)
        if event in WAYS and way_of(facts, talk) is None and going_on(facts) is None:
            if together or event == "write":
                yield plan.id, said.what
                return  # one at a time
        elif is_over(facts, talk):
            continue
        elif _BREATH.fullmatch(event) and together and not facts.reached(plan.id, said.what):
            yield plan.id, said.what
        elif event == "letter":
            yield plan.id, talk.word("letters")
    found = talk_of(plan.id, tapped.what) if tapped is not None and tapped.round == plan.id else None
    if found is not None and tapped is not None and not facts.reached(plan.id, tapped.what):
        talk, event = found
        at_once = event == "end" or parsed(event) is not None
        if at_once and way_of(facts, talk) is not None and not is_over(facts, talk):
            yield plan.id, tapped.what


def letter_of(facts: Facts, step: str) -> Talk | None:
    """The talk in writing that this step is a letter of; None if it is of none. Raise BothIn if it is open.

    Once somebody has ended the talk, what is written stays with whoever writes it.
    """
    for talk in opened(facts):
        if talk.letter == step and way_of(facts, talk) == "write":
            if facts.reached(talk.round, talk.word("letters")):
                raise BothIn
            return talk
    return None


def unsent_letter(facts: Facts, me: Position, step: str) -> Talk | None:
    """The talk that goes on and waits for this letter of mine; None if it waits for none."""
    now = going_on(facts)
    if now is None or now.letter != step or way_of(facts, now) != "write":
        return None
    return None if facts.has_said(me, now.round, now.word("letter")) else now
