"""Rows that another version of the app has written: a text that is no word counts for nothing."""

from __future__ import annotations

from exercises.models import Milestone, PairedSession, Signal
from exercises.presenters.couple import timeline
from exercises.presenters.session import session_view
from exercises.rules import RoundWord
from exercises.rules.words import TogetherWord, parse_word
from tests.support.couples.paired import Pair

NO_WORDS = ("win", "next-01", "talk-1.card-1.dance", "settle.pause-0", "")


def test_a_row_that_is_no_word_is_passed_over(pair: Pair) -> None:
    pair.come_to("reveal")
    before = [(state.said, state.milestones) for state in map(pair.state, pair.both)]
    screens = [pair.screen(who) for who in pair.both]
    session = PairedSession.objects.get(code=pair.code)
    seats = pair.state(pair.alex).seats
    for text in NO_WORDS:
        assert parse_word(text) is None
        Signal.objects.create(session=session, seat=seats[1], round="first", what=text, at=1)
        Milestone.objects.create(session=session, round="first", what=text, at=1)
    assert [(state.said, state.milestones) for state in map(pair.state, pair.both)] == before
    assert [pair.screen(who) for who in pair.both] == screens
    assert timeline.timeline_page(pair.alex, pair.couple_code).under_way
    pair.say(pair.alex, "next-1")
    assert session_view.present(pair.state(pair.alex), origin="http://testserver").screen != screens[0]


def test_a_row_of_the_other_sort_is_passed_over(pair: Pair) -> None:
    """Nobody says that a card has been turned over, and no word of a seat comes true for both."""
    session = PairedSession.objects.get(code=pair.code)
    state = pair.state(pair.alex)
    Signal.objects.create(session=session, seat=state.seats[1], round="first", what="card-2", at=1)
    Milestone.objects.create(session=session, round="first", what="preview", at=1)
    after = pair.state(pair.alex)
    assert (after.said, after.milestones) == (state.said, state.milestones)


def test_rows_keep_the_text_of_a_word_and_are_read_as_it(pair: Pair) -> None:
    session = PairedSession.objects.get(code=pair.code)
    seat = pair.state(pair.alex).seats[1]
    Signal.objects.create(session=session, seat=seat, round="first", what="not-today", at=1)
    Milestone.objects.create(session=session, round="first", what="a-step.floor-2", at=7)
    state = pair.state(pair.alex)
    assert state.facts.has_said(state.me, "first", RoundWord.FOR_GOOD), "as it was spelled before"
    step = parse_word("a-step.floor-2")
    assert isinstance(step, TogetherWord) and state.milestones["first", step] == 7
