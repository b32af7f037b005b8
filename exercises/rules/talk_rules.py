"""What may be said of a talk about a card, and what comes true of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from couples.positions import BOTH, FIRST, Position, other
from exercises.rules.circumstances import Circumstances
from exercises.rules.facts import Facts, RoundPlan, Signal
from exercises.rules.refusals import BothIn, NotYet, UnknownStep
from exercises.rules.stages import has_come_to
from exercises.rules.talks import (
    Talk,
    both_asked,
    floor_of_talk,
    going_on,
    is_over,
    latest,
    talk_of,
    way_of,
    way_to_open,
)
from exercises.rules.turns import may_happen
from exercises.rules.words import (
    Breathe,
    Card,
    Reached,
    RestCard,
    RoundMilestone,
    TalkCard,
    TalkEvent,
    TalkWord,
    TenderCard,
    TurnEvent,
    Way,
)

# ---- what may be said ---------------------------------------------------------------------------------


def may_say_of_talk(
    facts: Facts, me: Position, plan: RoundPlan, word: TalkWord, on: bool, given: Circumstances
) -> bool:
    """Whether saying this of a talk changes anything now. Raise if it may not be said.

    There has to be such a card, come to by this seat, and the turns on the clock have to allow it. A way can
    be taken back until the talk has opened, a letter until both are there.
    """
    if not facts.reached(plan.id, RoundMilestone.REVEAL):
        raise NotYet
    changes = _changes(facts, me, plan, word, on)
    if changes and not _is_time(facts, me, plan, word, given):
        raise NotYet
    return changes


def _changes(facts: Facts, me: Position, plan: RoundPlan, word: TalkWord, on: bool) -> bool:
    talk, event = Talk(plan.id, word.talk, word.card), word.event
    said, way = facts.has_said(me, plan.id, word), way_of(facts, talk)
    if isinstance(event, Way):
        return _may_ask(facts, talk, way, said, on)
    if event is TalkEvent.LETTER:
        return _may_reopen(facts, talk, said, on)
    if way is None or (event is TalkEvent.DONE and not is_over(facts, talk)):
        raise NotYet
    if event in (TalkEvent.END, TalkEvent.DONE):
        return only_on(on) and not said and not (event is TalkEvent.END and is_over(facts, talk))
    if way is Way.WRITE or not isinstance(event, TurnEvent | Breathe):
        raise UnknownStep
    if is_over(facts, talk):
        raise NotYet
    if isinstance(event, Breathe):
        return said != on and not facts.reached(plan.id, word)
    return only_on(on) and not facts.reached(plan.id, word)


def _is_time(facts: Facts, me: Position, plan: RoundPlan, word: TalkWord, given: Circumstances) -> bool:
    """Whether there is such a card, I have come to it, and the turns on the clock allow this word now."""
    event = word.event
    if isinstance(event, Way):
        is_one = event is not Way.WRITE or given.can_write
        return is_one and _is_before_me(facts, me, plan, word.card, given)
    if not isinstance(event, TurnEvent | Breathe):
        return True
    talk = Talk(plan.id, word.talk, word.card)
    floor = floor_of_talk(facts, given.instants, talk, given.now)
    if isinstance(event, Breathe):
        return floor.paused and event.pause == floor.pauses
    return may_happen(talk.turns, floor, event, me, given.begins, other(me) in given.here)


def _is_before_me(facts: Facts, me: Position, plan: RoundPlan, card: TalkCard, given: Circumstances) -> bool:
    """Whether there is such a card and this seat has come to it."""
    if not has_come_to(facts, me, plan, card):
        return False
    match card:
        case Card(number=number):
            return number <= given.card_count(plan.id)
        case RestCard(number=number):
            return number <= given.rest_count(plan.id)
        case TenderCard():
            return True


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


def only_on(on: bool) -> bool:
    if not on:
        raise NotYet("Nothing is lost. That stays as it is.")
    return True


# ---- what comes true ----------------------------------------------------------------------------------


def due_of_talks(
    facts: Facts, plan: RoundPlan, here: frozenset[int], tapped: Signal | None
) -> Iterator[tuple[str, Reached]]:
    """The milestones of this round's talks whose condition holds and that are not written yet.

    Aloud it begins when both are here; letters need nobody at the same time. What is said while it goes on
    counts at once, whoever says it; only breathing needs both.
    """
    begins = _begins(facts, plan, here, tapped)
    if begins is not None:
        yield plan.id, begins
        return  # one at a time
    for said in sorted(facts.said, key=lambda said: str(said.word)):
        word = said.word
        if (said.round, said.position) != (plan.id, FIRST) or not isinstance(word, TalkWord):
            continue
        if not facts.both_said(plan.id, word):
            continue
        talk, event = Talk(plan.id, word.talk, word.card), word.event
        if is_over(facts, talk):
            continue
        if isinstance(event, Breathe) and here.issuperset(BOTH) and not facts.reached(plan.id, word):
            yield plan.id, word
        elif event is TalkEvent.LETTER:
            yield plan.id, talk.word(TalkEvent.LETTERS)
    if tapped is not None and tapped.round == plan.id and isinstance(tapped.word, TalkWord):
        yield from _at_once(facts, plan, tapped.word)


def _begins(facts: Facts, plan: RoundPlan, here: frozenset[int], tapped: Signal | None) -> TalkWord | None:
    """The way in which the talk that both would like about a card of this round begins now, if it does."""
    talk = both_asked(facts)
    if talk is None or talk.round != plan.id or going_on(facts) is not None:
        return None
    found = talk_of(tapped.round, tapped.word) if tapped is not None else None
    newest = found[1] if found is not None and found[0] == talk else None
    way = way_to_open(facts, talk, newest if isinstance(newest, Way) else None)
    return talk.word(way) if way is Way.WRITE or here.issuperset(BOTH) else None


def _at_once(facts: Facts, plan: RoundPlan, word: TalkWord) -> Iterator[tuple[str, Reached]]:
    talk = Talk(plan.id, word.talk, word.card)
    at_once = word.event is TalkEvent.END or isinstance(word.event, TurnEvent)
    goes_on = way_of(facts, talk) is not None and not is_over(facts, talk)
    if at_once and goes_on and not facts.reached(plan.id, word):
        yield plan.id, word
