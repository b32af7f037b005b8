"""Guesses at what the other says, as their owner's page and the cards show them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from couples.positions import BOTH, Position
from exercises.comparison.opened import Topic
from exercises.content import kinds
from exercises.queries import people
from exercises.queries.guesses import part_of, shown
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState
from exercises.screens import Card, Line, PlainCard, Side
from exercises.steps.layout import StepSpec


def on_card(state: SessionState, opened: RevealedRound, topic: Topic, card: Card) -> Card:
    """The card, with the reader's guess on it where they have shown it."""
    spec = state.layout.steps.get(f"{topic.cue}.calm")
    reader = topic.reader
    value = shown(state, spec, reader) if spec is not None and spec.round == opened.round else None
    if spec is None or value is None:
        return card
    return replace(card, guess=words_of(state, spec, value, reader))


def on_plain_card(state: SessionState, step: StepSpec, made: PlainCard) -> PlainCard:
    """The card about this step, with the guesses at it that somebody has shown."""
    sides = [
        Side(people.person(state, position), (Line(words_of(state, spec, value, position)),))
        for spec in state.layout.steps.values()
        if spec.cue is None
        and (part := part_of(spec)) is not None
        and step.part(kinds.guesses_at(part)) is not None
        for position in BOTH
        if (value := shown(state, spec, position)) is not None
    ]
    return replace(made, guesses=tuple(sides)) if sides else made


def words_of(state: SessionState, spec: StepSpec, value: Any, position: Position) -> str:
    """A guess in words, as this position means it."""
    part = part_of(spec)
    assert part is not None, "only a guess has a guess's words"
    return kinds.words(part, value, spec.cue, spec.voice, state.names_for(position))
