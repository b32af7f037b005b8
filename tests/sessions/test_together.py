"""What both do together: breathing and turns, begun by both, changed by either, left by each alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from couples.access import Holder
from couples.infrastructure.refusals import Refused
from exercises.presenters.session import session_view
from exercises.rules import NotYet, Stage, clock
from exercises.screens import Breath, Floor, Lobby
from tests.support.couples.paired import Pair, start_together


@pytest.fixture
def pair(db: None, own_deck: Path) -> Pair:
    """Both are here, at the deck that uses every kind."""
    pair = start_together(exercise="every-kind")
    for who in pair.both:
        pair.arrive(who)
    return pair


def breath(pair: Pair, who: Holder) -> Breath:
    found = pair.screen(who, at="settle").breath
    assert isinstance(found, Breath)
    return found


def floor(pair: Pair, who: Holder) -> Floor:
    found = pair.screen(who, at="talk").floor
    assert isinstance(found, Floor)
    return found


def come_to_the_turns(pair: Pair) -> None:
    for round_id in ("alone", "both"):
        for who in pair.both:
            pair.pass_all(who, round_id)
            pair.release(who, round_id)
        pair.close(round_id)
        if round_id == "alone":
            for who in pair.both:
                pair.say(who, "more", round_id)


def begun(pair: Pair) -> tuple[Holder, Holder]:
    """The turns have begun. Returns who has the floor, and who listens."""
    come_to_the_turns(pair)
    for who in pair.both:
        pair.say(who, "talk.start", "floor")
    return (pair.alex, pair.sam) if floor(pair, pair.alex).mine else (pair.sam, pair.alex)


# ---- breathing ------------------------------------------------------------------------------------------


def test_breathing_begins_at_one_instant_for_both_when_both_have_said_so(pair: Pair) -> None:
    pair.say(pair.alex, "settle.start", "alone")
    assert (breath(pair, pair.alex).said, breath(pair, pair.alex).starts_at) == (True, None)
    assert not breath(pair, pair.sam).said, "that the other is ready is not shown"
    before = clock.now_ms()
    pair.say(pair.sam, "settle.start", "alone")
    starts = {breath(pair, who).starts_at for who in pair.both}
    assert len(starts) == 1
    assert before + 2_900 < starts.pop() < clock.now_ms() + 3_100  # type: ignore[operator]  # never None here


def test_that_one_is_ready_changes_nothing_for_the_other(pair: Pair) -> None:
    before = pair.versions()
    pair.say(pair.alex, "settle.start", "alone")
    assert (pair.versions()[0] > before[0], pair.versions()[1]) == (True, before[1])


def test_it_waits_for_somebody_who_is_away_and_can_be_left_at_any_time(pair: Pair) -> None:
    pair.depart(pair.sam)
    for who in pair.both:
        pair.say(who, "settle.start", "alone")
    assert pair.milestones("settle") == []
    pair.fill_in(pair.alex, "settle")
    assert pair.state(pair.alex).own["settle"].is_in
    pair.arrive(pair.sam)
    assert pair.milestones("settle") == [("alone", "settle.start")]


def test_a_reload_finds_it_where_it_is(pair: Pair) -> None:
    for who in pair.both:
        pair.say(who, "settle.start", "alone")
    first = breath(pair, pair.alex)
    assert (
        session_view.present(pair.state(pair.alex), origin="http://testserver", at="settle").screen.breath
        == first
    )


# ---- turns ----------------------------------------------------------------------------------------------


def test_both_screens_show_one_who_has_the_floor(pair: Pair) -> None:
    speaker, listener = begun(pair)
    assert floor(pair, speaker).holder == floor(pair, listener).holder
    assert (floor(pair, speaker).mine, floor(pair, listener).mine) == (True, False)
    assert floor(pair, speaker).ends_at == floor(pair, listener).ends_at
    assert floor(pair, listener).hand_word == "", "nobody is cut off"


def test_either_may_pause_and_go_on_and_both_see_it(pair: Pair) -> None:
    speaker, listener = begun(pair)
    for who, word, paused in (
        (listener, "pause-1", True),
        (speaker, "resume-1", False),
        (speaker, "pause-2", True),
    ):
        pair.say(who, f"talk.{word}", "floor")
        assert [floor(pair, each).paused for each in pair.both] == [paused, paused]
        assert {floor(pair, each).ends_at is None for each in pair.both} == {paused}


def test_two_who_pause_at_once_pause_once(pair: Pair) -> None:
    speaker, listener = begun(pair)
    pair.say(speaker, "talk.pause-1", "floor")
    pair.say(listener, "talk.pause-1", "floor")
    pair.say(listener, "talk.resume-1", "floor")
    assert not floor(pair, speaker).paused
    assert [what for _, what in pair.milestones("talk.")] == ["talk.start", "talk.pause-1", "talk.resume-1"]


def test_either_may_give_a_minute_more(pair: Pair) -> None:
    _, listener = begun(pair)
    before = floor(pair, listener).ends_at
    pair.say(listener, "talk.minute-1", "floor")
    after = floor(pair, listener).ends_at
    assert before is not None and after == before + 60_000


def test_the_floor_goes_round_once_and_then_it_is_over(pair: Pair) -> None:
    speaker, listener = begun(pair)
    with pytest.raises(NotYet):
        pair.say(listener, "talk.floor-2", "floor")
    pair.say(speaker, "talk.floor-2", "floor")
    assert floor(pair, listener).mine
    pair.say(listener, "talk.floor-3", "floor")
    assert [floor(pair, who).over for who in pair.both] == [True, True]
    with pytest.raises(Refused):
        pair.say(speaker, "talk.pause-1", "floor")


def test_the_listener_takes_the_floor_when_who_has_it_is_away(pair: Pair) -> None:
    speaker, listener = begun(pair)
    pair.depart(speaker)
    assert floor(pair, listener).hand_word == "talk.floor-2"
    pair.say(listener, "talk.floor-2", "floor")
    assert floor(pair, listener).mine


def test_one_who_goes_on_leaves_the_other_nothing_broken(pair: Pair) -> None:
    speaker, listener = begun(pair)
    pair.fill_in(listener, "talk")
    assert floor(pair, speaker).mine
    pair.say(speaker, "talk.pause-1", "floor")
    pair.pass_all(listener, "floor")
    assert pair.stage(listener) is Stage.PREVIEW


# ---- the safety page before it --------------------------------------------------------------------------


@pytest.mark.django_db
def test_where_it_stands_before_an_exercise_each_reads_it_alone() -> None:
    pair = start_together(exercise="who-decides")
    screen = pair.screen(pair.sam)
    assert isinstance(screen, Lobby) and screen.gate
    assert pair.stage(pair.alex) is Stage.STEP
    before = pair.versions()
    pair.say(pair.sam, "begin", "")
    assert pair.stage(pair.sam) is Stage.STEP
    assert pair.versions()[0] == before[0], "that somebody went on is no news for the other"
