"""Where a check-in stands, and the sentence about a change (science.md 5.3)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.language import wording_lint
from exercises.rules import checkin_score

answers = st.lists(st.none() | st.integers(0, 6), max_size=8)
tenths = st.integers(0, 60)


def scores(whole_tenths: int) -> Decimal:
    return Decimal(whole_tenths) / 10


# ---- the examples -------------------------------------------------------------------------------------


def test_the_score_is_the_mean_of_what_was_answered() -> None:
    assert checkin_score.score([4, 5, 3, 4, None, 6]) == Decimal("4.4")


def test_four_answers_make_no_score() -> None:
    assert checkin_score.score([4, 5, 3, 4, None, None]) is None
    assert checkin_score.score([]) is None


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("3.0", "4.4", "Within ordinary ups and downs."),
        ("3.0", "4.5", "Clearly higher than last time."),
        ("4.5", "3.0", "Clearly lower than last time."),
        ("4.4", "3.0", "Within ordinary ups and downs."),
        (
            "2.2",
            "3.7",
            "Clearly higher than last time.",
        ),  # 1.5000000000000002 or 1.4999999999999996 as floats
        ("3", "3", "Within ordinary ups and downs."),
    ],
)
def test_a_change_is_told_in_a_sentence(old: str, new: str, said: str) -> None:
    assert checkin_score.sentence(Decimal(old), Decimal(new)) == said


def test_from_where_to_where_the_answers_go_is_told_in_words() -> None:
    told = [checkin_score.where([each]) for each in range(7)]
    assert told == ["not at all", "a little", "a little", "in between", "mostly", "mostly", "completely"]
    assert checkin_score.where([4, 5]) == "mostly", "one word where one does"
    assert checkin_score.where([5, 1, 3]) == "from a little to mostly"
    assert checkin_score.where([]) == ""


def test_two_looks_are_compared_when_a_week_lies_between_them() -> None:
    day = date(2026, 11, 24)
    assert checkin_score.comparable(day, day + timedelta(days=7))
    assert not checkin_score.comparable(day, day + timedelta(days=6))
    assert not checkin_score.comparable(day, day)
    assert not checkin_score.comparable(day, day - timedelta(days=7))


# ---- what holds for all -------------------------------------------------------------------------------


@given(answers)
def test_there_is_a_score_exactly_from_five_answers_on(values: list[int | None]) -> None:
    given_answers = [value for value in values if value is not None]
    score = checkin_score.score(values)
    assert (score is None) == (len(given_answers) < 5)
    if score is not None:
        assert min(given_answers) <= score <= max(given_answers)
        assert score * 10 == int(score * 10)
        assert abs(score - Decimal(sum(given_answers)) / len(given_answers)) <= Decimal("0.05")


@given(answers, st.randoms())
def test_neither_the_order_nor_what_was_left_out_counts(values: list[int | None], chance: object) -> None:
    mixed = [*values, None, None]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert checkin_score.score(mixed) == checkin_score.score(values)


@given(tenths, tenths)
def test_a_change_is_clear_from_fifteen_tenths_on(old: int, new: int) -> None:
    expected = "higher" if new - old >= 15 else "lower" if old - new >= 15 else "ordinary"
    assert checkin_score.change(scores(old), scores(new)) == expected


@given(tenths, tenths)
def test_the_way_back_is_the_opposite(old: int, new: int) -> None:
    opposite = {"higher": "lower", "lower": "higher", "ordinary": "ordinary"}
    assert (
        checkin_score.change(scores(new), scores(old))
        == opposite[checkin_score.change(scores(old), scores(new))]
    )


@given(st.integers(0, 4500), tenths)
def test_only_the_difference_counts(old: int, more: int) -> None:
    assert checkin_score.change(scores(old), scores(old + more)) == checkin_score.change(
        scores(0), scores(more)
    )


# ---- as it is said ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [*checkin_score.SENTENCES.values(), checkin_score.CAUTION])
def test_it_is_no_verdict(text: str) -> None:
    assert wording_lint.found_in(text) == () and "!" not in text
