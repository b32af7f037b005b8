"""Whatever comes in: a kind accepts only what it should, or refuses it with its own refusal."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises import kinds
from exercises.kinds import Unclear
from exercises.kinds.feelings import FEELINGS as WORDS
from exercises.kinds.next_move import MOVES
from rules.test_kinds import CUE, FEELINGS, GUESS, MATTER, MEANING, NEXT, READING, SURE, WISH

PARTS: list[Any] = [READING, MEANING, GUESS, SURE, FEELINGS, NEXT, MATTER, WISH]
every_part = pytest.mark.parametrize("part", PARTS, ids=lambda part: part.kind)

PICKS = [reading.id for reading in CUE.readings]
CHARACTERS = st.characters(codec=None)  # all of them: controls, half characters, unassigned ones
TEXT = st.text(CHARACTERS, max_size=200)
LIKELY = st.sampled_from(
    [*PICKS, "other", "na", "pass", "", "20", "50", "80", "0", "3", "-2", "2", *WORDS[:5], *list(MOVES)[:4]]
)
FIELD = st.one_of(LIKELY, TEXT, st.lists(LIKELY, max_size=5), st.lists(TEXT, max_size=3))
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT | st.binary(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=5,
)


def raws(part: Any, values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(kinds.fields(part), values))


def cleaned(part: Any, raw: Any) -> Any:
    try:
        return kinds.clean(part, raw, CUE)
    except Unclear:
        return None


def is_clean(words: str, limit: int) -> bool:
    return (
        0 < len(words) <= limit
        and words == words.strip()
        and unicodedata.is_normalized("NFC", words)
        and not any(unicodedata.category(char) in ("Cc", "Cs") and char != "\n" for char in words)
    )


def is_pick(value: Any) -> bool:
    if set(value) == {"pick"}:
        return value["pick"] in (*PICKS, "na")
    return (
        set(value) == {"pick", "words", "cat", "t"}
        and value["pick"] == "other"
        and is_clean(value["words"], 160)
        and value["cat"] in PICKS
        and value["t"] in (-2, -1, 0, 1, 2)
    )


def is_feelings(value: Any) -> bool:
    return 1 <= len(value) <= 3 and len(set(value)) == len(value) and set(value) <= set(WORDS)


ACCEPTS = {
    "choose_reading": is_pick,
    "own_meaning": is_pick,
    "predict": is_pick,
    "scale": lambda value: value in (20, 50, 80),
    "feelings": is_feelings,
    "next_move": lambda value: value in MOVES,
    "matter": lambda value: value in (0, 1, 2, 3),
    "text": lambda value: is_clean(value, 160),
}


@every_part
@given(st.data())
@settings(max_examples=150, deadline=None)
def test_it_accepts_only_what_it_should_and_cleaning_again_changes_nothing(
    part: Any, data: st.DataObject
) -> None:
    value = cleaned(part, data.draw(raws(part, FIELD)))
    if value is not None:
        assert ACCEPTS[part.kind](value)
        assert kinds.clean(part, kinds.to_raw(part, value), CUE) == value


@every_part
@given(st.data())
@settings(max_examples=100, deadline=None)
def test_it_never_fails_but_with_its_own_refusal(part: Any, data: st.DataObject) -> None:
    raw = data.draw(raws(part, ANYTHING | FIELD))
    cleaned(part, raw)
    kinds.input(part, CUE, "receiver", None, {}, raw=raw)  # and what was refused can be shown again


@every_part
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_what_it_keeps_can_be_said_and_shown(part: Any, data: st.DataObject) -> None:
    value = cleaned(part, data.draw(raws(part, FIELD)))
    if value is not None:
        assert isinstance(kinds.words(part, value, CUE, "receiver", {"partner": "{sender}"}), str)
        kinds.input(part, CUE, "sender", value, {})
        assert kinds.tender(part, value, CUE) in (None, "", "share", "keep")


@given(
    st.sampled_from([READING, MEANING, GUESS]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=160),
    st.sampled_from(PICKS),
    st.sampled_from(["-2", "-1", "0", "1", "2"]),
)
@settings(deadline=None)
def test_own_words_in_any_language_are_accepted(part: Any, words: str, about: str, feel: str) -> None:
    raw = {part.id: "other", f"{part.id}.words": words, f"{part.id}.about": about, f"{part.id}.feel": feel}
    value = cleaned(part, raw)
    if value is None:  # nothing to see in it, or longer once it is composed
        with pytest.raises(Unclear):
            kinds.clean(part, raw, CUE)
    else:
        assert (value["cat"], value["t"]) == (about, int(feel))
