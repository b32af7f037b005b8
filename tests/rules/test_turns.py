"""Turns at speaking and breathing together, on the server's clock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couples.infrastructure.refusals import Refused
from exercises import rules
from exercises.rules import Facts, RoundPlan, SharedActivity
from exercises.rules.turns import FloorState, floor_of, holder, may_happen, next_event
from exercises.rules.words import START as BEGUN
from exercises.rules.words import Start, TogetherWord, TurnEvent
from tests.support.rules.spelled import due, may_say, reached, signal

TALK = SharedActivity("talk", seconds=120, floors=2)
AIR = SharedActivity("air", seconds=60)
PLAN = RoundPlan("first", ("air", "talk"), together=(AIR, TALK))
START = 1_000_000
SECOND = 1_000
BOTH = frozenset({1, 2})


def at(seconds: float, **milestones: float) -> FloorState:
    """Where the turns stand so many seconds after the start. pause_1=30: it came true after 30 seconds."""
    known: dict[Start | TurnEvent, int] = {BEGUN: START} | {
        turn(word.replace("_", "-")): START + round(after * SECOND) for word, after in milestones.items()
    }
    return floor_of(TALK, known, START + round(seconds * SECOND))


def turn(text: str) -> TurnEvent:
    """The event that is spelled like this."""
    word = rules.parse_word(f"talk.{text}")
    assert isinstance(word, TogetherWord) and isinstance(word.event, TurnEvent), text
    return word.event


def test_before_the_start_nobody_has_the_floor() -> None:
    state = floor_of(TALK, {}, START)
    assert (state.number, state.running, state.left_ms) == (0, False, 120_000)
    assert [next_event(state, kind) for kind in ("pause", "resume", "minute", "floor")] == [None] * 4


@pytest.mark.parametrize(
    "state, number, left",
    [
        (at(0), 1, 120),
        (at(50), 1, 70),
        (at(120), 1, 0),
        (at(500), 1, 0),  # nobody has handed over: the clock has no consequence
        (at(50, floor_2=40), 2, 110),
        (at(50, minute_1=10), 1, 130),
        (at(50, minute_1=10, minute_2=11), 1, 190),
        (at(50, minute_1=10, floor_2=40), 2, 110),  # a minute more was for the one who had the floor
        (at(50, pause_1=30), 1, 90),
        (at(500, pause_1=30), 1, 90),
        (at(60, pause_1=30, resume_1=50), 1, 80),
        (at(90, pause_1=30, resume_1=50, pause_2=60, resume_2=80), 1, 70),
        (at(90, pause_1=10, resume_1=30, floor_2=40), 2, 70),
    ],
)
def test_what_is_left_is_what_has_not_run(state: FloorState, number: int, left: int) -> None:
    assert (state.number, state.left_ms, state.over) == (number, left * SECOND, False)
    running = state.ends_at is not None
    assert running is not state.paused


def test_a_start_that_lies_ahead_leaves_the_whole_turn() -> None:
    assert at(-3).left_ms == 120_000


def test_when_everybody_had_the_floor_it_is_over() -> None:
    state = at(200, floor_2=100, floor_3=190)
    assert (state.over, state.running, state.ends_at) == (True, False, None)
    assert next_event(state, "floor") is None


def test_either_may_pause_go_on_and_give_a_minute_more() -> None:
    running, paused = at(10), at(10, pause_1=5)
    for me in (1, 2):
        assert may_happen(TALK, running, turn("pause-1"), me, 1, True)
        assert may_happen(TALK, running, turn("minute-1"), me, 1, True)
        assert may_happen(TALK, paused, turn("resume-1"), me, 1, True)
    assert not may_happen(TALK, paused, turn("pause-2"), 1, 1, True)
    assert not may_happen(TALK, running, turn("resume-1"), 1, 1, True)
    assert not may_happen(TALK, running, turn("pause-2"), 1, 1, True)


def test_the_floor_is_handed_on_by_who_has_it_or_by_the_other_where_that_one_is_away() -> None:
    assert may_happen(TALK, at(10), turn("floor-2"), 1, 1, True)
    assert not may_happen(TALK, at(10), turn("floor-2"), 2, 1, True)
    assert may_happen(TALK, at(10), turn("floor-2"), 2, 1, False)
    assert may_happen(TALK, at(10), turn("floor-2"), 2, 2, True)
    assert not may_happen(TALK, at(10, pause_1=5), turn("floor-2"), 1, 1, True)
    assert [holder(TALK, 2, number) for number in (1, 2, 3)] == [2, 1, 2]


@pytest.mark.parametrize(
    "word", ["", "start", "pause", "pause-0", "pause-01", "pause-100", "stop-1", "floor-2 ", "breathe-1"]
)
def test_each_event_has_one_spelling(word: str) -> None:
    with pytest.raises(AssertionError):
        turn(word)


@pytest.mark.parametrize("later", [0, -0.001, -4], ids=["the same millisecond", "set back", "far back"])
def test_whenever_the_clock_says_that_a_pause_ended_it_has_ended(later: float) -> None:
    assert at(5, pause_1=5).paused
    gone_on = at(5, pause_1=5, resume_1=5 + later)
    assert (gone_on.paused, gone_on.left_ms) == (False, 115 * SECOND)
    assert next_event(gone_on, "pause") == turn("pause-2")


def test_a_second_pause_on_a_clock_that_was_set_back_can_be_ended() -> None:
    assert next_event(at(4, pause_1=5, resume_1=6, pause_2=4), "resume") == turn("resume-2")


def test_a_turn_that_was_handed_on_is_not_handed_back_by_a_clock_that_was_set_back() -> None:
    assert at(4, floor_2=5, floor_3=4).over
    assert next_event(at(4, minute_1=5, minute_2=4), "minute") == turn("minute-3")


@given(
    st.lists(
        st.tuples(st.sampled_from(["pause", "resume", "minute", "floor"]), st.integers(-5_000, 90_000)),
        max_size=30,
    )
)
def test_whatever_two_people_tap_the_clock_stays_sane(taps: list[tuple[str, int]]) -> None:
    milestones: dict[Start | TurnEvent, int] = {BEGUN: START}
    now = START
    for event, later in taps:
        now += later
        state = floor_of(TALK, milestones, now)
        assert 0 <= state.left_ms <= (120 + 60 * state.minutes) * SECOND
        assert state.ends_at is None or state.running
        found = next_event(state, event)  # type: ignore[arg-type]  # a kind, drawn from a list
        if found is not None:
            milestones[found] = now
            after = floor_of(TALK, milestones, now)
            assert after.over or after.paused is (event == "pause" or (state.paused and event != "resume"))


# ---- what the rules make of it ------------------------------------------------------------------------


def facts(*said: tuple[int, str], milestones: tuple[str, ...] = ()) -> Facts:
    words = {signal(1, "", "begin"), *(signal(1 if who == 1 else 2, "first", what) for who, what in said)}
    known = frozenset(("first", reached(what)) for what in milestones)
    return Facts((PLAN,), True, frozenset(), frozenset(words), known)


def test_it_begins_when_both_have_said_so_and_both_are_here() -> None:
    one, both = facts((1, "air.start")), facts((1, "air.start"), (2, "air.start"))
    assert due(one, BOTH, 1) == ()
    assert due(both, frozenset({1}), 1) == ()
    assert due(both, BOTH, 1) == (("first", "air.start"),)
    assert due(facts((1, "air.start"), (2, "air.start"), milestones=("air.start",)), BOTH, 1) == ()


def test_what_is_said_while_it_goes_on_counts_at_once_and_only_for_who_has_just_said_it() -> None:
    going = facts((1, "talk.pause-1"), milestones=("talk.start",))
    assert due(going, BOTH, 1, signal(1, "first", "talk.pause-1")) == (("first", "talk.pause-1"),)
    assert due(going, BOTH, 1) == ()


@pytest.mark.parametrize(
    "what", ["air.pause-1", "talk.stop", "walk.start", ".start", "talk.", "talk.start.start", "talk.pause-0"]
)
def test_words_of_no_step_are_unknown(what: str) -> None:
    with pytest.raises(Refused) as refused:
        may_say(facts(milestones=("talk.start", "air.start")), 1, "first", what, True)
    assert refused.value.reason == "unknown_step"


def test_a_start_can_be_taken_back_until_it_has_begun() -> None:
    assert may_say(facts((1, "air.start")), 1, "first", "air.start", False)
    assert not may_say(facts((1, "air.start")), 1, "first", "air.start", True)
    with pytest.raises(Refused):
        may_say(facts((1, "air.start"), milestones=("air.start",)), 1, "first", "air.start", False)


def test_nothing_happens_before_the_start_and_nothing_twice() -> None:
    with pytest.raises(Refused):
        may_say(facts(), 1, "first", "talk.pause-1", True)
    assert may_say(facts(milestones=("talk.start",)), 1, "first", "talk.pause-1", True)
    paused = facts(milestones=("talk.start", "talk.pause-1"))
    assert not may_say(paused, 2, "first", "talk.pause-1", True)


def test_that_i_am_ready_is_no_news_for_the_other() -> None:
    assert rules.in_common(facts((1, "air.start"))) == rules.in_common(facts())


def test_pauses_before_the_start_take_nothing_from_a_turn() -> None:
    known = {BEGUN: START, turn("pause-1"): START - 3_000, turn("resume-1"): START - 100}
    assert floor_of(TALK, known, START).left_ms == 120_000


def test_where_the_time_has_run_out_the_other_may_take_the_floor() -> None:
    assert may_happen(TALK, at(121), turn("floor-2"), 2, 1, True)
    assert not may_happen(TALK, at(119), turn("floor-2"), 2, 1, True)


def test_the_hundredth_of_one_sort_is_no_button_any_more() -> None:
    known = {BEGUN: START} | {TurnEvent("minute", n): START + n for n in range(1, 100)}
    assert next_event(floor_of(TALK, known, START + 200), "minute") is None
