"""What may happen now. Pure: each raises its refusal, or says whether anything would change."""

from __future__ import annotations

from couples.positions import FIRST, Position, other
from exercises.rules.facts import TAKEAWAY_STEP, WHOLE, Facts, RoundPlan, Stage
from exercises.rules.refusals import BothIn, NothingToOpen, NotYet, SessionEnded, Shown, UnknownStep, Unready
from exercises.rules.stages import card_number, confirmed, declined, stage_of
from exercises.rules.talk_rules import may_say_of_talk, only_on
from exercises.rules.talks import is_over, letter_of
from exercises.rules.words import (
    START,
    Next,
    RoundMilestone,
    RoundWord,
    Said,
    SessionWord,
    TalkEvent,
    TalkWord,
    TogetherWord,
)


def may_answer(facts: Facts, me: Position, step: str) -> None:
    """Raise unless this seat may draft, answer or pass this step now."""
    where = stage_of(facts, me)
    if where.stage is Stage.ENDED:
        raise SessionEnded
    if step == TAKEAWAY_STEP:
        if where.stage is not Stage.TAKEAWAY:
            raise NotYet
        return
    if where.stage is Stage.LOBBY:
        raise NotYet
    if where.round is not None and step in where.round.steps:
        if where.stage in (Stage.STEP, Stage.PREVIEW):
            return
        raise BothIn if facts.both_said(where.round.id, RoundWord.PREVIEW) else Shown
    letter = letter_of(facts, step)
    if letter is not None:
        if not is_over(facts, letter) and facts.has_said(me, letter.round, letter.word(TalkEvent.LETTER)):
            raise Shown
        return
    if any(step in plan.steps for plan in facts.rounds if facts.reached(plan.id, RoundMilestone.REVEAL)):
        raise BothIn
    raise UnknownStep


def may_say(facts: Facts, me: Position, round_id: str, word: Said | None, on: bool) -> bool:
    """Whether saying this changes anything now: False for a repetition. Raise if it may not be said.

    word: None for what is no word at all.
    """
    if not facts.open:
        raise SessionEnded
    if (round_id, word) == (WHOLE, SessionWord.BEGIN):
        said = facts.has_said(me, WHOLE, SessionWord.BEGIN)
        return only_on(on) and not said and (me == FIRST or facts.gated)
    plan = facts.round(round_id)
    if plan is None:
        raise UnknownStep
    match word:
        case TalkWord():
            return may_say_of_talk(facts, me, plan, word, on)
        case TogetherWord():
            return _may_say_together(facts, me, plan, word, on)
        case Next():
            return _may_go_on(facts, me, plan, word, on)
        case RoundWord():
            return _may_say_of_round(facts, me, plan, word, on)
        case _:
            raise UnknownStep


def _may_say_of_round(facts: Facts, me: Position, plan: RoundPlan, word: RoundWord, on: bool) -> bool:
    said = facts.has_said(me, plan.id, word)
    if word is RoundWord.PREVIEW:
        return _may_release(facts, me, plan, on)
    if word in (RoundWord.APART, RoundWord.YES, RoundWord.ALMOST) and said == on:
        return False
    if word is RoundWord.APART:
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
    if word in (RoundWord.TENDER, RoundWord.NOT_TODAY):
        return not said and _may_decide_about_tender(facts, plan, word)
    if word is RoundWord.REST and not facts.reached(plan.id, RoundMilestone.CLOSED):
        raise NotYet
    return not said


def _may_go_on(facts: Facts, me: Position, plan: RoundPlan, word: Next, on: bool) -> bool:
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
        raise NotYet("Nothing is lost. That can’t be taken back any more.")
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


def _may_say_together(facts: Facts, me: Position, plan: RoundPlan, word: TogetherWord, on: bool) -> bool:
    """A start can be taken back until both have said it. What is said while it goes on counts at once."""
    each = next((each for each in plan.together if each.step == word.step), None)
    if each is None or (word.event is not START and not each.floors):
        raise UnknownStep
    _reached(facts, me, plan)
    said = facts.has_said(me, plan.id, word)
    started = facts.reached(plan.id, TogetherWord(word.step, START))
    if word.event is START:
        if not on and started:
            raise NotYet("Nothing is lost. It has begun; you can go on without it at any time.")
        return said != on and not started
    if facts.reached(plan.id, word):
        return False
    if not on or not started:
        raise NotYet
    return True


def _may_choose(facts: Facts, plan: RoundPlan, word: RoundWord) -> bool:
    following = facts.following(plan.id)
    if following is None or not following.further or not facts.reached(plan.id, RoundMilestone.CLOSED):
        raise NotYet
    if word is RoundWord.ENOUGH and facts.both_said(plan.id, RoundWord.MORE):
        raise NotYet("Nothing is lost. You have both chosen more; you can stop here at any time.")
    return True


def _may_decide_about_tender(facts: Facts, plan: RoundPlan, word: RoundWord) -> bool:
    """A tender topic can be opened or put away until one of the two has happened."""
    away = facts.reached(plan.id, RoundMilestone.TENDER_AWAY)
    if word is RoundWord.NOT_TODAY and facts.reached(plan.id, RoundMilestone.TENDER_OPEN):
        raise NotYet("Nothing is lost. It is open already, for both of you.")
    if away:  # as if it had never been there, whoever put it away
        raise NothingToOpen
    return True


def _may_confirm(facts: Facts, plan: RoundPlan) -> bool:
    following = facts.following(plan.id)
    if following is None or not following.until or not facts.reached(plan.id, RoundMilestone.CLOSED):
        raise NotYet
    if confirmed(facts, plan.id):
        raise NotYet("Nothing is lost. You have both said how it came back.")
    return True
