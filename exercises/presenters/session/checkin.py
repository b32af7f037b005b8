"""A look at how things are, as its owner sees it: this time, and against the last time.

Reads only the owner's own answers, of this session and of earlier ones of the same exercise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from django.utils import timezone

from exercises.content import kinds
from exercises.content.kinds import rate
from exercises.language.typography import typeset
from exercises.library import Exercise
from exercises.models import PairedSession
from exercises.queries.session_state import Own, Sitting, own_in
from exercises.rules import checkin_score
from exercises.screens import CheckIn


def of(sitting: Sitting, found: Iterable[Sitting] | None = None) -> CheckIn | None:
    """My own check-in; None where this exercise has none. One more look where there was an earlier one.

    found: the sittings of the couple, the newest first, where there are some already; else it is read.
    """
    items = tuple(_given(sitting, sitting.own))
    if not items:
        return None
    score = checkin_score.score([value for _, value in items])
    before = _read_before(sitting) if found is None else _before(sitting, found)
    return CheckIn(
        items=items,
        score="" if score is None else str(score),
        change="" if score is None else checkin_score.since(before, day_of(sitting), score),
        caution=checkin_score.CAUTION,
    )


def is_one(sitting: Sitting) -> bool:
    """Whether this session asks how things are."""
    return asks(sitting.content.exercise)


def asks(exercise: Exercise) -> bool:
    """Whether it asks how things are."""
    screens = (screen for each in exercise.rounds for screen in each.screens)
    firsts = (next(filter(kinds.takes_answer, screen.all_parts), None) for screen in screens)
    return any(isinstance(part, rate.Part) for part in firsts)


def score_of(sitting: Sitting) -> Decimal | None:
    """My number of this session; None while too little of it is answered."""
    return checkin_score.score([value for _, value in _given(sitting, sitting.own)])


def day_of(sitting: Sitting) -> date:
    """The day that stands for this session."""
    return timezone.localdate(sitting.session.started)


def _given(sitting: Sitting, own: Mapping[str, Own]) -> Iterator[tuple[str, int | None]]:
    """Each thing that is asked, by its short name, and what these answers say to it."""
    for step in sitting.layout.steps.values():
        if isinstance(step.main, rate.Part):
            answer = own.get(step.id)
            value = answer.body.parts.get(step.main.id) if answer is not None and answer.is_in else None
            yield typeset(step.main.name), value


def _before(sitting: Sitting, found: Iterable[Sitting]) -> Iterator[tuple[date, Decimal | None]]:
    """My numbers of earlier sessions of this exercise among those that are found."""
    for each in found:
        this, earlier = sitting.session, each.session
        if earlier.exercise == this.exercise and earlier.started < this.started:
            yield day_of(each), score_of(each)


def _read_before(sitting: Sitting) -> Iterator[tuple[date, Decimal | None]]:
    """My numbers of earlier sessions of this exercise, the newest first; each is read when asked for."""
    earlier = PairedSession.objects.filter(
        couple=sitting.session.couple,
        exercise=sitting.session.exercise,
        started__lt=sitting.session.started,
    ).order_by("-started")
    for session in earlier:
        day = timezone.localdate(session.started)
        if checkin_score.comparable(day, day_of(sitting)):
            given = _given(sitting, own_in(sitting, session))
            yield day, checkin_score.score([value for _, value in given])
