"""My own check-ins over time: one line down the page, with a break where one has no number.

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
from exercises.queries.couple_sessions import Sittings
from exercises.queries.session_state import Sitting
from exercises.rules import checkin_score
from exercises.screens import CheckIns, Look, Series

LEFT_OUT = "left out"
TOO_FEW = "no number"  # with fewer than five answers
START, WIDTH = 5.0, 90.0  # percent: inside the width, so that a mark at an end is whole

Scored = tuple[Sitting, Decimal | None]


def of_couple(holder: Holder, couple_code: str) -> CheckIns:
    """Every check-in that I have made here. Raises NotHere for a stranger. Five queries, however many."""
    return of(couple_sessions.of_couple(holder, couple_code, at=lambda _, exercise: checkin.asks(exercise)))


def of(sat: Sittings) -> CheckIns:
    """The same from the sittings of a couple. No query."""
    found = [sitting for sitting in reversed(sat.found) if checkin.is_one(sitting)]
    by_exercise = sorted(found, key=lambda each: each.session.exercise)  # stable: the oldest stays first
    return CheckIns(
        couple=sat.couple.code,
        me=sat.person(sat.me),
        series=tuple(
            series
            for slug, of_one in groupby(by_exercise, key=lambda each: each.session.exercise)
            if (series := _series(slug, list(of_one))).looks
        ),
        caution=checkin_score.CAUTION,
    )


def _series(slug: str, all_of_it: list[Sitting]) -> Series:
    scored = [(each, checkin.score_of(each)) for each in all_of_it if _is_past(each, all_of_it[-1])]
    return Series(
        slug=slug,
        title=typeset(all_of_it[-1].content.exercise.title),
        looks=tuple(_looks(scored)),
        change=_change(scored),
    )


def _is_past(sitting: Sitting, latest: Sitting) -> bool:
    """Whether it says something: I answered, or it is over. One that still waits for me is no break."""
    return _began(sitting) or sitting is not latest or sitting.session.ended is not None


def _began(sitting: Sitting) -> bool:
    return any(own.is_in for own in sitting.own.values())


def _looks(scored: list[Scored]) -> Iterator[Look]:
    places = [None if score is None else _place(score) for _, score in scored]
    before, after = [None, *places][:-1], [*places, None][1:]
    for (sitting, score), at, above, below in zip(scored, places, before, after, strict=True):
        yield Look(
            day=spelt(checkin.day_of(sitting), "j M"),
            url=reverse("own", args=[sitting.code]),
            score="" if score is None else str(score),
            why="" if score is not None else TOO_FEW if _began(sitting) else LEFT_OUT,
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
    newest_first = [(checkin.day_of(sitting), score) for sitting, score in reversed(scored)]
    while newest_first and newest_first[0][1] is None:
        newest_first.pop(0)
    if not newest_first:
        return ""
    (day, now), *before = newest_first
    assert now is not None
    return checkin_score.since(before, day, now)
