"""If-then plans that the two have made: derived from what they answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from couples.infrastructure.refusals import NotHere
from couples.infrastructure.vault import Unreadable
from couples.positions import FIRST, SECOND, Position
from exercises.content import kinds
from exercises.content.kinds import Part, Value
from exercises.library.snapshot_store import ContentDamaged
from exercises.queries import people, reveals
from exercises.queries.loading import load_sibling
from exercises.queries.session_state import SessionState
from exercises.rules import RoundMilestone, clock
from exercises.screens import Quote
from exercises.steps.layout import StepSpec

# Whose plan a screen looks at: as content says it, and by position.
WHOSE: Mapping[str, Position] = {"first_plan": FIRST, "second_plan": SECOND}
PLANNED = "planned"


def _text(state: SessionState, part: Part, value: Value, position: Position) -> str:
    return kinds.words(part, value, None, "", state.names_for(position))


# ---- looked at again ----------------------------------------------------------------------------------


def opened_in(state: SessionState) -> dict[Position, str]:
    """By position the plan of each that both have seen in this session: the first that they showed.

    Nothing before all cards about it are through, so that it is the same for both.
    """
    found: dict[Position, str] = {}
    for spec in state.layout.steps.values():
        if not spec.is_plain or not state.facts.reached(spec.round, RoundMilestone.CLOSED):
            continue
        opened = reveals.revealed(state, spec.round)
        for part in spec.parts:
            for position in WHOSE.values() if kinds.is_plan(part) else ():
                value = opened.part(position, spec.id, part.id)
                if value is not None:
                    found.setdefault(position, _text(state, part, value, position))
    return found


def to_look_at(state: SessionState) -> tuple[str, ...]:
    """The plans of this session that can be looked at by now, as content calls them; () where none can.

    The days count from when the cards turned over.
    """
    exercise = state.content.exercise
    opened = opened_in(state)
    if exercise.follow_up is None or not opened:
        return ()
    turned = max(at for (_, word), at in state.milestones.items() if word is RoundMilestone.REVEAL)
    wait = timedelta(days=exercise.follow_up.days)
    if clock.now_ms() < turned + wait / timedelta(milliseconds=1):
        return ()
    return tuple(name for name, position in WHOSE.items() if position in opened)


def is_through(state: SessionState) -> bool:
    """Whether a look at plans has shown its cards: all of them, or some before it was ended."""
    words = {word for _, word in state.milestones}
    return RoundMilestone.CLOSED in words or (state.ended is not None and RoundMilestone.REVEAL in words)


def quoted(state: SessionState, spec: StepSpec) -> Quote | None:
    """The plan that this step looks at, in the words of whoever made it; None where it can't be shown.

    Five queries the first time, none where the step looks at no plan.
    """
    whose = WHOSE.get(spec.screen.looks_at)
    if whose is None:
        return None
    known = state.opened
    if known.earlier_plans is None:
        known.earlier_plans = _earlier(state)
    text = known.earlier_plans.get(whose)
    return Quote(people.person(state, whose), (text,), PLANNED) if text else None


def _earlier(state: SessionState) -> Mapping[Position, str]:
    try:
        return opened_in(load_sibling(state, state.earlier))
    except (NotHere, ContentDamaged, Unreadable):
        return {}
