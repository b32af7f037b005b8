"""A look at how things are, as its owner sees it: this time, and against the last time.

Reads only the owner's own answers, of this session and of earlier ones of the same exercise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from exercises import checkin_score
from exercises.kinds import rate
from exercises.models import PairedSession
from exercises.screens import CheckIn
from exercises.sitting import Own, Sitting, own_in
from exercises.typography import typeset


def of(sitting: Sitting) -> CheckIn | None:
    """My own check-in; None where this exercise has none. One more look where there was an earlier one."""
    items = tuple(_given(sitting, sitting.own))
    if not items:
        return None
    score = checkin_score.score([value for _, value in items])
    return CheckIn(
        items=items,
        score="" if score is None else str(score),
        change="" if score is None else _change(sitting, score),
    )


def _given(sitting: Sitting, own: Mapping[str, Own]) -> Iterator[tuple[str, int | None]]:
    """Each thing that is asked, by its short name, and what these answers say to it."""
    for step in sitting.layout.steps.values():
        if isinstance(step.main, rate.Part):
            answer = own.get(step.id)
            value = answer.body.parts.get(step.main.id) if answer is not None and answer.is_in else None
            yield typeset(step.main.name), value


def _change(sitting: Sitting, now: Decimal) -> str:
    """How this one compares with the last one that counts; "" when there is none."""
    earlier = PairedSession.objects.filter(
        couple=sitting.session.couple,
        exercise=sitting.session.exercise,
        started__lt=sitting.session.started,
    ).order_by("-started")
    for session in earlier:
        if not checkin_score.comparable(session.started.date(), sitting.session.started.date()):
            continue
        before = checkin_score.score([value for _, value in _given(sitting, own_in(sitting, session))])
        if before is not None:
            return checkin_score.sentence(before, now)
    return ""
