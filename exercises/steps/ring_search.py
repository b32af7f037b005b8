"""The ring of a session, from what both released of its first round, or what stands in its place. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from couples.positions import Position
from exercises.comparison import half_ring, ring
from exercises.comparison.half_ring import HalfRing, TwoThoughts
from exercises.comparison.ring import Given, Ring, RingRule, Shared
from exercises.content import kinds
from exercises.content.snapshot import Snapshot
from exercises.steps import sharing
from exercises.steps.layout import Layout, StepSpec

Bodies = Mapping[str, Any]  # by step id; None where nothing is offered


def round_of(content: Snapshot) -> str:
    """The round whose reveal is a ring; "" where no ring is looked for."""
    return content.exercise.rounds[0].id if content.exercise.ring is not None else ""


def found(content: Snapshot, layout: Layout, a: Bodies, b: Bodies, begins: Position) -> Ring | None:
    """The ring in what the first and the second seat released. begins: who of the two has the floor first."""
    asked = _asked(content, layout, a, b)
    return ring.find(*asked, begins) if asked is not None else None


def may_give_instead(content: Snapshot) -> bool:
    """Whether something may stand in place of a ring: only where every next move is offered from the start.

    Where each move is asked for singly, nothing stands there: two people who began so were told that
    whoever keeps something has no ring, and that nothing else is shown.
    """
    if content.exercise.ring is None:
        return False
    parts = content.exercise.rounds[0].screens[0].all_parts
    return all(part.visibility == "shared" for part in parts if kinds.adds(part) == "move")


def instead(
    content: Snapshot, layout: Layout, a: Bodies, b: Bodies, begins: Position
) -> HalfRing | TwoThoughts | None:
    """What stands in place of a ring where there is none; None where nothing can, or may."""
    asked = _asked(content, layout, a, b) if may_give_instead(content) else None
    return half_ring.instead(*asked, begins) if asked is not None else None


def _asked(content: Snapshot, layout: Layout, a: Bodies, b: Bodies) -> tuple[list[Shared], RingRule] | None:
    """What both shared of each moment, and what a ring may be made of; None where none is looked for."""
    spec = content.exercise.ring
    if spec is None:
        return None
    steps = [step for step in layout.of_round(round_of(content)) if not step.is_plain]
    moments = [
        Shared(step.required_cue.id, _given(step, a.get(step.id)), _given(step, b.get(step.id)))
        for step in steps
    ]
    rule = RingRule(
        leads_to=spec.leads_to,
        low=frozenset(step.required_cue.id for step in steps if step.required_cue.sensitivity == "low"),
        never_with=spec.never_with,
        up_to=spec.only_threat_up_to,
    )
    return moments, rule


def move_of(step: StepSpec, body: Mapping[str, Any]) -> str:
    """The next move in a released body; "" where none was shared."""
    return str(body.get(sharing.part_of(step, "move"), ""))


def _given(step: StepSpec, body: Mapping[str, Any] | None) -> Given | None:
    if not body or step.pick.id not in body:
        return None
    return Given(body[step.pick.id].get("t"), move_of(step, body))
