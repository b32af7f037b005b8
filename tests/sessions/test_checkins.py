"""My own check-ins over time: a row for each, with a mark for each answer, and only mine."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from couples.access import Holder
from couples.infrastructure.refusals import NotHere
from exercises import commands
from exercises.models import PairedSession
from exercises.presenters.couple import checkin_history
from exercises.rules import checkin_words
from exercises.screens import CheckInEntry, CheckIns
from tests.support.couples.paired import Pair, start_alone, start_together
from tests.support.http.html_page import Page

SIX = ("good", "valued", "safe", "understood", "room", "repair")
FOOTER = "If something here is hard, you can talk with somebody trained, alone"

Given = tuple[int | None, ...]


@pytest.fixture
def pair(db: None) -> Pair:
    return start_together(exercise="weather-check")


def answer(pair: Pair, who: Holder, given: Given) -> None:
    """Answer as many of the six as are given; None passes one."""
    for step, value in zip(SIX, given, strict=False):
        if value is None:
            commands.pass_(who, pair.code, step=step)
        else:
            pair.fill_in(who, step, **{step: str(value)})


def over_time(pair: Pair, *weeks: tuple[int, Given], who: Holder | None = None) -> Pair:
    """Check in again and again, so many days after the time before. Returns the latest one."""
    for number, (days, given) in enumerate(weeks):
        if number:
            for row in PairedSession.objects.all():
                PairedSession.objects.filter(pk=row.pk).update(started=row.started - timedelta(days=days))
            code = commands.start("weather-check", holder=pair.alex, couple_code=pair.couple_code).code
            pair = Pair(code, pair.couple_code, pair.alex, pair.sam)
        answer(pair, who or pair.alex, given)
    return pair


def mine(pair: Pair, who: Holder | None = None) -> CheckIns:
    return checkin_history.checkins_page(who or pair.alex, pair.couple_code)


def looks(pair: Pair, who: Holder | None = None) -> tuple[CheckInEntry, ...]:
    (series,) = mine(pair, who).series
    return series.looks


def page_of(pair: Pair, who: Holder) -> Page:
    client = Client(headers={"cookie": pair.cookies(who)})
    response = client.get(f"/us/{pair.couple_code}/checkins/")
    assert response.status_code == 200 and response.headers["Cache-Control"] == "no-store"
    return Page(response.content.decode())


def test_each_time_is_a_row_the_oldest_first(pair: Pair) -> None:
    over_time(pair, (0, (3,) * 6), (8, (4,) * 6), (8, (6,) * 6))
    assert [look.where for look in looks(pair)] == ["in between", "mostly", "completely"]
    assert [look.marks for look in looks(pair)] == [(50.0,), (65.0,), (95.0,)]


def test_each_answer_has_a_mark_and_no_mean_has_one(pair: Pair) -> None:
    over_time(pair, (0, (6, 0, 3, 3, 0, 6)), (8, (1, 5, 1, 5, 1, 5)))
    first, second = looks(pair)
    assert (first.marks, first.where) == ((5.0, 50.0, 95.0), "from not at all to completely")
    assert (second.marks, second.where) == ((20.0, 80.0), "from a little to mostly"), "whose mean is 3"
    (table,) = page_of(pair, pair.alex).all("table")
    drawn = [each for each in table.walk() if "mark" in each.attributes.get("class", "").split()]
    assert len(drawn) == 5


@pytest.mark.parametrize("given, marks", [((4, 4, None, None, None, 1), (20.0, 65.0)), ((4, None), (65.0,))])
def test_what_was_answered_stands_there_however_little_it_is(
    pair: Pair, given: Given, marks: tuple[float, ...]
) -> None:
    over_time(pair, (0, given))
    (look,) = looks(pair)
    assert (look.marks, look.why) == (marks, "")


@pytest.mark.parametrize("given", [(), (None,) * 6])
def test_where_nothing_was_answered_there_is_no_mark(pair: Pair, given: Given) -> None:
    over_time(pair, (0, (3,) * 6), (8, given), (8, (4,) * 6))
    assert [(look.where, look.marks, look.why) for look in looks(pair)] == [
        ("in between", (50.0,), ""),
        ("", (), "left out"),
        ("mostly", (65.0,), ""),
    ]


def test_the_one_that_still_waits_for_me_has_no_row(pair: Pair) -> None:
    latest = over_time(pair, (0, (3,) * 6), (8, ()))
    assert [look.marks for look in looks(pair)] == [(50.0,)]
    answer(latest, pair.alex, (2,) * 6)
    assert [look.marks for look in looks(pair)] == [(50.0,), (35.0,)]


def test_one_that_was_stopped_before_i_answered_has_one(pair: Pair) -> None:
    latest = over_time(pair, (0, (3,) * 6), (8, ()))
    commands.stop(pair.sam, latest.code)
    assert [look.why for look in looks(pair)] == ["", "left out"]


def test_the_ends_of_the_axis_are_inside_the_width(pair: Pair) -> None:
    over_time(pair, (0, (0,) * 6), (8, (6,) * 6))
    assert [look.marks for look in looks(pair)] == [(5.0,), (95.0,)]


@pytest.mark.parametrize("weeks", [[(0, (3,) * 6), (7, (6,) * 6)], [(0, (5,) * 6), (7, (0,) * 6)]])
def test_of_a_change_nothing_is_said_since_only_a_mean_could_tell_it(
    pair: Pair, weeks: list[tuple[int, Given]]
) -> None:
    over_time(pair, *weeks)
    first, second = looks(pair)
    assert first.marks != second.marks, "there is a change, and both marks show it"
    text = page_of(pair, pair.alex).text
    for told in ("higher", "lower", "last time", "change", "ups and downs", "latest"):
        assert told not in text.lower(), told


def test_it_is_a_table_with_a_word_for_every_mark(pair: Pair) -> None:
    over_time(pair, (0, (3,) * 6), (8, ()), (8, (4,) * 6))
    page = page_of(pair, pair.alex)
    (table,) = page.all("table")
    assert [each.text for each in table.walk() if each.attributes.get("scope") == "col"] == [
        "Day",
        "From not at all to completely",
    ]
    rows = [each for each in table.walk() if each.tag == "tr" and "th" in [c.tag for c in each.walk()]][1:]
    assert [re.sub(r"^\d+ \w+ ", "", row.text) for row in rows] == [
        "in between",
        "left out",
        "mostly",
    ]
    drawn = [
        [each for each in row.walk() if "mark" in each.attributes.get("class", "").split()] for row in rows
    ]
    assert [len(each) for each in drawn] == [1, 0, 1]
    assert {each.attributes["aria-hidden"] for each in page.all("svg", class_="course")} == {"true"}


def test_there_is_no_target_no_mean_and_no_word_that_judges(pair: Pair) -> None:
    over_time(pair, (0, (0,) * 6), (8, (1,) * 6))
    text = page_of(pair, pair.alex).text.lower()
    for word in (
        "average",
        "mean ",
        "goal",
        "good",
        "bad",
        "better",
        "worse",
        "low ",
        "progress",
        "trend",
        "%",
    ):
        assert word not in text, word
    assert [end for end in ("Not at all", "Completely") if end.lower() not in text] == []


@pytest.mark.parametrize("given", [(0,) * 6, (6,) * 6, (6, 6, 0, 6, 0, 6), (None,) * 6])
def test_under_it_stands_the_same_whatever_was_answered(pair: Pair, given: Given) -> None:
    over_time(pair, (0, given))
    page = page_of(pair, pair.alex)
    assert FOOTER in page.text and checkin_words.CAUTION in page.text
    assert page.links["where to find them"] == "/safety/"
    assert FOOTER in page_of(pair, pair.sam).text, "where nothing was answered, too"


def test_of_the_others_nothing_is_there_not_even_that_there_is_something(pair: Pair) -> None:
    before = page_of(pair, pair.sam).html
    over_time(pair, (0, (1,) * 6))
    assert page_of(pair, pair.sam).html == before
    assert len(looks(pair)) == 1 and page_of(pair, pair.alex).html != before, (
        "it is there to be seen, by its owner"
    )


def test_what_is_damaged_keeps_nobody_from_the_rest(pair: Pair) -> None:
    over_time(pair, (0, (3,) * 6), (8, (4,) * 6))
    first = PairedSession.objects.order_by("started")[0]
    PairedSession.objects.filter(pk=first.pk).update(content_digest="0" * 64)
    assert [look.marks for look in looks(pair)] == [(65.0,)]


def test_exercises_without_a_check_in_are_not_here(pair: Pair) -> None:
    commands.start("two-sides-of-a-cue", holder=pair.alex, couple_code=pair.couple_code)
    assert mine(pair).series == ()


def test_it_is_as_many_queries_however_many_there_are(pair: Pair, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(5):
        mine(pair)
    over_time(pair, *[(8, (4,) * 6)] * 6)
    with django_assert_num_queries(5):
        assert len(looks(pair)) == 6


def test_a_stranger_gets_nothing(pair: Pair) -> None:
    _, _, stranger = start_alone("Stranger")
    for nobody in (stranger, Holder(())):
        with pytest.raises(NotHere):
            checkin_history.checkins_page(nobody, pair.couple_code)
