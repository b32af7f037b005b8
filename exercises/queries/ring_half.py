"""One seat's half of the ring, and everything in the words of whoever gave it."""

from __future__ import annotations

from couples.positions import Position, other
from exercises.comparison import ring
from exercises.content import kinds
from exercises.queries import people, picks
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.reveals import revealed
from exercises.queries.session_state import SessionState
from exercises.screens import Half
from exercises.steps import ring_search

_ENDS = " .,;:…!?"
_WHEN = "When "


def mine(state: SessionState) -> Half | None:
    """My own half, once it was opened; None where there is no ring."""
    found = state.ring
    if found is None:
        return None
    opened = revealed(state, ring_search.round_of(state.content))
    return _half(state, opened, state.me, found.of(state.me))


def begins(half: Half) -> str:
    """Where I stand in the ring, as the first half of a plan: "I think “…” when Sam goes quiet"."""
    when = half.when
    moment = f"when {when.removeprefix(_WHEN)}" if when.startswith(_WHEN) else f"in the moment “{when}”"
    return f"{thought(half)} {moment}"


def thought(half: Half) -> str:
    """What I think in the ring, as a sentence of mine without its end."""
    return f"I think “{half.thinks.rstrip(_ENDS)}”"


def _half(state: SessionState, opened: RevealedRound, position: Position, half: ring.Half) -> Half:
    step = state.layout.steps[f"{half.cue}.receiver"]
    reader, actor = people.person(state, position), people.person(state, other(position))
    body = opened.shared[position][step.id]
    return Half(
        person=reader,
        when=picks.title(step.required_cue, reader, actor),
        thinks=picks.said(state, opened, position, step.id, partner=actor.name),
        does=kinds.move_in_words(ring_search.move_of(step, body)),
        mine=position == state.me,
    )
