"""The ring as a card, and as words of a plan: both names, and everything in the words of whoever gave it."""

from __future__ import annotations

from exercises import people, picks, rings
from exercises.comparison import ring
from exercises.library import CUES_OPENER
from exercises.reveals import Revealed, revealed
from exercises.rules import Position, other
from exercises.screens import Half, NoRing, Ring
from exercises.sitting import Sitting
from exercises.typography import typeset

TITLE = "It can go round by itself"
ASKS = "Where could each of us step out, and what would make that easier?"
NONE = "There is no ring to draw this time"
NONE_ASKS = "Which of these moments do you both know, and what helps then?"
_ENDS = " .,;:…!?"
_WHEN = "When "


def of(sitting: Sitting, opened: Revealed) -> Ring | None:
    """The ring that this round opened; None where there is none to show."""
    if opened.ring is None:
        return None
    return Ring(
        title=TITLE,
        first=_half(sitting, opened, 1, opened.ring.a),
        second=_half(sitting, opened, 2, opened.ring.b),
        opener=_asks(sitting),
    )


def none(opened: Revealed) -> NoRing | None:
    """The card that stands there where a ring was looked for; None where none was, or there is one."""
    return NoRing(NONE, NONE_ASKS) if opened.looks_for_ring and opened.ring is None else None


def mine(sitting: Sitting) -> Half | None:
    """My own half, once it was opened; None where there is no ring."""
    found = sitting.ring()
    if found is None:
        return None
    opened = revealed(sitting, rings.round_of(sitting.content))
    return _half(sitting, opened, sitting.me, found.a if sitting.me == 1 else found.b)


def begins(half: Half) -> str:
    """Where I stand in the ring, as the first half of a plan: "I think “…” when Sam goes quiet"."""
    when = half.when
    moment = f"when {when.removeprefix(_WHEN)}" if when.startswith(_WHEN) else f"in the moment “{when}”"
    return f"{thought(half)} {moment}"


def thought(half: Half) -> str:
    """What I think in the ring, as a sentence of mine without its end."""
    return f"I think “{half.thinks.rstrip(_ENDS)}”"


def _asks(sitting: Sitting) -> str:
    asked = sitting.content.exercise.opener
    return ASKS if asked == CUES_OPENER else typeset(asked)


def _half(sitting: Sitting, opened: Revealed, position: Position, half: ring.Half) -> Half:
    step = sitting.layout.steps[f"{half.cue}.receiver"]
    reader, actor = people.person(sitting, position), people.person(sitting, other(position))
    body = opened.shared[position][step.id]
    return Half(
        person=reader,
        when=picks.title(step.moment, reader, actor),
        thinks=picks.said(sitting, opened, position, step.id, partner=actor.name),
        does=rings.move_of(step, body),
        mine=position == sitting.me,
    )
