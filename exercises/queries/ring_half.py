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
    return f"{thought(half)} {within(half.when)}"


def within(title: str) -> str:
    """The title of a moment inside of a sentence: "when Sam goes quiet"."""
    return f"when {title.removeprefix(_WHEN)}" if title.startswith(_WHEN) else f"in the moment “{title}”"


def thought(half: Half) -> str:
    """What I think in the ring, as a sentence of mine without its end."""
    return f"I think “{half.thinks.rstrip(_ENDS)}”"


def first_thought(
    state: SessionState, opened: RevealedRound, position: Position, cue: str
) -> tuple[str, str]:
    """The moment that this seat read, as its title has it, and what they thought of it."""
    step = state.layout.steps[f"{cue}.receiver"]
    reader, actor = people.person(state, position), people.person(state, other(position))
    return (
        picks.title(step.required_cue, reader, actor),
        picks.said(state, opened, position, step.id, partner=actor.name),
    )


def _half(state: SessionState, opened: RevealedRound, position: Position, half: ring.Half) -> Half:
    when, thinks = first_thought(state, opened, position, half.cue)
    person = people.person(state, position)
    return Half(
        person=person,
        when=when,
        thinks=thinks,
        does=kinds.move_in_words(half.move),
        mine=position == state.me,
    )
