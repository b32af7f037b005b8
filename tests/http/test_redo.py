"""Doing it again, by forms: from the couple's page and back to both times side by side."""

from __future__ import annotations

import re

from exercises.comparison.words import GAP_WORDS
from tests.support.http.visitors import Couple, Visitor
from tests.support.scripts.redo import go_through


def section(html: str) -> str:
    found = re.search(r'<section[^>]*aria-labelledby="then-and-now".*?</section>', html, re.DOTALL)
    return found[0] if found else ""


def test_it_is_done_again_from_the_couples_page_and_stands_beside_the_first_time(
    couple: Couple, stranger: Visitor
) -> None:
    alex, sam = couple.alex, couple.sam
    go_through(alex, sam, couple.code, "us_mild")
    alex.open(f"/s/{couple.code}/")
    us = alex.page.links["The two of us"]
    alex.open(us)
    alex.press("Do it again")
    again = alex.code
    assert again != couple.code
    sam.open(us)
    links = [each.attributes["href"] for each in sam.page.all("a") if "What I read" in each.label]
    assert links[0] == f"/s/{again}/", "the newest, to be picked up"
    assert section(alex.open(f"/s/{couple.code}/comparison/").html) == ""
    go_through(alex, sam, again, "caring")
    for person in (alex, sam):
        page = person.open(f"/s/{again}/comparison/")
        both = section(page.html)
        assert "Then and now" in both and f"/s/{couple.code}/comparison/" in both
        assert not any(word in both for word in GAP_WORDS.values()), "no verdict on either time"
        assert "no-store" in person.get(f"/s/{again}/comparison/").headers["Cache-Control"]
    assert stranger.ask(f"/s/{again}/comparison/").status == 404


def test_whoever_presses_it_second_comes_to_the_same_session(couple: Couple) -> None:
    alex, sam = couple.alex, couple.sam
    go_through(alex, sam, couple.code, "us_mild")
    codes = set()
    for person in (alex, sam):
        person.open(f"/s/{couple.code}/comparison/")
        person.press("Do it again")
        codes.add(person.code)
    assert len(codes) == 1 and codes != {couple.code}


def test_a_stranger_does_nothing_again(couple: Couple, stranger: Visitor) -> None:
    go_through(couple.alex, couple.sam, couple.code, "us_mild")
    couple.alex.open(f"/s/{couple.code}/comparison/")
    form = couple.alex.page.fields_of("Do it again")
    assert {"couple", "earlier"} <= dict(form.fields).keys()
    assert stranger.ask(form.action, dict(form.fields)).status == 404
    stranger.start()
    mine = stranger.cookies and stranger.cookie_header.partition("seat-")[2][:16]
    assert stranger.ask(form.action, {"couple": mine, "earlier": couple.code}).status == 404
    assert couple.alex.ask(form.action, {"couple": dict(form.fields)["couple"], "earlier": "x"}).status == 404
