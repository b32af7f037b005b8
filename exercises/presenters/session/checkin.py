"""A look at how things are, as its owner sees it: this time, and against the last time.

Reads only the owner's own answers, of this session and of earlier ones of the same exercise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from django.utils import timezone

from exercises.content import kinds
from exercises.language.typography import typeset
from exercises.library import Exercise
from exercises.queries.earlier_runs import earlier_runs
from exercises.queries.session_state import OwnAnswer, SessionState
from exercises.rules import checkin_score
from exercises.screens import CheckIn


def present_checkin(state: SessionState, found: Iterable[SessionState] | None = None) -> CheckIn | None:
    """My own check-in; None where this exercise has none. One more look where there was an earlier one.

    found: the sessions of the couple, the newest first, where there are some already; else it is read.
    """
    items = tuple(_given(state, state.own))
    if not items:
        return None
    score = checkin_score.score([value for _, value in items])
    before = _read_before(state) if found is None else _before(state, found)
    return CheckIn(
        items=items,
        score="" if score is None else str(score),
        change="" if score is None else checkin_score.since(before, day_of(state), score),
        caution=checkin_score.CAUTION,
    )


def is_one(state: SessionState) -> bool:
    """Whether this session asks how things are."""
    return asks(state.content.exercise)


def asks(exercise: Exercise) -> bool:
    """Whether it asks how things are."""
    screens = (screen for each in exercise.rounds for screen in each.screens)
    firsts = (next(filter(kinds.takes_answer, screen.all_parts), None) for screen in screens)
    return any(part is not None and kinds.measures(part) for part in firsts)


def score_of(state: SessionState) -> Decimal | None:
    """My number of this session; None while too little of it is answered."""
    return checkin_score.score([value for _, value in _given(state, state.own)])


def day_of(state: SessionState) -> date:
    """The day that stands for this session."""
    return timezone.localdate(state.session.started)


def _given(state: SessionState, own: Mapping[str, OwnAnswer]) -> Iterator[tuple[str, int | None]]:
    """Each thing that is asked, by its short name, and what these answers say to it."""
    for step in state.layout.steps.values():
        if step.main is not None and (name := kinds.measures(step.main)):
            answer = own.get(step.id)
            value = answer.body.parts.get(step.main.id) if answer is not None and answer.is_in else None
            yield typeset(name), value


def _before(state: SessionState, found: Iterable[SessionState]) -> Iterator[tuple[date, Decimal | None]]:
    """My numbers of earlier sessions of this exercise among those that are found."""
    for each in found:
        this, earlier = state.session, each.session
        if earlier.exercise == this.exercise and earlier.started < this.started:
            yield day_of(each), score_of(each)


def _read_before(state: SessionState) -> Iterator[tuple[date, Decimal | None]]:
    """My numbers of earlier sessions of this exercise, the newest first; each is read when asked for."""
    for run in earlier_runs(state):
        day = timezone.localdate(run.started)
        if checkin_score.comparable(day, day_of(state)):
            given = _given(state, run.own())
            yield day, checkin_score.score([value for _, value in given])
