"""Which cues a session asks about: the same for both, fitting, and not the same ones again."""

from __future__ import annotations

import hmac
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from exercises import library
from exercises.content.exercise import KIND_ACTS, MOST_TALKED_ABOUT, TALKED_ABOUT, Exercise
from exercises.library import SHIPPED
from exercises.steps.cue_selection import LEAST_TO_CHOOSE_FROM, NEVER_FIRST, select_cues, shuffled

CONTENT = library.load(SHIPPED)
CORE = CONTENT.exercise("two-sides-of-a-cue")
LOW = sorted(id for id, cue in CONTENT.cues.items() if cue.sensitivity == "low")
FOUR = CORE.model_copy(update={"core": False, "rounds": (CORE.rounds[0].model_copy(update={"cues": 4}),)})
WARMTH = {id for id in LOW if CONTENT.cues[id].theme == "warmth"}
KEYS = st.binary(min_size=32, max_size=32)
USED = st.sets(st.sampled_from(LOW))
TALKED = st.lists(st.sampled_from(sorted(CONTENT.cues)), max_size=8)


def with_cues(*cues: object) -> Exercise:
    """An exercise with one round for each of these: a number, ids, "talked_about", or None."""
    rounds = [
        CORE.rounds[0].model_copy(update={"id": f"round-{number}", "cues": each})
        for number, each in enumerate(cues, start=1)
    ]
    return CORE.model_copy(update={"core": False, "rounds": tuple(rounds)})


def themes(ids: tuple[str, ...]) -> list[str]:
    return [CONTENT.cues[id].theme for id in ids]


@given(KEYS, USED, st.booleans())
@settings(deadline=None)
def test_both_seats_draw_the_same(key: bytes, used: set[str], first: bool) -> None:
    again = select_cues(CORE, CONTENT, bytes(bytearray(key)), first, sorted(used))
    assert select_cues(CORE, CONTENT, key, first, frozenset(used)) == again


@given(KEYS, USED, st.booleans())
@settings(deadline=None)
def test_every_round_is_full_low_and_never_asks_twice(key: bytes, used: set[str], first: bool) -> None:
    drawn = select_cues(CORE, CONTENT, key, first, used)
    assert list(drawn) == ["first", "more"]
    everything = [*drawn["first"], *drawn["more"]]
    assert len(everything) == len(set(everything)) == 6
    assert set(everything) <= set(LOW)


@given(KEYS, USED, st.booleans())
@settings(deadline=None)
def test_every_round_has_two_themes_and_starts_gently(key: bytes, used: set[str], first: bool) -> None:
    for ids in select_cues(CORE, CONTENT, key, first, used).values():
        assert len(set(themes(ids))) >= 2
        assert themes(ids)[0] not in NEVER_FIRST


@given(KEYS, USED, st.booleans())
@settings(deadline=None)
def test_the_second_round_has_exactly_one_kind_act(key: bytes, used: set[str], first: bool) -> None:
    assert Counter(themes(select_cues(CORE, CONTENT, key, first, used)["more"]))["warmth"] == 1


@given(KEYS, USED)
@settings(deadline=None)
def test_the_first_session_begins_with_the_cues_chosen_for_it(key: bytes, used: set[str]) -> None:
    assert select_cues(CORE, CONTENT, key, True, used)["first"] == CONTENT.first_session.round_1


@given(KEYS)
@settings(deadline=None)
def test_only_the_core_exercise_has_moments_chosen_for_a_first_session(key: bytes) -> None:
    begun = select_cues(CORE, CONTENT, key, True, ())["first"]
    assert select_cues(FOUR, CONTENT, key, True, ())["first"][:3] != begun


def test_every_couple_begins_with_a_kind_act_whichever_exercise_they_begin_with() -> None:
    drawn_for = [
        each
        for each in CONTENT.exercises.values()
        if each.rounds[0].drawn or each.rounds[0].cues == TALKED_ABOUT
    ]
    assert {"two-sides-of-a-cue", "one-moment", "how-i-come-across"} <= {each.id for each in drawn_for}
    for exercise in drawn_for:
        for number in range(100):
            key = hmac.digest(b"couple", f"{exercise.id}|{number}".encode(), "sha256")
            begun = next(iter(select_cues(exercise, CONTENT, key, True).values()))
            assert Counter(themes(begun))[KIND_ACTS] == 1, (exercise.id, begun)
            assert themes(begun)[0] not in NEVER_FIRST


def test_a_later_session_may_begin_without_a_kind_act() -> None:
    later = [select_cues(FOUR, CONTENT, bytes([number]) * 32, False)["first"] for number in range(40)]
    assert any(KIND_ACTS not in themes(ids) for ids in later)


@given(KEYS, st.booleans())
@settings(deadline=None)
def test_five_goes_ask_about_thirty_moments(key: bytes, first: bool) -> None:
    used: set[str] = set()
    for number in range(5):
        session_key = hmac.digest(key, bytes([number]), "sha256")
        drawn = select_cues(CORE, CONTENT, session_key, first and not number, used)
        assert Counter(themes(drawn["more"]))["warmth"] == 1
        for ids in drawn.values():
            assert len(set(themes(ids))) >= 2
            assert themes(ids)[0] not in NEVER_FIRST
            assert not used.intersection(ids)
            used.update(ids)
    assert len(used) == 30


def test_moments_come_again_only_when_nothing_else_is_left() -> None:
    left = {
        "needs-time-alone",
        "late-no-message",
        "small-gift",
        "in-a-bad-mood",
        "pause-before-yes",
        "short-hug",
    }
    drawn = select_cues(CORE, CONTENT, b"k" * 32, False, set(LOW) - left)
    assert {id for each in drawn.values() for id in each} == left
    drawn = select_cues(CORE, CONTENT, b"k" * 32, False, LOW)
    assert len({id for each in drawn.values() for id in each}) == 6


def test_a_kind_act_is_saved_for_the_round_that_asks_for_it() -> None:
    used = [id for id in LOW if CONTENT.cues[id].theme != "quiet" and id not in ("small-gift", "short-hug")]
    for number in range(20):
        drawn = select_cues(CORE, CONTENT, bytes([number]) * 32, False, used)
        assert "small-gift" in drawn["more"]


def test_a_first_round_leaves_the_last_kind_acts_to_the_round_that_asks_for_them() -> None:
    few = sorted(WARMTH)[: len(WARMTH) // 2]
    for number in range(40):
        drawn = select_cues(CORE, CONTENT, bytes([number]) * 32, False, WARMTH - set(few))
        assert "warmth" not in themes(drawn["first"])
        assert WARMTH.intersection(drawn["more"]) <= set(few)


def test_a_first_round_may_have_a_kind_act_while_there_are_many() -> None:
    drawn = [select_cues(CORE, CONTENT, bytes([number]) * 32, False, ())["first"] for number in range(40)]
    assert any("warmth" in themes(ids) for ids in drawn)


def test_a_first_session_with_few_chosen_cues_is_filled_up_behind_them() -> None:
    one = CONTENT.first_session.model_copy(update={"round_1": ("small-gift",)})
    content = library.Library.of(CONTENT.exercises, CONTENT.cues, one)
    drawn = select_cues(CORE, content, b"k" * 32, True, ())
    assert drawn["first"][0] == "small-gift"
    assert [len(set(ids)) for ids in drawn.values()] == [3, 3]


@given(KEYS, USED, TALKED)
@settings(deadline=None)
def test_a_round_of_plain_screens_has_no_cues(key: bytes, used: set[str], talked: list[str]) -> None:
    drawn = select_cues(with_cues(None, 3, None), CONTENT, key, False, used, talked_about=talked)
    assert list(drawn) == ["round-1", "round-2", "round-3"]
    assert (drawn["round-1"], len(drawn["round-2"]), drawn["round-3"]) == ((), 3, ())


@given(KEYS, USED, TALKED)
@settings(deadline=None)
def test_what_was_talked_about_comes_newest_first(key: bytes, used: set[str], talked: list[str]) -> None:
    newest = tuple(dict.fromkeys(talked))[:MOST_TALKED_ABOUT]
    drawn = select_cues(with_cues(TALKED_ABOUT), CONTENT, key, False, used, talked_about=talked)["round-1"]
    assert drawn[: len(newest)] == newest
    assert len(drawn) == len(set(drawn)) == max(len(newest), LEAST_TO_CHOOSE_FROM)
    assert set(drawn[len(newest) :]) <= set(LOW)
    assert len(newest) >= LEAST_TO_CHOOSE_FROM or len(set(themes(drawn))) >= 2
    assert newest or themes(drawn)[0] not in NEVER_FIRST


@given(KEYS, TALKED)
@settings(deadline=None)
def test_what_was_talked_about_is_not_drawn_in_another_round(key: bytes, talked: list[str]) -> None:
    named = ("quiet-at-dinner", "small-gift")
    drawn = select_cues(with_cues(4, TALKED_ABOUT, named), CONTENT, key, False, (), talked_about=talked)
    everything = [id for each in drawn.values() for id in each]
    assert len(everything) == len(set(everything))
    assert len(drawn["round-1"]) == 4
    assert drawn["round-3"] == named


def test_moments_that_are_gone_from_the_content_cannot_be_talked_about() -> None:
    talked = ("no-longer-there", "message-from-an-ex", "short-hug", "short-hug", "small-gift")
    drawn = select_cues(with_cues(TALKED_ABOUT), CONTENT, b"k" * 32, False, (), talked_about=talked)
    assert drawn["round-1"] == ("message-from-an-ex", "short-hug", "small-gift")


def test_a_round_that_names_its_cues_gets_them_in_their_order() -> None:
    named = ("screen-tilted-away", "quiet-at-dinner")
    rounds = (CORE.rounds[0].model_copy(update={"cues": named}), CORE.rounds[1])
    exercise = CORE.model_copy(update={"rounds": rounds})
    for number in range(20):
        drawn = select_cues(exercise, CONTENT, bytes([number]) * 32, True, ())
        assert drawn["first"] == named
        assert not set(drawn["more"]) & set(named)


def test_sessions_differ_and_every_low_cue_has_its_day() -> None:
    seen: Counter[str] = Counter()
    for number in range(200):
        key = hmac.digest(b"key", bytes([number]), "sha256")
        seen.update(id for each in select_cues(CORE, CONTENT, key, False, ()).values() for id in each)
    assert set(seen) == set(LOW)


@given(KEYS, st.sampled_from(sorted(CONTENT.cues)))
@settings(deadline=None)
def test_readings_stand_in_one_order_for_both(key: bytes, cue_id: str) -> None:
    readings = CONTENT.cues[cue_id].readings
    order = shuffled(readings, key, cue_id)
    assert shuffled(reversed(readings), key, cue_id) == order
    assert sorted(reading.id for reading in order) == sorted(reading.id for reading in readings)


def test_readings_stand_in_another_order_in_another_session_or_cue() -> None:
    readings = CONTENT.cues["quiet-at-dinner"].readings
    by_key = {tuple(r.id for r in shuffled(readings, bytes([n]) * 32, "quiet-at-dinner")) for n in range(60)}
    by_cue = {tuple(r.id for r in shuffled(readings, b"k" * 32, id)) for id in CONTENT.cues}
    first = Counter(order[0] for order in by_key)
    assert len(by_key) > 30 and len(by_cue) > 15
    assert len(first) == 5
