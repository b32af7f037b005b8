"""What the two picked for a step, in the words of the voice it was asked in."""

from __future__ import annotations

from typing import Any

from couples.positions import Position
from exercises import screens
from exercises.content import kinds
from exercises.content.cues import Cue
from exercises.language.typography import typeset
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState


def said(state: SessionState, revealed: RevealedRound, position: Position, step: str, *, partner: str) -> str:
    """What this seat's released pick for this step says, in its own voice."""
    spec = state.layout.steps[step]
    body = _main(state, revealed, position, step)
    return kinds.says(body, spec.required_cue, spec.voice, {"partner": partner})


def title(cue: Cue, reader: screens.Person, actor: screens.Person) -> str:
    return typeset(cue.title, {"sender": actor.name, "receiver": reader.name})


def _main(state: SessionState, revealed: RevealedRound, position: Position, step: str) -> Any:
    return revealed.part(position, step, state.layout.steps[step].pick.id)
