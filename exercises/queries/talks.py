"""Talks about cards: how far one has come, and what this seat may say to it."""

from __future__ import annotations

from exercises import rules
from exercises.queries import reveals
from exercises.queries.session_state import Sitting
from exercises.rules import Talk, clock, other
from exercises.rules.turns import FloorState, floor_of, may_happen, parsed


def allowed(sitting: Sitting, talk: Talk, event: str) -> bool:
    """Whether there is such a card, I have come to it, and the turns on the clock allow this word now."""
    if event in rules.WAYS:
        return _is_before_me(sitting, talk) and (event != "write" or _can_write(sitting))
    if event.startswith("breathe-"):
        state = _state(sitting, talk)
        return state.paused and event == f"breathe-{state.pauses}"
    if parsed(event) is None:
        return True
    others = other(sitting.me) in sitting.here
    return may_happen(talk.turns, _state(sitting, talk), event, sitting.me, sitting.begins, others)


def _is_before_me(sitting: Sitting, talk: Talk) -> bool:
    """Whether there is such a card and this seat has come to it."""
    facts = sitting.facts
    plan = facts.round(talk.round)
    if plan is None or not facts.happened(plan.id, "reveal"):
        return False
    opened = reveals.revealed(sitting, plan.id)
    kind, _, number = talk.card.partition("-")
    if kind == "tender":
        return facts.happened(plan.id, "tender-open")
    if kind == "rest":
        return facts.happened(plan.id, "rest-open") and int(number) <= len(opened.comparison.rest)
    count = max(1, opened.count)
    seen = count if facts.happened(plan.id, "closed") else rules.card_number(facts, sitting.me, plan)
    return int(number) <= min(count, seen)


def _can_write(sitting: Sitting) -> bool:
    """Letters stay to be read again, so there are none where nothing is laid side by side, on purpose."""
    return sitting.content.exercise.comparison == "page"


def _state(sitting: Sitting, talk: Talk) -> FloorState:
    happened = sitting.happened_at(talk.round, talk.name)
    way = rules.way_of(sitting.facts, talk)
    begun = {"start": happened[way]} if way is not None else {}
    return floor_of(talk.turns, {**happened, **begun}, clock.now_ms())
