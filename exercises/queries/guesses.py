"""Guesses at what the other says: which there are, and who may read one."""

from __future__ import annotations

from typing import Any

from couples.positions import Position, other
from exercises import rules
from exercises.comparison.answers import NOT_APPLICABLE
from exercises.content import kinds
from exercises.content.kinds import Part
from exercises.queries import earlier_answers, reveals
from exercises.queries.session_state import SessionState
from exercises.rules import RoundMilestone
from exercises.steps.layout import StepSpec


def part_of(spec: StepSpec) -> Part | None:
    """The guess that this step asks for; None where it asks for something else."""
    return spec.main if spec.main is not None and kinds.guesses_at(spec.main) else None


def given(state: SessionState, spec: StepSpec) -> Any:
    """What I guessed, as it is shown if I show it: what I picked or wrote, and nothing I said about it."""
    part, own = part_of(spec), state.own.get(spec.id)
    value = own.body.parts.get(part.id) if part is not None and own is not None and own.is_in else None
    if not isinstance(value, dict):
        return value
    if value["pick"] == NOT_APPLICABLE:
        return None
    return {name: value[name] for name in ("pick", "words") if name in value}


def is_open(state: SessionState, spec: StepSpec) -> bool:
    """Whether what my guess is held against is open to me."""
    part = part_of(spec)
    if part is None or not state.facts.reached(spec.round, RoundMilestone.REVEAL):
        return False
    if spec.cue is None:
        return bool(earlier_answers.words(state, kinds.guesses_at(part), other(state.me)))
    topics = reveals.all_open(state, reveals.revealed(state, spec.round))
    return any((topic.cue, topic.reader) == (spec.cue.id, state.me) for topic in topics)


def is_before_the_other(state: SessionState, spec: StepSpec) -> bool:
    """Whether the other has come to the card on which my guess would stand; apart, each goes on alone."""
    facts, plan = state.facts, state.facts.round(spec.round)
    if plan is None or facts.reached(plan.id, RoundMilestone.CLOSED) or not rules.is_apart(facts, plan):
        return True
    opened = reveals.revealed(state, plan.id)
    number = rules.card_number(facts, other(state.me), plan)
    if spec.cue is None:
        return number > len(opened.comparison.cards)
    seen = opened.comparison.cards[:number]
    return any((topic.cue, topic.reader) == (spec.cue.id, state.me) for topic in seen)


def shown(state: SessionState, spec: StepSpec, position: Position) -> Any:
    """What this position has shown of its guess; None as long as it has shown nothing."""
    part = part_of(spec)
    if part is None or not state.facts.reached(spec.round, RoundMilestone.REVEAL):
        return None
    return reveals.revealed(state, spec.round).part(position, spec.id, part.id)
