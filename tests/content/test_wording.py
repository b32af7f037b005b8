"""The lint finds verdicts, and leaves alone what only looks like one."""

from __future__ import annotations

import pytest

from exercises import wording
from exercises.kinds.feelings import FEELINGS


@pytest.mark.parametrize("word", wording.LEFT_OUT)
def test_every_word_of_the_list_is_found(word: str) -> None:
    assert wording.found_in(f"This is {word}, perhaps.") == (word,)
    assert wording.found_in(f"{word.upper()}!") == (word,)


@pytest.mark.parametrize("text", ["Not right now.", "It's all right with me.", "I'll come right away."])
def test_right_is_no_verdict_in_these_phrases(text: str) -> None:
    assert wording.found_in(text) == ()


@pytest.mark.parametrize(
    "text", ["mustard", "a blameless day", "brightly lit", "default", "faultless", "shell"]
)
def test_whole_words_are_matched(text: str) -> None:
    assert wording.found_in(text) == ()


def test_right_as_a_verdict_is_found_beside_right_now() -> None:
    assert wording.found_in("You are right, and right now it hurts.") == ("right",)


def test_a_phrase_is_found_across_a_line_break() -> None:
    assert wording.found_in("guilty\n of it") == ("guilty of",)


def test_they_stays_neutral() -> None:
    assert wording.found_in("He asks her husband.") == ("he", "her", "husband")


def test_guilty_is_a_feeling_that_somebody_may_have() -> None:
    assert "guilty" in FEELINGS
