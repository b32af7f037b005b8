"""Guesses at what the other says, as their owner's page and the cards show them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from exercises.comparison.opened import Topic
from exercises.content import kinds
from exercises.queries import people, reveals
from exercises.queries.guesses import part_of, shown
from exercises.queries.reveals import Revealed
from exercises.queries.session_state import Sitting
from exercises.rules import Position
from exercises.screens import Card, Sheet, Side, Told
from exercises.steps.layout import StepSpec


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
