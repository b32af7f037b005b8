"""The ring as a card, and as words of a plan: both names, and everything in the words of whoever gave it."""

from __future__ import annotations

from couples.positions import FIRST, SECOND
from exercises.language.typography import typeset
from exercises.library import CUES_OPENER
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.ring_half import _half
from exercises.queries.session_state import SessionState
from exercises.screens import NoRing, Ring

TITLE = "It can go round by itself"
ASKS = "Where could each of us step out, and what would make that easier?"
NONE = "There is no ring to draw this time"
NONE_ASKS = "Which of these moments do you both know, and what helps then?"


def present_ring(state: SessionState, opened: RevealedRound) -> Ring | None:
    """The ring that this round opened; None where there is none to show."""
    if opened.ring is None:
        return None
    return Ring(
        title=TITLE,
        first=_half(state, opened, FIRST, opened.ring.first),
        second=_half(state, opened, SECOND, opened.ring.second),
        opener=_asks(state),
    )


def present_no_ring(opened: RevealedRound) -> NoRing | None:
    """The card that stands there where a ring was looked for; None where none was, or there is one."""
    return NoRing(NONE, NONE_ASKS) if opened.looks_for_ring and opened.ring is None else None


def _asks(state: SessionState) -> str:
    asked = state.content.exercise.opener
    return ASKS if asked == CUES_OPENER else typeset(asked)
