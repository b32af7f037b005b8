"""What may happen now. Pure: each raises its refusal, or says whether anything would change."""

from __future__ import annotations

import re

from couples.positions import FIRST, Position, other
from exercises.rules.facts import ROUND_WORDS, TAKEAWAY_STEP, WHOLE, Facts, RoundPlan, Stage
from exercises.rules.refusals import BothIn, NothingToOpen, NotYet, SessionEnded, Shown, UnknownStep, Unready
from exercises.rules.stages import card_number, confirmed, declined, stage_of
from exercises.rules.talks import is_over, letter_of, may_say_of_talk, talk_of
from exercises.rules.turns import START, parsed

_NEXT = re.compile(r"next-[1-9][0-9]{0,2}")


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
        raise BothIn if facts.both_said(where.round.id, "preview") else Shown
    letter = letter_of(facts, step)
    if letter is not None:
        if not is_over(facts, letter) and facts.has_said(me, letter.round, letter.word("letter")):
            raise Shown
        return
    if any(step in plan.steps for plan in facts.rounds if facts.reached(plan.id, "reveal")):
        raise BothIn
    raise UnknownStep


def may_say(facts: Facts, me: Position, round_id: str, what: str, on: bool) -> bool:
    """Whether saying this changes anything now: False for a repetition. Raise if it may not be said."""
    if not facts.open:
        raise SessionEnded
    said = facts.has_said(me, round_id, what)
    if (round_id, what) == (WHOLE, "begin"):
        return _only_on(on) and not said and (me == FIRST or facts.gated)
    plan = facts.round(round_id)
    if plan is not None and talk_of(plan.id, what) is not None:
        return may_say_of_talk(facts, me, plan, what, on)
    if plan is not None and "." in what:
        return _may_say_together(facts, me, plan, what, on)
    if plan is None or not _known_word(what):
        raise UnknownStep
    if what == "preview":
        return _may_release(facts, me, plan, on)
    if what in ("apart", "yes", "almost") and said == on:
        return False
    if what == "apart":
        if facts.reached(round_id, "reveal"):
            raise BothIn
        _reached(facts, me, plan)
        return said != on
    if not facts.reached(round_id, "reveal"):
        raise NotYet
    if not on:
        return said and _may_take_back(facts, me, plan, what)
    if what.startswith("next-"):
        number = card_number(facts, me, plan)
        if int(what.removeprefix("next-")) > number:
            raise NotYet
        return not facts.reached(round_id, "closed")  # a repeated tap may go on alone
    if what in ("more", "enough"):
        return _may_choose(facts, plan, what) and not said
    if what in ("yes", "almost"):
        return _may_confirm(facts, plan) and not said
    if what in ("tender", "not-today"):
        return not said and _may_decide_about_tender(facts, plan, what)
    if what == "rest" and not facts.reached(round_id, "closed"):
        raise NotYet
    return not said


def _known_word(what: str) -> bool:
    """Each word has one spelling: "next-01" would be stored and never count."""
    return what in ROUND_WORDS or _NEXT.fullmatch(what) is not None


def _only_on(on: bool) -> bool:
    if not on:
        raise NotYet("Nothing is lost. That can’t be taken back.")
    return True


def _may_take_back(facts: Facts, me: Position, plan: RoundPlan, what: str) -> bool:
    """A word can be taken back until it has had its effect."""
    if what.startswith("next-"):
        taken = card_number(facts, me, plan) > int(what.removeprefix("next-")) or facts.reached(
            plan.id, "closed"
        )
    elif what in ("yes", "almost"):
        taken = confirmed(facts, plan.id)
    elif what == "more":
        taken = facts.both_said(plan.id, "more") or declined(facts, plan.id)
    elif what in ("tender", "rest"):
        taken = facts.reached(plan.id, f"{what}-open")
    else:
        taken = True
    if taken:
        raise NotYet("Nothing is lost. That can’t be taken back any more.")
    return True


def _reached(facts: Facts, me: Position, plan: RoundPlan) -> None:
    where = stage_of(facts, me)
    if where.round is None or where.round.id != plan.id:
        raise NotYet


def _may_release(facts: Facts, me: Position, plan: RoundPlan, on: bool) -> bool:
    if facts.has_said(me, plan.id, "preview"):
        if on:
            return False
        if facts.has_said(other(me), plan.id, "preview") or facts.reached(plan.id, "reveal"):
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


def _may_say_together(facts: Facts, me: Position, plan: RoundPlan, what: str, on: bool) -> bool:
    """A start can be taken back until both have said it. What is said while it goes on counts at once."""
    step, _, word = what.rpartition(".")
    each = next((each for each in plan.together if each.step == step), None)
    if each is None or (word != START and (not each.floors or parsed(word) is None)):
        raise UnknownStep
    _reached(facts, me, plan)
    said, started = facts.has_said(me, plan.id, what), facts.reached(plan.id, f"{step}.{START}")
    if word == START:
        if not on and started:
            raise NotYet("Nothing is lost. It has begun; you can go on without it at any time.")
        return said != on and not started
    if facts.reached(plan.id, what):
        return False
    if not on or not started:
        raise NotYet
    return True


def _may_choose(facts: Facts, plan: RoundPlan, what: str) -> bool:
    following = facts.following(plan.id)
    if following is None or not following.further or not facts.reached(plan.id, "closed"):
        raise NotYet
    if what == "enough" and facts.both_said(plan.id, "more"):
        raise NotYet("Nothing is lost. You have both chosen more; you can stop here at any time.")
    return True


def _may_decide_about_tender(facts: Facts, plan: RoundPlan, what: str) -> bool:
    """A tender topic can be opened or put away until one of the two has happened."""
    away = facts.reached(plan.id, "tender-away")
    if what == "not-today" and facts.reached(plan.id, "tender-open"):
        raise NotYet("Nothing is lost. It is open already, for both of you.")
    if away:  # as if it had never been there, whoever put it away
        raise NothingToOpen
    return True


def _may_confirm(facts: Facts, plan: RoundPlan) -> bool:
    following = facts.following(plan.id)
    if following is None or not following.until or not facts.reached(plan.id, "closed"):
        raise NotYet
    if confirmed(facts, plan.id):
        raise NotYet("Nothing is lost. You have both said how it came back.")
    return True
