"""Plain steps as forms, for people without JavaScript."""

from __future__ import annotations

import pytest

from tests.support.http.html_page import Page
from tests.support.http.visitors import Visitor, sit_down


def ticked(page: Page) -> list[str]:
    boxes = page.all("input", type="checkbox")
    return [box.attributes["value"] for box in boxes if "checked" in box.attributes]


@pytest.fixture
def code(transactional_db: None, alex: Visitor, sam: Visitor) -> str:
    return sit_down(alex, sam, "where-i-go")


def test_none_of_them_is_an_answer_that_is_refused_and_not_the_earlier_one(alex: Visitor, code: str) -> None:
    alex.press("Send", choose=["go quiet", "get busy"])
    page = alex.open(f"/s/{code}/?at=ways")
    ticked = [
        box.attributes["value"] for box in page.all("input", type="checkbox") if "checked" in box.attributes
    ]
    assert ticked == ["go quiet", "get busy"]
    page = alex.press("Send", leave=["go quiet", "get busy"])
    assert alex.status == 422 and "Choose or write something, or skip it." in page.text


def test_too_many_are_refused_and_all_of_them_are_still_ticked(alex: Visitor, code: str) -> None:
    many = ["go quiet", "get busy", "leave the room", "help too much"]
    page = alex.press("Send", choose=many)
    assert alex.status == 422 and "up to three" in page.text
    assert set(ticked(page)) == set(many)


def test_two_people_without_javascript_breathe_by_the_text_and_go_on(
    transactional_db: None, alex: Visitor, sam: Visitor
) -> None:
    sit_down(alex, sam, "breathe-then-ask")
    for person in (alex, sam):
        person.open(f"/s/{person.code}/")
        person.press("3")
        person.press("Begin together")
    page = alex.open(f"/s/{alex.code}/")
    assert page.all("div", data_in="4") and "In for four, out for six" in page.text
    assert "how tense" in alex.press("Go on").text
