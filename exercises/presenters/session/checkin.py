"""A look at how things are, as its owner sees it. Reads only the owner's own answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from exercises.content import kinds
from exercises.language.typography import typeset
from exercises.library import Exercise
from exercises.queries.session_state import SessionState
from exercises.screens import CheckIn


def present_checkin(state: SessionState) -> CheckIn | None:
    """My own check-in, as I answered it; None where this exercise has none."""
    items = tuple(_given(state))
    return CheckIn(items) if items else None


def is_one(state: SessionState) -> bool:
    """Whether this session asks how things are."""
    return asks(state.content.exercise)


def asks(exercise: Exercise) -> bool:
    """Whether it asks how things are."""
    screens = (screen for each in exercise.rounds for screen in each.screens)
    firsts = (next(filter(kinds.takes_answer, screen.all_parts), None) for screen in screens)
    return any(part is not None and kinds.measures(part) for part in firsts)


def answers_of(state: SessionState) -> list[int]:
    """What I have answered, without what I left out."""
    return [value for _, value in _given(state) if value is not None]


def day_of(state: SessionState) -> date:
    """The day that stands for this session."""
    return timezone.localdate(state.session.started)


def _given(state: SessionState) -> Iterator[tuple[str, int | None]]:
    """Each thing that is asked, by its short name, and what I said to it."""
    for step in state.layout.steps.values():
        if step.main is not None and (name := kinds.measures(step.main)):
            own = state.own.get(step.id)
            value = own.body.parts.get(step.main.id) if own is not None and own.is_in else None
            yield typeset(name), value
