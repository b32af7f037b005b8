"""Steps that build on what an earlier round opened: the other's words that they are about.

Reads only, and only rounds that both have gone through to their last card.
"""

from __future__ import annotations

from typing import Any

from couples.positions import Position, other
from exercises.content import kinds
from exercises.content.kinds import Part
from exercises.queries import people, plans, reveals, ring_half
from exercises.queries.session_state import SessionState
from exercises.rules import RoundMilestone
from exercises.screens import Quote
from exercises.steps import stories
from exercises.steps.layout import StepSpec, completed


def complete_step(state: SessionState, step: str) -> StepSpec:
    """The step, complete: with what only an opened round can tell of its parts."""
    spec = state.layout.steps[step]
    updates = {part.id: update for part in spec.parts if (update := _from_opened(state, part))}
    return completed(spec, updates) if updates else spec


def _from_opened(state: SessionState, part: Part) -> dict[str, Any]:
    if kinds.options_from(part) == "stories":
        return {"options": alternative_readings(state, other(state.me))}
    if is_from_ring(part):
        half = ring_half.mine(state)
        return {"given": ring_half.begins(half)} if half is not None else {}
    return {}


def is_from_ring(part: Part) -> bool:
    """Whether it is a plan that begins where its owner stands in the ring."""
    return kinds.options_from(part) == "ring"


def quote(state: SessionState, spec: StepSpec) -> Quote | None:
    """What somebody shared before and this step is about, with who it was; None where there is nothing."""
    if spec.screen.looks_at:
        return plans.quoted(state, spec)
    found = about(state, spec)
    return Quote(people.person(state, other(state.me)), found) if found else None


def about(state: SessionState, spec: StepSpec) -> tuple[str, ...] | None:
    """What of the other's my step is about, () when they shared nothing; None where it is about nothing."""
    part = next((part for part in spec.parts if kinds.about(part)), None)
    return None if part is None else words(state, kinds.about(part), other(state.me))


def words(state: SessionState, part_id: str, position: Position) -> tuple[str, ...]:
    """What this position shared for a part of an opened round, line by line; () when it shared nothing."""
    source = state.layout.holding(part_id)
    if source is None or not state.facts.reached(source.round, RoundMilestone.CLOSED):
        return ()
    part = source.part(part_id)
    value = reveals.revealed(state, source.round).part(position, source.id, part_id)
    if part is None or value is None:
        return ()
    return kinds.lines(part, value, state.names_for(position))


def saying_back(state: SessionState, round_id: str) -> tuple[StepSpec, Part] | None:
    """Where a round says the other's words back; None where it doesn't."""
    for step in state.layout.of_round(round_id):
        if step.main is not None and kinds.says_back(step.main):
            return step, step.main
    return None


def came_back(state: SessionState, round_id: str, position: Position) -> str | None:
    """How this position's words were said back in a round that is through; None when they were not."""
    found = saying_back(state, round_id)
    if found is None:
        return None
    step, part = found
    said = reveals.revealed(state, round_id).part(other(position), step.id, part.id)
    return None if said is None else str(said)


def nothing_to_answer(state: SessionState, spec: StepSpec) -> bool:
    """Whether the other shared nothing that this step of mine could be about."""
    main = spec.main
    if main is None:
        return False
    if spec.screen.looks_at:
        return plans.quoted(state, spec) is None
    if kinds.options_from(main) == "stories":
        return not kinds.options(main)
    return kinds.needs_words(main) and about(state, spec) == ()


def alternative_readings(state: SessionState, position: Position) -> tuple[str, ...]:
    """All stories about this position's moment, from both lists, each once."""
    for plan in state.layout.rounds:
        own, others = stories.parts_of(state.layout.of_round(plan.id))
        if others is None or not state.facts.reached(plan.id, RoundMilestone.CLOSED):
            continue
        opened = reveals.revealed(state, plan.id)
        mine = opened.part(position, own.step, own.part.id) if own is not None else None
        theirs = opened.part(other(position), others.step, others.part.id)
        return tuple(dict.fromkeys(story["words"] for story in (*(mine or ()), *(theirs or ()))))
    return ()
