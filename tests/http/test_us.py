"""The couple's page: first what is under way, then what could be next, what is kept, what to look back at."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from couples import seats
from couples.access import Holder
from exercises import commands
from exercises.models import PairedSession
from exercises.presenters.couple import couple_page
from tests.support.couples.paired import Pair, start_alone, start_together
from tests.support.http.html_page import Page

pytestmark = pytest.mark.django_db

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


@pytest.fixture
def pair() -> Pair:
    return start_together()


def us(pair: Pair, who: Holder) -> Page:
    response = Client(headers={"cookie": pair.cookies(who)}).get(f"/us/{pair.couple_code}/")
    assert response.status_code == 200 and response.headers["Cache-Control"] == "no-store"
    return Page(response.content.decode())


def headings(page: Page) -> list[str]:
    return [each.text for each in page.elements if each.tag in ("h1", "h2")]


def answer_all(pair: Pair, who: Holder) -> None:
    for step in pair.state(who).layout.steps:
        pair.fill_in(who, step, **{step: "4"})


def weather(pair: Pair) -> Pair:
    code = commands.start("weather-check", holder=pair.alex, couple_code=pair.couple_code).code
    return Pair(code, pair.couple_code, pair.alex, pair.sam)


def test_who_is_alone_sees_the_link_with_its_code_and_what_they_have_begun() -> None:
    code, couple_code, alex = start_alone()
    page = us(Pair(code, couple_code, alex, Holder(())), alex)
    assert headings(page) == ["The two of us", "Invite your partner", "Pick up where you left off"]
    assert page.all("svg", class_="qr") and "hasn’t joined yet" in page.text
    assert page.by_id("link").attributes["value"].startswith("http://testserver/join/#")


def test_what_is_under_way_stands_first(pair: Pair) -> None:
    for who in pair.both:
        page = us(pair, who)
        assert headings(page)[:2] == ["Alex and Sam", "Pick up where you left off"]
        assert page.links["What I read, what you mean"] == f"/s/{pair.code}/"


def test_then_comes_what_could_be_next_then_what_is_kept_and_what_to_look_back_at(pair: Pair) -> None:
    pair.come_to("takeaway")
    for who, line in ((pair.alex, "I will ask first."), (pair.sam, "I will say that I am tired.")):
        pair.take_along(who, line, share=True)
    one = weather(pair)
    page = us(pair, pair.sam)
    suggested = page.by_id("next").text
    order = ["Pick up where you left off", suggested, "Next time", "Look back", "Only for me"]
    assert [each for each in headings(page) if each in order] == order
    assert "I will ask first." in page.text and "I will say that I am tired." in page.text
    assert f"/s/{one.code}/" in page.links.values() and f"/s/{pair.code}/comparison/" in page.links.values()
    assert page.links["My check-ins"] == f"/us/{pair.couple_code}/checkins/"
    assert "Do it again" in page.buttons


def test_a_look_for_oneself_is_picked_up_by_whoever_has_not_finished_theirs(pair: Pair) -> None:
    pair.come_to("finished")
    one = weather(pair)
    before = us(pair, pair.sam).html
    answer_all(one, one.alex)
    assert us(pair, pair.sam).html == before, "how far alex is says nothing to sam"
    assert "Pick up where you left off" in before
    assert "Pick up where you left off" not in us(pair, pair.alex).text


def test_the_only_date_is_the_one_on_which_it_is_erased(pair: Pair) -> None:
    pair.come_to("finished")
    answer_all(weather(pair), pair.alex)
    found = re.findall(rf"\d+ (?:{MONTHS})", us(pair, pair.alex).text)
    expires = seats.couple_of(pair.alex, pair.couple_code).expires
    assert found == [f"{expires.day} {expires:%B}"]


def test_only_the_latest_are_shown_the_others_are_folded_away(pair: Pair) -> None:
    commands.stop(pair.alex, pair.code)
    for _ in range(4):
        code = commands.start("small-asks", holder=pair.alex, couple_code=pair.couple_code).code
        commands.stop(pair.alex, code)
    page = us(pair, pair.alex)
    (fold,) = page.all("details")
    assert fold.text.count("Ended before anything was shown") == 2
    assert page.text.count("Ended before anything was shown") == 5
    assert "Pick up where you left off" not in page.text


def test_it_is_as_many_queries_however_much_there_is(pair: Pair, django_assert_num_queries: Any) -> None:
    pair.come_to("finished")
    with django_assert_num_queries(7):
        couple_page.couple_page(pair.alex, pair.couple_code)
    for _ in range(3):
        answer_all(weather(pair), pair.alex)
    again = PairedSession.objects.count()
    with django_assert_num_queries(7):
        found = couple_page.couple_page(pair.alex, pair.couple_code)
    assert again == 4 and found.checkins


def test_the_settings_read_only_what_is_under_way(pair: Pair, django_assert_num_queries: Any) -> None:
    def found(who: Holder) -> tuple[Any, ...]:
        with django_assert_num_queries(5):
            found = couple_page.under_way(who, pair.couple_code)
        assert found == couple_page.couple_page(who, pair.couple_code).under_way
        return found

    begun = weather(pair)
    assert [each.code for each in found(pair.alex)] == [begun.code, pair.code]
    answer_all(begun, pair.alex)
    pair.come_to("finished")
    assert [[each.code for each in found(who)] for who in pair.both] == [[], [begun.code]]
    with CaptureQueriesContext(connection) as asked:
        settings = Client(headers={"cookie": pair.cookies(pair.alex)}).get(
            f"/us/{pair.couple_code}/settings/"
        )
    assert settings.status_code == 200
    own = [each["sql"] for each in asked if "own_sealed" in each["sql"]]
    assert len(own) == 1 and "session_id" in own[0].partition("WHERE")[2], "not all that I ever entered"


def test_nothing_of_the_others_own_pages_is_reached_from_mine(pair: Pair) -> None:
    """Paths are the same for both; what is behind them is each one's own."""
    pair.come_to("finished")
    answer_all(weather(pair), pair.alex)
    mine, theirs = us(pair, pair.alex), us(pair, pair.sam)
    assert mine.links["My check-ins"] == theirs.links["My check-ins"]
    client = Client(headers={"cookie": pair.cookies(pair.sam)})
    page = Page(client.get(theirs.links["My check-ins"]).content.decode())
    assert "4.0" not in page.text and "There is nothing here yet." in page.text


@pytest.mark.parametrize(
    "first, second", [("M" * 60, "نور الهدى"), ("👩‍🚀", "Ünïcödé"), ("<b>Sam</b>", "a & b")]
)
def test_any_two_names_are_shown_as_they_are(first: str, second: str) -> None:
    pair = start_together(first, second)
    for who in pair.both:
        page = us(pair, who)
        assert headings(page)[0] == f"{first} and {second}"
        assert [each.text for each in page.all("bdi")].count(first) >= 2
