"""What may be said of a round. Pure."""

from __future__ import annotations

from couples.positions import Position, other
from exercises.rules.circumstances import Circumstances
from exercises.rules.facts import Facts, RoundPlan
from exercises.rules.refusals import BothIn, NothingToOpen, NotYet, UnknownStep, Unready
from exercises.rules.stages import card_number, confirmed, declined, stage_of
from exercises.rules.tender import may_close_for_good, may_decide
from exercises.rules.turns import floor_of, may_happen, reached_at
from exercises.rules.words import START, Next, RoundMilestone, RoundWord, Start, TogetherWord

WHEN = (RoundWord.APART, RoundWord.TOGETHER)  # each the other way round from what was chosen at the start


def may_say_of_round(
    facts: Facts, me: Position, plan: RoundPlan, word: RoundWord, on: bool, given: Circumstances
) -> bool:
    """Whether saying this of a round changes anything now. Raise if it may not be said."""
    changes = _changes(facts, me, plan, word, on)
    if not changes:
        return False
    if word is RoundWord.ALMOST and on and not given.came_back(plan.id):
        raise NotYet
    if word is RoundWord.TENDER and not given.has_tender(plan.id):
        raise NothingToOpen
    if word is RoundWord.FOR_GOOD and not may_close_for_good(facts, me, plan, given):
        raise NothingToOpen
    return True


def _changes(facts: Facts, me: Position, plan: RoundPlan, word: RoundWord, on: bool) -> bool:
    said = facts.has_said(me, plan.id, word)
    if word is RoundWord.PREVIEW:
        return _may_release(facts, me, plan, on)
    if word in (*WHEN, RoundWord.YES, RoundWord.ALMOST) and said == on:
        return False
    if word in WHEN:
        if facts.reached(plan.id, RoundMilestone.REVEAL):
            raise BothIn
        _reached(facts, me, plan)
        return said != on
    if not facts.reached(plan.id, RoundMilestone.REVEAL):
        raise NotYet
    if not on:
        return said and _may_take_back(facts, me, plan, word)
    if word in (RoundWord.MORE, RoundWord.ENOUGH):
        return _may_choose(facts, plan, word) and not said
    if word in (RoundWord.YES, RoundWord.ALMOST):
        return _may_confirm(facts, plan) and not said
    if word in (RoundWord.TENDER, RoundWord.FOR_GOOD):
        if not said:
            may_decide(facts, plan, open_it=word is RoundWord.TENDER)
        return not said
    if word is RoundWord.REST and not facts.reached(plan.id, RoundMilestone.CLOSED):
        raise NotYet
    return not said


def may_go_on(
    facts: Facts, me: Position, plan: RoundPlan, word: Next, on: bool, given: Circumstances
) -> bool:
    """Whether saying so at a card, or taking it back, changes anything now. Raise if it may not be said."""
    changes = _goes_on(facts, me, plan, word, on)
    if changes and word.card > given.card_count(plan.id):
        raise NotYet
    return changes


def _goes_on(facts: Facts, me: Position, plan: RoundPlan, word: Next, on: bool) -> bool:
    if not facts.reached(plan.id, RoundMilestone.REVEAL):
        raise NotYet
    if not on:
        return facts.has_said(me, plan.id, word) and _may_take_back(facts, me, plan, word)
    if word.card > card_number(facts, me, plan):
        raise NotYet
    return not facts.reached(plan.id, RoundMilestone.CLOSED)  # a repeated tap may go on alone


def _may_take_back(facts: Facts, me: Position, plan: RoundPlan, word: RoundWord | Next) -> bool:
    """A word can be taken back until it has had its effect."""
    match word:
        case Next(card=card):
            taken = card_number(facts, me, plan) > card or facts.reached(plan.id, RoundMilestone.CLOSED)
        case RoundWord.YES | RoundWord.ALMOST:
            taken = confirmed(facts, plan.id)
        case RoundWord.MORE:
            taken = facts.both_said(plan.id, RoundWord.MORE) or declined(facts, plan.id)
        case RoundWord.TENDER:
            taken = facts.reached(plan.id, RoundMilestone.TENDER_OPEN)
        case RoundWord.REST:
            taken = facts.reached(plan.id, RoundMilestone.REST_OPEN)
        case _:
            taken = True
    if taken:
        raise NotYet("Nothing is lost. It counts for both of you now, so it stays.")
    return True


def _reached(facts: Facts, me: Position, plan: RoundPlan) -> None:
    where = stage_of(facts, me)
    if where.round is None or where.round.id != plan.id:
        raise NotYet


def _may_release(facts: Facts, me: Position, plan: RoundPlan, on: bool) -> bool:
    if facts.has_said(me, plan.id, RoundWord.PREVIEW):
        if on:
            return False
        if facts.has_said(other(me), plan.id, RoundWord.PREVIEW) or facts.reached(
            plan.id, RoundMilestone.REVEAL
        ):
            raise BothIn
        return True
    if not on:
        return False
    _reached(facts, me, plan)
    if plan.private:
        raise NotYet
    if not facts.mine.issuperset(plan.steps):
        raise Unready
    return True


def may_say_together(
    facts: Facts, me: Position, plan: RoundPlan, word: TogetherWord, on: bool, given: Circumstances
) -> bool:
    """Whether saying this of a step that both do together changes anything now. Raise if it may not be said.

    A start can be taken back until both have said it. What is said while it goes on counts at once.
    """
    each = next((each for each in plan.together if each.step == word.step), None)
    if each is None or (word.event is not START and not each.floors):
        raise UnknownStep
    _reached(facts, me, plan)
    said = facts.has_said(me, plan.id, word)
    started = facts.reached(plan.id, TogetherWord(word.step, START))
    if isinstance(word.event, Start):
        if not on and started:
            raise NotYet("Nothing is lost. It has begun; you can go on without it at any time.")
        return said != on and not started
    if facts.reached(plan.id, word):
        return False
    if not on or not started:
        raise NotYet
    floor = floor_of(each, reached_at(given.instants, plan.id, word.step), given.now)
    if not may_happen(each, floor, word.event, me, given.begins, other(me) in given.here):
        raise NotYet
    return True


def _may_choose(facts: Facts, plan: RoundPlan, word: RoundWord) -> bool:
    following = facts.following(plan.id)
    if following is None or not following.further or not facts.reached(plan.id, RoundMilestone.CLOSED):
        raise NotYet
    if word is RoundWord.ENOUGH and facts.both_said(plan.id, RoundWord.MORE):
        raise NotYet("Nothing is lost. You have both chosen more; you can stop here at any time.")
    return True


def _may_confirm(facts: Facts, plan: RoundPlan) -> bool:
    following = facts.following(plan.id)
    if following is None or not following.until or not facts.reached(plan.id, RoundMilestone.CLOSED):
        raise NotYet
    if confirmed(facts, plan.id):
        raise NotYet("You have both answered this already.")
    return True
