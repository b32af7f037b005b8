"""If-then plans that the two have made: derived from what they answered, in all that they have done together.

Reads only. Of mine everything once it can't change any more, of the other's what a card has shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from exercises import cards, kinds, overview, reveals
from exercises.kinds import Value, if_then
from exercises.rules import Position, other
from exercises.screens import Plan
from exercises.sitting import Sitting
from exercises.sittings import Sittings
from exercises.steps import StepSpec
from exercises.typography import typeset


def of(sat: Sittings) -> tuple[Plan, ...]:
    """All plans, those of the newest session first. No query of its own."""
    return tuple(plan for sitting in sat.found for plan in _of_session(sitting))


def _of_session(sitting: Sitting) -> Iterator[Plan]:
    for spec in sitting.layout.steps.values():
        for part in spec.parts if spec.is_plain else ():
            if isinstance(part, if_then.Part):
                yield from _made(sitting, spec, part)


def _made(sitting: Sitting, spec: StepSpec, part: if_then.Part) -> Iterator[Plan]:
    """Mine and theirs for one part, as far as I may see them here."""
    me, facts = sitting.me, sitting.facts
    opened = reveals.revealed(sitting, spec.round) if facts.happened(spec.round, "reveal") else None
    mine, is_settled = _mine(sitting, spec, part), opened is not None or _is_private(sitting, spec)
    if mine is not None and is_settled:
        shared = opened is not None and opened.part(me, spec.id, part.id) is not None
        yield _plan(sitting, part, mine, me, only_mine=not shared)
    if opened is not None and spec in overview.visible_steps(sitting, opened):
        theirs = opened.part(other(me), spec.id, part.id)
        if theirs is not None:
            yield _plan(sitting, part, theirs, other(me), only_mine=False)


def _mine(sitting: Sitting, spec: StepSpec, part: if_then.Part) -> Value | None:
    own = sitting.own.get(spec.id)
    return own.body.parts.get(part.id) if own is not None and own.is_in else None


def _is_private(sitting: Sitting, spec: StepSpec) -> bool:
    plan = sitting.facts.round(spec.round)
    return plan is not None and plan.private


def _plan(sitting: Sitting, part: if_then.Part, value: Value, position: Position, *, only_mine: bool) -> Plan:
    return Plan(
        person=cards.person(sitting, position),
        text=kinds.words(part, value, None, "", sitting.names_for(position)),
        exercise=typeset(sitting.content.exercise.title),
        only_mine=only_mine,
        code=sitting.code,
    )
