"""What the picks of a card say: what was released of them, and how their cue marks the readings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from exercises.comparison.opened import Topic
from exercises.comparison.said import Said
from exercises.content import kinds
from exercises.content.cues import Cue
from exercises.queries.picks import _main
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState


def is_unmarked(cue: Cue) -> bool:
    """Whether its readings were never marked with what they admit and where their voices differ.

    Sessions keep the cues they began with. The marks came together with `opener_alike`; what lacks that one
    may lack the others, so of two who pick the same reading nothing says that it is as meant.
    """
    return not cue.opener_alike


def says(cue: Cue, body: Mapping[str, Any]) -> Said:
    """What this pick says; how its reading is marked is the cue's to tell."""
    if body["pick"] == kinds.OTHER:
        return Said(body["cat"], body["t"], own=True)
    reading = cue.reading(body["pick"])
    differ = reading.voices_differ or is_unmarked(cue)
    marks = {"admits": reading.admits, "voices_differ": differ, "kindly": reading.kindly}
    return Said(body["cat"], body["t"], **marks)


def both(state: SessionState, revealed: RevealedRound, topic: Topic) -> tuple[Said, Said]:
    """What the reader's pick says, and what the pick of the one who acts says."""
    cue = state.content.cues[topic.cue]
    read = says(cue, _main(state, revealed, topic.reader, f"{cue.id}.receiver"))
    return read, says(cue, _main(state, revealed, topic.actor, f"{cue.id}.sender"))
