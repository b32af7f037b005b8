"""What may be said of a talk about a card, and what comes true of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from couples.positions import BOTH, FIRST, Position
from exercises.rules.facts import Facts, RoundPlan, Signal
from exercises.rules.refusals import BothIn, NotYet, UnknownStep
from exercises.rules.talks import Talk, going_on, is_over, latest, way_of
from exercises.rules.words import Breathe, Reached, RoundMilestone, TalkEvent, TalkWord, TurnEvent, Way

# ---- what may be said ---------------------------------------------------------------------------------


def may_say_of_talk(facts: Facts, me: Position, plan: RoundPlan, word: TalkWord, on: bool) -> bool:
    """Whether saying this changes anything now. Raise if it may not be said.

    Which cards there are, and the clock, are not known here. A way can be taken back until both have chosen
    it, a letter until both are there.
    """
    if not facts.reached(plan.id, RoundMilestone.REVEAL):
        raise NotYet
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
        raise NotYet("Nothing is lost. That can’t be taken back.")
    return True


# ---- what comes true ----------------------------------------------------------------------------------


def due_of_talks(
    facts: Facts, plan: RoundPlan, here: frozenset[int], tapped: Signal | None
) -> Iterator[tuple[str, Reached]]:
    """The milestones of this round's talks whose condition holds and that are not written yet.

    Aloud it begins when both are here; letters need nobody at the same time. What is said while it goes on
    counts at once, whoever says it; only breathing needs both.
    """
    for said in sorted(facts.said, key=lambda said: str(said.word)):
        word = said.word
        if (said.round, said.position) != (plan.id, FIRST) or not isinstance(word, TalkWord):
            continue
        if not facts.both_said(plan.id, word):
            continue
        talk, event = Talk(plan.id, word.talk, word.card), word.event
        together = here.issuperset(BOTH)
        if isinstance(event, Way) and way_of(facts, talk) is None and going_on(facts) is None:
            if together or event is Way.WRITE:
                yield plan.id, word
                return  # one at a time
        elif is_over(facts, talk):
            continue
        elif isinstance(event, Breathe) and together and not facts.reached(plan.id, word):
            yield plan.id, word
        elif event is TalkEvent.LETTER:
            yield plan.id, talk.word(TalkEvent.LETTERS)
    if tapped is not None and tapped.round == plan.id and isinstance(tapped.word, TalkWord):
        yield from _at_once(facts, plan, tapped.word)


def _at_once(facts: Facts, plan: RoundPlan, word: TalkWord) -> Iterator[tuple[str, Reached]]:
    talk = Talk(plan.id, word.talk, word.card)
    at_once = word.event is TalkEvent.END or isinstance(word.event, TurnEvent)
    goes_on = way_of(facts, talk) is not None and not is_over(facts, talk)
    if at_once and goes_on and not facts.reached(plan.id, word):
        yield plan.id, word
