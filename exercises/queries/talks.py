"""Talks about cards: how far one has come."""

from __future__ import annotations

from exercises.queries.session_state import SessionState
from exercises.rules import Talk, clock
from exercises.rules.talks import floor_of_talk
from exercises.rules.turns import FloorState


def can_write(state: SessionState) -> bool:
    """Letters stay to be read again, so there are none where nothing is laid side by side, on purpose."""
    return state.content.exercise.comparison == "page"


def floor(state: SessionState, talk: Talk) -> FloorState:
    """Where the turns of this talk stand now."""
    return floor_of_talk(state.facts, state.milestones, talk, clock.now_ms())
