"""Kinds in which a number is tapped: tiles with words at their ends, and statements that are rated."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from exercises.content import kinds
from exercises.content.kinds import rate, scale
from tests.rules.test_kinds import SURE, refusal

TENSE = scale.Part(id="tense", kind="scale", visibility="self", ends=("loose", "very tense, isn't it"))
GOOD = rate.Part(
    id="good",
    kind="rate",
    text="I feel good about how things are between us.",
    name="feeling good about us",
    ends=("not at all", "completely"),
)


def test_tiles_with_words_at_their_ends_are_counted() -> None:
    made = kinds.input(TENSE, None, "", 50, {})
    assert [(option.value, option.label) for option in made.options] == [
        ("0", "1"),
        ("25", "2"),
        ("50", "3"),
        ("75", "4"),
        ("100", "5"),
    ]
    assert [option.value for option in made.options if option.chosen] == ["50"]
    assert made.ends == ("loose", "very tense, isn’t it") and made.sends
    assert kinds.clean(TENSE, {"tense": "75"}, None) == 75
    assert kinds.words(TENSE, 75, None, "", {}) == "4 of 5 (loose to very tense, isn’t it)"


def test_worded_tiles_have_no_ends() -> None:
    assert kinds.input(SURE, None, "", None, {}).ends == ()


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"ends": ("one",)},
        {"ends": ("a", "b", "c")},
        {"ends": ("a", "b"), "tiles": (0, 100), "words": ("x", "y")},
        {"words": ("a", "b")},
    ],
)
def test_tiles_that_nobody_could_read_are_told_to_their_author(broken: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        scale.Part(id="x", kind="scale", visibility="self", **broken)


def test_a_statement_is_rated_by_a_number_of_its_row() -> None:
    assert kinds.clean(GOOD, {"good": "0"}, None) == 0
    assert kinds.clean(GOOD, {"good": ["2", "6"]}, None) == 6
    assert kinds.clean(GOOD, {}, None) is None
    for odd in ("7", "-1", "²", "06", "4.0", " 4"):
        assert refusal(GOOD, {"good": odd}) == "Nothing is lost. Choose one of the numbers."


def test_a_statement_is_shown_with_its_numbers_and_their_ends() -> None:
    made = kinds.input(GOOD, None, "", 4, {})
    assert [option.value for option in made.options] == ["0", "1", "2", "3", "4", "5", "6"]
    assert [option.label for option in made.options if option.chosen] == ["4"]
    assert made.given == "I feel good about how things are between us."
    assert made.ends == ("not at all", "completely") and made.sends
    assert kinds.words(GOOD, 4, None, "", {}) == "4, from 0 (not at all) to 6 (completely)"


def test_a_statement_is_its_owners_alone() -> None:
    assert GOOD.visibility == "self"
    with pytest.raises(ValidationError):
        rate.Part.model_validate({**GOOD.model_dump(), "visibility": "shared"})


@pytest.mark.parametrize("broken", [{"min": 3, "max": 3}, {"ends": ("one",)}, {"max": 11}, {"min": -1}])
def test_a_row_that_cannot_be_tapped_is_told_to_its_author(broken: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        rate.Part.model_validate({**GOOD.model_dump(), **broken})
