"""One seat's half of the ring, and everything in the words of whoever gave it."""

from __future__ import annotations

from exercises.comparison import ring
from exercises.queries import people, picks
from exercises.queries.reveals import Revealed, revealed
from exercises.queries.session_state import Sitting
from exercises.rules import Position, other
from exercises.screens import Half
from exercises.steps import ring_search

_ENDS = " .,;:…!?"
_WHEN = "When "


def mine(sitting: Sitting) -> Half | None:
    """My own half, once it was opened; None where there is no ring."""
    found = sitting.ring()
    if found is None:
        return None
    opened = revealed(sitting, ring_search.round_of(sitting.content))
    return _half(sitting, opened, sitting.me, found.a if sitting.me == 1 else found.b)


def begins(half: Half) -> str:
    """Where I stand in the ring, as the first half of a plan: "I think “…” when Sam goes quiet"."""
    when = half.when
    moment = f"when {when.removeprefix(_WHEN)}" if when.startswith(_WHEN) else f"in the moment “{when}”"
    return f"{thought(half)} {moment}"


def thought(half: Half) -> str:
    """What I think in the ring, as a sentence of mine without its end."""
    return f"I think “{half.thinks.rstrip(_ENDS)}”"


def _half(sitting: Sitting, opened: Revealed, position: Position, half: ring.Half) -> Half:
    step = sitting.layout.steps[f"{half.cue}.receiver"]
    reader, actor = people.person(sitting, position), people.person(sitting, other(position))
    body = opened.shared[position][step.id]
    return Half(
        person=reader,
        when=picks.title(step.moment, reader, actor),
        thinks=picks.said(sitting, opened, position, step.id, partner=actor.name),
        does=ring_search.move_of(step, body),
        mine=position == sitting.me,
    )
