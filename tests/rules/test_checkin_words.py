"""From where to where the answers of a check-in go, in words, and that nothing counts them together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exercises.language import wording_lint
from exercises.rules import checkin_words

answers = st.lists(st.integers(0, checkin_words.HIGHEST), min_size=1, max_size=8)


def test_from_where_to_where_the_answers_go_is_told_in_words() -> None:
    told = [checkin_words.where([each]) for each in range(7)]
    assert told == ["not at all", "a little", "a little", "in between", "mostly", "mostly", "completely"]
    assert checkin_words.where([4, 5]) == "mostly", "one word where one does"
    assert checkin_words.where([5, 1, 3]) == "from a little to mostly"
    assert checkin_words.where([]) == ""


@given(answers)
def test_only_the_lowest_and_the_highest_are_told_and_none_is_weighed_against_another(
    given_answers: list[int],
) -> None:
    ends = [min(given_answers), max(given_answers)]
    assert checkin_words.where(given_answers) == checkin_words.where(ends)


def test_what_stands_under_it_is_no_verdict() -> None:
    assert wording_lint.found_in(checkin_words.CAUTION) == () and "!" not in checkin_words.CAUTION
