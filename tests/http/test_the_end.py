"""The end of a session: one line to be left with, one thing to do next, and another time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from exercises import commands
from exercises.rules import TAKEAWAY_STEP
from tests.support.couples.paired import Pair, start_together
from tests.support.http.seated import seated
from tests.support.http.visitors import Visitor

pytestmark = pytest.mark.django_db

READING, MEANING = "quiet-at-dinner.receiver", "quiet-at-dinner.sender"


@pytest.fixture
def pair(collected_static: None) -> Pair:
    return start_together()


def at_the_end(pair: Pair, who: object) -> Visitor:
    person = seated(pair, who)  # type: ignore[arg-type]  # one of the two
    person.open(f"/s/{pair.code}/")
    assert "That’s all for today." in person.page.text
    return person


def go_through(pair: Pair, alex_reads: str, sam_means: str, *, leave_a_line: bool = False) -> None:
    """To the end; of the first moment alex reads this and sam means that, of all others both say the same."""
    for who, picks in ((pair.alex, {READING: alex_reads}), (pair.sam, {MEANING: sam_means})):
        pair.answer_round(who, picks=picks)
        pair.release(who)
    for who in pair.both:
        pair.arrive(who)
    pair.close()
    for who in pair.both:
        pair.say(who, "enough")
    for who in pair.both:
        if leave_a_line:
            pair.take_along(who)
        else:
            commands.pass_(who, pair.code, step=TAKEAWAY_STEP)


def test_a_line_of_ones_own_is_what_stays(pair: Pair) -> None:
    go_through(pair, "us_mild", "strain", leave_a_line=True)
    alex = at_the_end(pair, pair.alex)
    assert "Ask first." in alex.page.text and "usually means" not in alex.page.text


def test_else_it_is_what_the_other_means_and_first_what_was_read_more_darkly(pair: Pair) -> None:
    go_through(pair, "us_mild", "strain")
    alex, sam = at_the_end(pair, pair.alex), at_the_end(pair, pair.sam)
    assert "When Sam goes quiet over dinner" in alex.page.text and "Sam usually means" in alex.page.text
    assert "I’m worn out" in alex.page.text
    assert "Alex usually means" in sam.page.text, "a moment that was read as it is meant will do"


def test_what_weighs_more_than_it_was_read_is_nothing_to_be_left_with(pair: Pair) -> None:
    go_through(pair, "caring", "strain")
    alex = at_the_end(pair, pair.alex)
    assert "I’m worn out" not in alex.page.text and "Sam usually means" in alex.page.text
    assert "I’m worn out" in alex.open(f"/s/{pair.code}/comparison/").text, "it is on one of the cards"


def test_what_was_kept_is_no_line_to_be_left_with(pair: Pair) -> None:
    pair.answer_round(pair.alex, picks={READING: "us_mild"})
    pair.answer_round(pair.sam, picks={MEANING: "strain"})
    pair.answer(pair.sam, MEANING, "strain", share={"meaning": False})
    for who in pair.both:
        pair.release(who)
    for who in pair.both:
        pair.arrive(who)
    pair.close()
    for who in pair.both:
        pair.say(who, "enough")
        commands.pass_(who, pair.code, step=TAKEAWAY_STEP)
    assert "worn out" not in at_the_end(pair, pair.alex).page.text


def test_it_offers_one_thing_to_do_next_and_the_same_to_both(pair: Pair) -> None:
    go_through(pair, "us_mild", "strain")
    offered = []
    for who in pair.both:
        page = at_the_end(pair, who).page
        assert page.text.count("Next, if you like") == 1
        offered.append([to for to in page.links.values() if to.startswith("/exercises/")])
    assert offered[0] == offered[1] and len(offered[0]) == 1


def test_the_same_time_next_week_is_a_file_that_tells_nothing(pair: Pair) -> None:
    go_through(pair, "us_mild", "strain")
    alex = at_the_end(pair, pair.alex)
    answer = alex.get(alex.page.links["Same time next week"])
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/calendar")
    assert answer.headers["Content-Disposition"] == 'inline; filename="notes.ics"'
    assert answer.headers["Cache-Control"] == "no-store"
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["summary"]) == "Notes"
    ahead = event.decoded("dtstart") - datetime.now(UTC)
    assert timedelta(days=6, hours=23) < ahead <= timedelta(days=7)
    for told in ("Alex", "Sam", "http", "testserver", "Meant", pair.couple_code, pair.code):
        assert told.lower() not in answer.content.decode().lower()
    again = alex.get(alex.page.links["Same time next week"])
    assert again.content.split(b"UID:")[1][:32] != answer.content.split(b"UID:")[1][:32]


def test_nobody_else_gets_the_file_nor_does_a_link_of_another_site(pair: Pair, stranger: Visitor) -> None:
    path = f"/us/{pair.couple_code}/notes.ics"
    alex = seated(pair, pair.alex)
    assert alex.ask(path).status == 200
    assert stranger.ask(path).status == 404
    answer = alex.ask(path, **{"Sec-Fetch-Site": "cross-site"})
    assert (answer.status, answer.location) == (303, f"/us/{pair.couple_code}/")
    before = pair.stored()
    alex.ask(path)
    assert pair.stored() == before
