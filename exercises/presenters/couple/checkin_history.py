"""My own check-ins over time: one line down the page, with a break where one has no mark.

Reads only, and only my own answers. The other's are in none of this, nor whether there are any.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from django.urls import reverse
from django.utils.dateformat import format as spelt

from couples.access import Holder
from exercises.language.typography import typeset
from exercises.presenters.session import checkin
from exercises.queries import couple_sessions
from exercises.queries.couple_sessions import CoupleSessions
from exercises.queries.session_state import SessionState
from exercises.rules import checkin_score
from exercises.screens import CheckInEntry, CheckIns, Series

LEFT_OUT = "left out"
TOO_FEW = "too few"  # answers: fewer than five place no mark
START, WIDTH = 5.0, 90.0  # percent: inside the width, so that a mark at an end is whole

Scored = tuple[SessionState, Decimal | None]


def checkins_page(holder: Holder, couple_code: str) -> CheckIns:
    """Every check-in that I have made here. Raises NotHere for a stranger. Five queries, however many."""
    return present_checkins(
        couple_sessions.load_all(holder, couple_code, at=lambda _, exercise: checkin.asks(exercise))
    )


def present_checkins(ours: CoupleSessions) -> CheckIns:
    """The same from the sessions of a couple. No query."""
    found = [state for state in reversed(ours.states) if checkin.is_one(state)]
    by_exercise = sorted(found, key=lambda each: each.session.exercise)  # stable: the oldest stays first
    return CheckIns(
        couple=ours.couple.code,
        me=ours.person(ours.me),
        series=tuple(
            series
            for slug, of_one in groupby(by_exercise, key=lambda each: each.session.exercise)
            if (series := _series(slug, list(of_one))).looks
        ),
        caution=checkin_score.CAUTION,
    )


def _series(slug: str, all_of_it: list[SessionState]) -> Series:
    scored = [(each, checkin.score_of(each)) for each in all_of_it if _is_past(each, all_of_it[-1])]
    return Series(
        slug=slug,
        title=typeset(all_of_it[-1].content.exercise.title),
        looks=tuple(_looks(scored)),
        change=_change(scored),
    )


def _is_past(state: SessionState, latest: SessionState) -> bool:
    """Whether it says something: I answered, or it is over. One that still waits for me is no break."""
    return _began(state) or state is not latest or state.ended is not None


def _began(state: SessionState) -> bool:
    return any(own.is_in for own in state.own.values())


def _looks(scored: list[Scored]) -> Iterator[CheckInEntry]:
    places = [None if score is None else _place(score) for _, score in scored]
    before, after = [None, *places][:-1], [*places, None][1:]
    for (state, score), at, above, below in zip(scored, places, before, after, strict=True):
        yield CheckInEntry(
            day=spelt(checkin.day_of(state), "j M"),
            url=reverse("own", args=[state.code]),
            where="" if score is None else checkin_score.where(score),
            why="" if score is not None else TOO_FEW if _began(state) else LEFT_OUT,
            at=at,
            above=_between(at, above),
            below=_between(at, below),
        )


def _place(score: Decimal) -> float:
    return START + WIDTH * float(score) / checkin_score.HIGHEST


def _between(one: float | None, other: float | None) -> float | None:
    """Where a line between two rows crosses the border between them."""
    return None if one is None or other is None else (one + other) / 2


def _change(scored: list[Scored]) -> str:
    """How the latest one that has a number stands to the one before it."""
    newest_first = [(checkin.day_of(state), score) for state, score in reversed(scored)]
    while newest_first and newest_first[0][1] is None:
        newest_first.pop(0)
    if not newest_first:
        return ""
    (day, now), *before = newest_first
    assert now is not None
    return checkin_score.since(before, day, now)
