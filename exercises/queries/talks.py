"""Talks about cards: how far one has come, and what this seat may say to it."""

from __future__ import annotations

from couples.positions import other
from exercises import rules
from exercises.queries import reveals
from exercises.queries.session_state import SessionState
from exercises.rules import RoundMilestone, Talk, Way, clock
from exercises.rules.talks import floor_of_talk
from exercises.rules.turns import FloorState, may_happen
from exercises.rules.words import Breathe, Card, OfTalk, RestCard, TurnEvent


def allowed(state: SessionState, talk: Talk, event: OfTalk) -> bool:
    """Whether there is such a card, I have come to it, and the turns on the clock allow this word now."""
    if isinstance(event, Way):
        return _is_before_me(state, talk) and (event is not Way.WRITE or can_write(state))
    if isinstance(event, Breathe):
        now = floor(state, talk)
        return now.paused and event.pause == now.pauses
    if not isinstance(event, TurnEvent):
        return True
    others = other(state.me) in state.here
    return may_happen(talk.turns, floor(state, talk), event, state.me, state.begins, others)


def _is_before_me(state: SessionState, talk: Talk) -> bool:
    """Whether there is such a card and this seat has come to it."""
    facts = state.facts
    plan = facts.round(talk.round)
    if plan is None or not facts.reached(plan.id, RoundMilestone.REVEAL):
        return False
    opened = reveals.revealed(state, plan.id)
    match talk.card:
        case RestCard(number=number):
            is_open = facts.reached(plan.id, RoundMilestone.REST_OPEN)
            return is_open and number <= len(opened.comparison.rest)
        case Card(number=number):
            count = max(1, opened.count)
            closed = facts.reached(plan.id, RoundMilestone.CLOSED)
            return number <= min(count, count if closed else rules.card_number(facts, state.me, plan))
        case _:
            return facts.reached(plan.id, RoundMilestone.TENDER_OPEN)


def can_write(state: SessionState) -> bool:
    """Letters stay to be read again, so there are none where nothing is laid side by side, on purpose."""
    return state.content.exercise.comparison == "page"


def floor(state: SessionState, talk: Talk) -> FloorState:
    """Where the turns of this talk stand now."""
    return floor_of_talk(state.facts, state.milestones, talk, clock.now_ms())
