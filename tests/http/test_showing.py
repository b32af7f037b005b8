"""Showing later what was kept so far, as pages and forms do it."""

from __future__ import annotations

import pytest

from tests.support.couples.paired import Pair, start_together
from tests.support.http.seated import seated
from tests.support.http.visitors import Visitor

GUESS = "On a calm day I guessed"


@pytest.fixture
def pair(db: None) -> Pair:
    return start_together()


def through_two_rounds(pair: Pair) -> Pair:
    pair.come_to("closed")
    for who in pair.both:
        pair.say(who, "more")
    calm = {step: "external" for step in pair.state(pair.alex).layout.steps if step.endswith(".calm")}
    pair.reveal("more", {pair.alex: calm})
    pair.close("more")
    return pair


def test_the_line_is_kept_first_and_shown_by_a_button_of_its_own(pair: Pair) -> None:
    pair.come_to("takeaway")
    alex, sam = (seated(pair, who) for who in pair.both)
    for person in (alex, sam):
        page = person.open(f"/s/{pair.code}/")
        assert not page.all("input", type="checkbox"), "nothing is asked about the other yet"
        person.press("Save my note", fill={"One thing for next time": f"{person.name} asks first"})
        assert "note to self" in person.page.text
    assert "alex asks first" not in sam.open(f"/s/{pair.code}/").html
    alex.open(f"/s/{pair.code}/")
    alex.press("Let Sam see it")
    assert (alex.status, "only for you" in alex.page.text) == (200, False)
    assert not [label for label in alex.page.buttons if "see it" in label]
    assert "alex asks first" in sam.open(f"/s/{pair.code}/").html
    assert "sam asks first" not in alex.page.html


def test_a_guess_is_shown_from_the_own_page_and_found_on_the_comparison_page(pair: Pair) -> None:
    through_two_rounds(pair)
    alex, sam = (seated(pair, who) for who in pair.both)
    assert "on a calm day guessed" not in sam.open(f"/s/{pair.code}/comparison/").text
    alex.open(f"/s/{pair.code}/own/")
    assert GUESS in alex.page.text
    alex.press("Show this guess")
    assert alex.path == f"/s/{pair.code}/own/" and "You have shown this guess." in alex.page.text
    for person in (alex, sam):
        text = person.open(f"/s/{pair.code}/comparison/").text
        assert text.count("Alex on a calm day guessed") == 1
    assert "You have shown this guess." not in sam.open(f"/s/{pair.code}/own/").text


def test_a_stranger_shows_nothing(pair: Pair) -> None:
    pair.come_to("finished")
    before = pair.stored()
    fields = {"command": "answer", "step": "takeaway", "base": "1", "share.takeaway.line": "share"}
    assert Visitor("stranger").ask(f"/s/{pair.code}/", fields).status == 404
    assert pair.stored() == before
