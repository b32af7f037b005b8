"""Whatever comes in: a kind accepts only what it should, or refuses it with its own refusal."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.content import kinds
from exercises.content.kinds import Unclear
from exercises.content.kinds.feelings import FEELINGS as WORDS
from exercises.content.kinds.next_move import MOVES
from tests.rules.test_kinds import CUE, FEELINGS, GUESS, MATTER, MEANING, NEXT, READING, SURE, WISH
from tests.rules.test_kinds_choosing import (
    ANSWER,
    CLOSED,
    EXPECTED,
    FOUND,
    GUESS_WAY,
    GUESS_WORDS,
    STORIES,
    WAYS,
    WHOSE,
)
from tests.rules.test_kinds_numbers import GOOD, TENSE
from tests.rules.test_kinds_without_answer import PARTS as WITHOUT_ANSWER
from tests.rules.test_kinds_writing import CAMERA, GIVEN, HEARD, MINE, PLAN, SOFT, THEIRS, THREE, WORD
from tests.support.examples import examples

PICKS = [reading.id for reading in CUE.readings]
CHARACTERS = st.characters(codec=None)  # all of them: controls, half characters, unassigned ones
TEXT = st.text(CHARACTERS, max_size=200)
OPTIONS = [*WHOSE.options, *WAYS.options, *FOUND.options, *ANSWER.options, *CLOSED.options]
LIKELY = st.sampled_from(
    [*PICKS, "other", "na", "pass", "", "20", "50", "80", "0", "3", "-2", "2", *WORDS[:5], *list(MOVES)[:4],
     *OPTIONS, "you ask", "then I ask", " ", "a\r\nb"]
)  # fmt: skip
FIELD = st.one_of(LIKELY, TEXT, st.lists(LIKELY, max_size=5), st.lists(TEXT, max_size=3))
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT | st.binary(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=5,
)


def raws(part: Any, values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(kinds.fields(part), values))


def likely(part: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Every field with something that may well belong there: an answer comes together more often."""
    lists = {"about": PICKS, "feel": ["-2", "0", "2"], "words": ["", "tired", "it's late"]}
    own: list[Any] = [*getattr(part, "options", ()), *map(str, getattr(part, "tiles", ())), "0", "tired", ""]
    own += PICKS if part.kind in ("choose_reading", "own_meaning", "forecast") else []
    return st.fixed_dictionaries(
        {field: st.sampled_from(lists.get(field.rpartition(".")[2], own)) for field in kinds.fields(part)}
    )


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


def is_some_of(options: Any, most: int) -> Any:
    return lambda value: 1 <= len(value) <= most and len(set(value)) == len(value) and {*value} <= {*options}


def is_response(part: Any) -> Any:
    def accepts(value: Any) -> bool:
        if value["pick"].endswith("..."):
            return value["pick"] in part.options and is_clean(value["words"], 160)
        return set(value) == {"pick"} and value["pick"] in part.options

    return accepts


def is_plan(value: Any) -> bool:
    return (
        set(value) == {"if", "then"}
        and all(is_clean(half, 120) for half in value.values())
        and not value["then"].lower().startswith("you ")
    )


def is_stories(least: int, about: int) -> Any:
    return lambda value: (
        least <= len(value) <= 5
        and all(set(story) == {"words", "cat"} and is_clean(story["words"], 120) for story in value)
        and {story["cat"] for story in value} <= set(PICKS)
        and len({story["cat"] for story in value}) >= about
    )


def is_boxes(value: Any) -> bool:
    return len(value) == 3 and any(value) and all(text == "" or is_clean(text, 20) for text in value)


def up_to(limit: int) -> Any:
    return lambda value: is_clean(value, limit)


NOTHING: Any = lambda value: False  # noqa: E731

ACCEPTS: list[tuple[Any, Any]] = [
    (READING, is_pick),
    (MEANING, is_pick),
    (EXPECTED, is_pick),
    (GUESS, is_pick),
    (GUESS_WAY, lambda value: value in GUESS_WAY.options),
    (GUESS_WORDS, up_to(160)),
    (SURE, lambda value: value in (20, 50, 80)),
    (TENSE, lambda value: value in (0, 25, 50, 75, 100)),
    (GOOD, lambda value: value in range(7)),
    (FEELINGS, is_some_of(WORDS, 3)),
    (NEXT, lambda value: value in MOVES),
    (MATTER, lambda value: value in (0, 1, 2, 3)),
    (WHOSE, lambda value: value in WHOSE.options),
    (WAYS, is_some_of(WAYS.options, 3)),
    (FOUND, is_some_of(FOUND.options, 2)),
    (STORIES, NOTHING),
    (ANSWER, is_response(ANSWER)),
    (CLOSED, is_response(CLOSED)),
    (WISH, up_to(160)),
    (CAMERA, up_to(240)),
    (SOFT, is_boxes),
    (THREE, lambda value: 1 <= len(value) <= 3 and all(is_clean(text, 20) for text in value)),
    (HEARD, up_to(40)),
    (WORD, up_to(40)),
    (PLAN, is_plan),
    (GIVEN, lambda value: is_plan(value) and value["if"] == GIVEN.given),
    (MINE, is_stories(2, 2)),
    (THEIRS, is_stories(1, 1)),
    *((part, NOTHING) for part in WITHOUT_ANSWER),
]
PARTS = [part for part, _ in ACCEPTS]
every_part = pytest.mark.parametrize("part", PARTS, ids=lambda part: part.id)


def test_every_kind_is_tried() -> None:
    assert {part.kind for part in PARTS} == set(kinds.KINDS)


@pytest.mark.parametrize(("part", "accepts"), ACCEPTS, ids=[part.id for part, _ in ACCEPTS])
@given(st.data())
@settings(max_examples=examples(30, long=100), deadline=None)
def test_it_accepts_only_what_it_should_and_cleaning_again_changes_nothing(
    part: Any, accepts: Any, data: st.DataObject
) -> None:
    value = cleaned(part, data.draw(raws(part, FIELD) | likely(part)))
    if value is not None:
        assert accepts(value)
        assert kinds.clean(part, kinds.to_raw(part, value), CUE) == value
        assert set(kinds.to_raw(part, value)) <= set(kinds.fields(part))
        assert json.loads(json.dumps(value)) == value


@every_part
@given(st.data())
@settings(max_examples=examples(30, long=100), deadline=None)
def test_it_never_fails_but_with_its_own_refusal(part: Any, data: st.DataObject) -> None:
    raw = data.draw(raws(part, ANYTHING | FIELD))
    try:
        kinds.clean(part, raw, CUE)
    except Unclear as refused:
        assert refused.field in kinds.fields(part)
    kinds.input(part, CUE, "receiver", None, {}, raw=raw)  # and what was refused can be shown again


@every_part
@given(st.data())
@settings(max_examples=examples(15, long=40), deadline=None)
def test_what_it_keeps_can_be_said_and_shown(part: Any, data: st.DataObject) -> None:
    value = cleaned(part, data.draw(raws(part, FIELD) | likely(part)))
    if value is not None:
        assert isinstance(kinds.words(part, value, CUE, "receiver", {"partner": "{sender}"}), str)
        kinds.input(part, CUE, "sender", value, {})
        assert kinds.tender(part, value, CUE) in (None, "", "share", "keep")
        assert kinds.same(part, value, value) or value in getattr(part, "mirrored", ())
        if not kinds.KINDS[part.kind].needs_cue or isinstance(value, str):
            lines = kinds.lines(part, value, {})
            assert lines and all(lines)
            assert len(kinds.tags(part, value)) in (0, len(lines))


@every_part
@given(st.data())
@settings(max_examples=examples(15, long=40), deadline=None)
def test_what_was_typed_and_refused_is_on_the_input_again(part: Any, data: st.DataObject) -> None:
    """Nothing that somebody wrote is lost, however much too long it is."""
    raw = data.draw(raws(part, st.text("xyz ", min_size=1, max_size=300)))
    made = kinds.input(part, CUE, "receiver", None, {}, raw=raw)
    boxes = {box.name: box.text for box in made.fields}
    written = {f"{part.id}.words": made.words} if made.own_words else {}
    if made.limit and not made.options and not boxes:
        written[part.id] = made.words
    for field, text in {**boxes, **written}.items():
        assert text == raw.get(field, "")


@given(
    st.sampled_from([READING, MEANING, EXPECTED, GUESS]),
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
