"""What the two picked for a step, in the words of the voice it was asked in."""

from __future__ import annotations

from typing import Any

from exercises import screens
from exercises.content import kinds
from exercises.content.cues import Cue
from exercises.language.typography import typeset
from exercises.queries.reveals import Revealed
from exercises.queries.session_state import Sitting
from exercises.rules import Position


def said(sitting: Sitting, revealed: Revealed, position: Position, step: str, *, partner: str) -> str:
    """What this seat's released pick for this step says, in its own voice."""
    spec = sitting.layout.steps[step]
    body = _main(sitting, revealed, position, step)
    return kinds.says(body, spec.moment, spec.voice, {"partner": partner})


def title(cue: Cue, reader: screens.Person, actor: screens.Person) -> str:
    return typeset(cue.title, {"sender": actor.name, "receiver": reader.name})


def _main(sitting: Sitting, revealed: Revealed, position: Position, step: str) -> Any:
    return revealed.part(position, step, sitting.layout.steps[step].pick.id)
