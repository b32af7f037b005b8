"""The preview without JavaScript: what is to decide is first, a line has a switch, what is set says why."""

from __future__ import annotations

import pytest

from couples.positions import FIRST
from tests.support.couples.paired import Pair, start_together
from tests.support.http.html_page import Page
from tests.support.http.seated import seated
from tests.support.http.visitors import Visitor

pytestmark = pytest.mark.django_db

DINNER, KIND, FINE = "quiet-at-dinner", "unprompted-compliment", "says-its-fine"
PICKS = {
    f"{DINNER}.receiver": "us_mild", f"{DINNER}.sender": "strain",
    f"{KIND}.receiver": "caring", f"{KIND}.sender": "us_mild",  # a mild one: its owner decides
    f"{FINE}.receiver": "rejecting", f"{FINE}.sender": "rejecting",  # on, and off, to begin with
}  # fmt: skip
TO_DECIDE = "I’m making up for something small."
ON, OFF = "Sam has stopped letting me in.", "I’ve given up telling you how I feel."
CALM = "I’m worn out."
WHY = {ON: "on, as it’s only a first thought", OFF: "off, as it’s a sore one"}


@pytest.fixture
def pair() -> Pair:
    pair = start_together()
    for who in pair.both:
        pair.answer_round(who, picks=PICKS)
    return pair


@pytest.fixture
def alex(pair: Pair) -> Visitor:
    alex = seated(pair, pair.alex)
    alex.open(f"/s/{pair.code}/")
    return alex


def switch(text: str) -> str:
    return f"Show “{text}”"


def is_on(page: Page, text: str) -> bool:
    return "checked" in page.field(switch(text)).attributes


def test_what_is_to_decide_comes_first_and_is_explained_once(alex: Visitor) -> None:
    text = alex.page.text
    assert alex.status == 200 and text.count("something about the two of you") == 1
    assert text.index("Yours to decide") < text.index(TO_DECIDE) < text.index(CALM)
    assert text.count("What is switched on is shown once you are both ready.") == 1
    assert "One above still needs your choice." in text


def test_what_is_set_says_why_until_its_owner_has_set_it(pair: Pair, alex: Visitor) -> None:
    assert is_on(alex.page, ON) and not is_on(alex.page, OFF)
    assert all(alex.page.text.count(why) == 1 for why in WHY.values())
    pair.answer(pair.alex, f"{FINE}.sender", "rejecting", share={"meaning": True})
    page = alex.open(f"/s/{pair.code}/")
    assert is_on(page, OFF) and WHY[OFF] not in page.text and WHY[ON] in page.text


@pytest.mark.parametrize("left_on", [True, False])
def test_a_line_that_is_switched_off_stays_and_one_that_is_left_on_is_shown(
    pair: Pair, alex: Visitor, left_on: bool
) -> None:
    form = alex.page.fields_of("I’m ready to show mine")
    form.fields.append((f"share.{KIND}.sender.meaning", "keep"))
    line = (f"share.{DINNER}.sender.meaning", "share")
    assert is_on(alex.page, CALM) and line in form.fields
    if not left_on:
        form.fields.remove(line)  # as a browser sends a switch that is off
    alex.submit(form)
    sam = seated(pair, pair.sam)
    sam.open(f"/s/{pair.code}/")
    sam.show_ours(tender="keep")
    for who in pair.both:
        pair.arrive(who)
    shared = pair.state(pair.sam).shared("first")[FIRST]
    assert (shared[f"{DINNER}.sender"] is not None) is left_on
    assert shared[f"{DINNER}.receiver"] is not None and shared[f"{KIND}.sender"] is None


def test_while_something_is_to_decide_the_refusal_opens_where_it_is(pair: Pair, alex: Visitor) -> None:
    page = alex.press("I’m ready to show mine")  # by a browser that doesn't ask for what is required
    assert alex.status == 422 and pair.stage(pair.alex) == "preview"
    assert (
        page.text.index("One line still needs your choice")
        < page.text.index(TO_DECIDE)
        < page.text.index(CALM)
    )
    radios = [each for each in page.all("input", type="radio") if "required" in each.attributes]
    assert {each.attributes["name"] for each in radios} == {f"share.{KIND}.sender.meaning"}


def test_what_was_decided_keeps_its_place(pair: Pair, alex: Visitor) -> None:
    pair.answer(pair.alex, f"{KIND}.sender", "us_mild", share={"meaning": False})
    text = alex.open(f"/s/{pair.code}/").text
    assert "still needs your choice" not in text
    assert text.index("Yours to decide") < text.index(TO_DECIDE) < text.index(CALM)
