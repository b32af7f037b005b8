"""Talks about cards: how far one has come, and what this seat may say to it."""

from __future__ import annotations

from couples.positions import other
from exercises import rules
from exercises.queries import reveals
from exercises.queries.session_state import SessionState
from exercises.rules import Talk, clock
from exercises.rules.turns import FloorState, floor_of, may_happen, parsed


def allowed(state: SessionState, talk: Talk, event: str) -> bool:
    """Whether there is such a card, I have come to it, and the turns on the clock allow this word now."""
    if event in rules.WAYS:
        return _is_before_me(state, talk) and (event != "write" or _can_write(state))
    if event.startswith("breathe-"):
        floor = _state(state, talk)
        return floor.paused and event == f"breathe-{floor.pauses}"
    if parsed(event) is None:
        return True
    others = other(state.me) in state.here
    return may_happen(talk.turns, _state(state, talk), event, state.me, state.begins, others)


def _is_before_me(state: SessionState, talk: Talk) -> bool:
    """Whether there is such a card and this seat has come to it."""
    facts = state.facts
    plan = facts.round(talk.round)
    if plan is None or not facts.reached(plan.id, "reveal"):
        return False
    opened = reveals.revealed(state, plan.id)
    kind, _, number = talk.card.partition("-")
    if kind == "tender":
        return facts.reached(plan.id, "tender-open")
    if kind == "rest":
        return facts.reached(plan.id, "rest-open") and int(number) <= len(opened.comparison.rest)
    count = max(1, opened.count)
    seen = count if facts.reached(plan.id, "closed") else rules.card_number(facts, state.me, plan)
    return int(number) <= min(count, seen)


def _can_write(state: SessionState) -> bool:
    """Letters stay to be read again, so there are none where nothing is laid side by side, on purpose."""
    return state.content.exercise.comparison == "page"


def _state(state: SessionState, talk: Talk) -> FloorState:
    reached = state.reached_at(talk.round, talk.name)
    way = rules.way_of(state.facts, talk)
    begun = {"start": reached[way]} if way is not None else {}
    return floor_of(talk.turns, {**reached, **begun}, clock.now_ms())
