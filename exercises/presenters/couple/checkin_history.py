"""My own check-ins over time: a row for each, with a mark for each answer that was given.

Reads only, and only my own answers. The other's are in none of this, nor whether there are any.
"""

from __future__ import annotations

from itertools import groupby

from django.urls import reverse
from django.utils.dateformat import format as spelt

from couples.access import Holder
from exercises.language.typography import typeset
from exercises.presenters.session import checkin
from exercises.queries import couple_sessions
from exercises.queries.couple_sessions import CoupleSessions
from exercises.queries.session_state import SessionState
from exercises.rules import checkin_words
from exercises.screens import CheckInEntry, CheckIns, Series

LEFT_OUT = "left out"
START, WIDTH = 5.0, 90.0  # percent: inside the width, so that a mark at an end is whole


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
        couple=str(ours.address_of(ours.couple.code)),
        me=ours.person(ours.me),
        series=tuple(
            series
            for slug, of_one in groupby(by_exercise, key=lambda each: each.session.exercise)
            if (series := _series(slug, list(of_one))).looks
        ),
        caution=checkin_words.CAUTION,
        is_trial=ours.couple.is_trial,
    )


def _series(slug: str, all_of_it: list[SessionState]) -> Series:
    past = [each for each in all_of_it if _is_past(each, all_of_it[-1])]
    return Series(
        slug=slug,
        title=typeset(all_of_it[-1].content.exercise.title),
        looks=tuple(map(_look, past)),
    )


def _is_past(state: SessionState, latest: SessionState) -> bool:
    """Whether it says something: I answered, or it is over. One that still waits for me is no break."""
    return _began(state) or state is not latest or state.ended is not None


def _began(state: SessionState) -> bool:
    return any(own.is_in for own in state.own.values())


def _look(state: SessionState) -> CheckInEntry:
    given = checkin.answers_of(state)
    return CheckInEntry(
        day=spelt(checkin.day_of(state), "j M"),
        url=reverse("own", args=[state.address_of(state.code)]),
        where=checkin_words.where(given),
        why="" if given else LEFT_OUT,
        marks=tuple(_place(answer) for answer in sorted(set(given))),
    )


def _place(answer: int) -> float:
    return START + WIDTH * answer / checkin_words.HIGHEST
