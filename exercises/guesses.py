"""Guesses at what the other says: a page of their owner's own, unless the owner shows one.

Reads only. A guess may be shown once what it is held against is open to its owner; then it stands beside
that, for both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from exercises import built_on, kinds, people, reveals, rules
from exercises.comparison.answers import NOT_APPLICABLE
from exercises.comparison.opened import Topic
from exercises.kinds import predict
from exercises.reveals import Revealed
from exercises.rules import Position, other
from exercises.screens import Card, Sheet, Side, Told
from exercises.sitting import Sitting
from exercises.steps import StepSpec


def part_of(spec: StepSpec) -> predict.Part | None:
    """The guess that this step asks for; None where it asks for something else."""
    return spec.main if isinstance(spec.main, predict.Part) else None


def given(sitting: Sitting, spec: StepSpec) -> Any:
    """What I guessed, as it is shown if I show it: what I picked or wrote, and nothing I said about it."""
    part, own = part_of(spec), sitting.own.get(spec.id)
    value = own.body.parts.get(part.id) if part is not None and own is not None and own.is_in else None
    if not isinstance(value, dict):
        return value
    if value["pick"] == NOT_APPLICABLE:
        return None
    return {name: value[name] for name in ("pick", "words") if name in value}


def is_open(sitting: Sitting, spec: StepSpec) -> bool:
    """Whether what my guess is held against is open to me."""
    part = part_of(spec)
    if part is None or not sitting.facts.happened(spec.round, "reveal"):
        return False
    if spec.cue is None:
        return bool(built_on.words(sitting, part.of, other(sitting.me)))
    topics = reveals.all_open(sitting, reveals.revealed(sitting, spec.round))
    return any((topic.cue, people.POSITION[topic.reader]) == (spec.cue.id, sitting.me) for topic in topics)


def is_before_the_other(sitting: Sitting, spec: StepSpec) -> bool:
    """Whether the other has come to the card on which my guess would stand; apart, each goes on alone."""
    facts, plan = sitting.facts, sitting.facts.round(spec.round)
    if plan is None or facts.happened(plan.id, "closed") or not rules.is_apart(facts, plan):
        return True
    opened = reveals.revealed(sitting, plan.id)
    number = rules.card_number(facts, other(sitting.me), plan)
    if spec.cue is None:
        return number > len(opened.comparison.cards)
    seen = opened.comparison.cards[:number]
    return any((topic.cue, people.POSITION[topic.reader]) == (spec.cue.id, sitting.me) for topic in seen)


def shown(sitting: Sitting, spec: StepSpec, position: Position) -> Any:
    """What this position has shown of its guess; None as long as it has shown nothing."""
    part = part_of(spec)
    if part is None or not sitting.facts.happened(spec.round, "reveal"):
        return None
    return reveals.revealed(sitting, spec.round).part(position, spec.id, part.id)


def on_card(sitting: Sitting, opened: Revealed, topic: Topic, card: Card) -> Card:
    """The card, with the reader's guess on it where they have shown it."""
    spec = sitting.layout.steps.get(f"{topic.cue}.calm")
    reader = people.POSITION[topic.reader]
    value = shown(sitting, spec, reader) if spec is not None and spec.round == opened.round else None
    if spec is None or value is None:
        return card
    return replace(card, guess=words_of(sitting, spec, value, reader))


def on_sheet(sitting: Sitting, step: StepSpec, sheet: Sheet) -> Sheet:
    """The sheet about this step, with the guesses at it that somebody has shown."""
    sides = [
        Side(people.person(sitting, position), (Told(words_of(sitting, spec, value, position)),))
        for spec in sitting.layout.steps.values()
        if spec.cue is None and (part := part_of(spec)) is not None and step.part(part.of) is not None
        for position in reveals.BOTH
        if (value := shown(sitting, spec, position)) is not None
    ]
    return replace(sheet, guesses=tuple(sides)) if sides else sheet


def words_of(sitting: Sitting, spec: StepSpec, value: Any, position: Position) -> str:
    """A guess in words, as this position means it."""
    part = part_of(spec)
    assert part is not None, "only a guess has a guess's words"
    return kinds.words(part, value, spec.cue, spec.voice, sitting.names_for(position))
