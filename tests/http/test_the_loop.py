"""The loop without JavaScript: everything of it is a form, and what is ticked is shown."""

from __future__ import annotations

import pytest

from tests.support.http.visitors import Visitor, sit_down
from tests.support.scripts.ring_picks import (
    ALEX,
    ALEX_THINKS,
    CUES,
    GENTLE,
    HALF,
    SAM,
    SAM_THINKS,
    THE_LOOP,
    Picks,
    thought,
)

SHOW_ALL = "Show all of mine"
MY_PLACE = "I could step out here"


@pytest.fixture
def code(db: None, alex: Visitor, sam: Visitor) -> str:
    return sit_down(alex, sam, THE_LOOP)


def answer(person: Visitor, picks: Picks) -> None:
    person.open(f"/s/{person.code}/")
    partner = "Sam" if person.name == "alex" else "Alex"
    for cue in CUES:
        reading, move = picks.get(cue, GENTLE)
        person.press("Send", choose=[thought(cue, reading, partner), move])


def both_answer(alex: Visitor, sam: Visitor) -> None:
    answer(alex, ALEX)
    answer(sam, SAM)


def test_two_people_without_javascript_find_their_ring_and_step_out(
    alex: Visitor, sam: Visitor, code: str
) -> None:
    both_answer(alex, sam)
    assert "We can only draw the whole circle if you both show all of it" in alex.page.text
    for person in (alex, sam):
        boxes = person.page.all("input", type="checkbox", checked="")
        assert len([box for box in boxes if box.attributes["name"].endswith(".next")]) == len(CUES)
        assert SHOW_ALL not in person.page.buttons, "it is all on"
        person.show_ours()
    for person, other in ((alex, "Sam"), (sam, "Alex")):
        page = person.open(f"/s/{code}/")
        assert ALEX_THINKS in page.text and SAM_THINKS in page.text
        mine = f"{MY_PLACE} ({person.name.capitalize()})"
        assert [label for label in page.buttons if MY_PLACE in label] == [mine]
        assert f"{MY_PLACE} ({other})" in page.text, "the other’s place is drawn, and no button"
        assert "Then Alex would pull away." in page.text, "the same, as a list"
    alex.press(MY_PLACE)
    assert "You’ve tapped." in alex.page.text and not [x for x in alex.page.buttons if MY_PLACE in x]
    sam.press("Next")
    for person, ways in ((alex, ["ask gently"]), (sam, ["in my own words"])):
        person.open(f"/s/{code}/")
        assert "Where I could step out" in person.page.text
        own = {"then I first …, in my own words": "say that I’m tired"} if person is sam else {}
        person.press("Send", choose=ways, fill={**own, "What would make that easier?": f"z{person.name}"})
        person.press("I’m ready to show mine")
    for person in (alex, sam):
        page = person.open(f"/s/{code}/")
        for text in ("then I first ask gently", "then I first say that I’m tired", "zalex", "zsam"):
            assert text in page.text
        person.press("Next")
    assert "Next time …" in alex.open(f"/s/{code}/").text


def test_what_is_ticked_is_shown_and_no_more(alex: Visitor, sam: Visitor, code: str) -> None:
    both_answer(alex, sam)
    form = alex.page.fields_of("I’m ready to show mine")
    form.fields = [pair for pair in form.fields if not pair[0].endswith(".next")]
    alex.submit(form)
    sam.show_ours()
    for person in (alex, sam):
        page = person.open(f"/s/{code}/")
        assert HALF in page.text and "go quiet too" in page.text
        assert ALEX_THINKS in page.text and SAM_THINKS in page.text
        assert "pull away" not in page.text, "Alex kept what they would do"


def test_a_tender_line_that_is_kept_stays_where_it_is(alex: Visitor, sam: Visitor, code: str) -> None:
    hurt = {**ALEX, CUES[2]: ("rejecting", "ask gently")}
    answer(alex, hurt)
    answer(sam, SAM)
    kept = f"share.{CUES[2]}.receiver.reading"
    form = alex.page.fields_of("I’m ready to show mine")
    form.fields = [pair for pair in form.fields if pair[0] != kept] + [(kept, "keep")]
    alex.submit(form)
    sam.show_ours()
    page = sam.open(f"/s/{code}/").text
    assert HALF in page and thought(CUES[2], "rejecting", "Sam") not in page


def test_a_line_that_has_changed_on_another_screen_shows_nothing_of_it(
    alex: Visitor, sam: Visitor, code: str
) -> None:
    answer(alex, ALEX)
    stale = alex.page.fields_of("I’m ready to show mine")
    alex.open(f"/s/{code}/?at={CUES[0]}.receiver")
    alex.press("Send", choose=["be sharp"])
    alex.submit(stale)
    assert alex.status == 422 and "A line has changed" in alex.page.text
    assert "I’m ready to show mine" in alex.page.buttons


def test_the_comparison_page_has_the_ring_and_nothing_to_tap_in_it(
    alex: Visitor, sam: Visitor, code: str
) -> None:
    both_answer(alex, sam)
    for person in (alex, sam):
        person.show_ours()
    page = alex.open(f"/s/{code}/comparison/")
    assert ALEX_THINKS in page.text and "Talk about it" in page.text
    assert not [label for label in page.buttons if MY_PLACE in label]
    assert "Show the rest" not in page.text and "nothing to put side by side" not in page.text


def test_a_stranger_gets_a_404(alex: Visitor, sam: Visitor, stranger: Visitor, code: str) -> None:
    both_answer(alex, sam)
    for path in (f"/s/{code}/", f"/s/{code}/comparison/", f"/s/{code}/own/"):
        stranger.open(path)
        assert stranger.status == 404
