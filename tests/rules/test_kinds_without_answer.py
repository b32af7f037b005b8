"""Kinds that take no answer: nothing of them is ever sent, whatever comes in."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from exercises.content import kinds
from exercises.content.kinds import KINDS, breathe, private_note, read, ready_gate, turns

TEXT = read.Part(id="intro", kind="read", text="It's how {partner} and most people do it ...")
NOTE = private_note.Part(
    id="note", kind="private_note", prompt="Lately I have ...", checklist=("sulked", "I'd rather not say")
)
BREATH = breathe.Part(id="breath", kind="breathe", seconds=60, note="Stop if you feel dizzy.")
TURNS = turns.Part(
    id="turns",
    kind="turns",
    seconds=120,
    rounds=2,
    listener_picks=1,
    listener_options=("What was the best part?", "How did you do that?"),
)
GATE = ready_gate.Part(id="gate", kind="ready_gate", prompt="Shall we go on?")

PARTS: list[Any] = [TEXT, NOTE, BREATH, TURNS, GATE]
each = pytest.mark.parametrize("part", PARTS, ids=lambda part: part.kind)


@each
def test_nothing_of_it_is_kept(part: Any) -> None:
    sent = {part.id: "secret", f"{part.id}.words": ["secret"], "note": {"odd": 1}}
    assert kinds.clean(part, sent, None) is None
    assert kinds.fields(part) == ()
    assert kinds.to_raw(part, None) == {}
    assert "secret" not in repr(kinds.input(part, None, "", None, {}, raw=sent))


@each
def test_it_says_nothing(part: Any) -> None:
    assert kinds.words(part, "secret", None, "", {}) == ""
    assert kinds.lines(part, "secret", {}) == kinds.tags(part, "secret") == ()
    assert kinds.tender(part, "secret", None) is None
    assert not kinds.takes_answer(part) and not kinds.sends_alone(part) and not kinds.needs_words(part)


@each
def test_it_can_never_be_shared(part: Any) -> None:
    assert part.visibility == ("device" if part is NOTE else "self")
    for visibility in ("shared", "ask", "shared_as_band"):
        with pytest.raises(ValidationError):
            type(part).model_validate({**part.model_dump(), "visibility": visibility})


def test_every_other_kind_takes_an_answer() -> None:
    without = {part.kind for part in PARTS}
    assert {name for name, kind in KINDS.items() if not kind.takes_answer} == without


def test_only_some_are_done_by_both_at_the_same_time() -> None:
    assert {name for name, kind in KINDS.items() if kind.together} == {"breathe", "turns", "ready_gate"}
    assert [kinds.is_together(part) for part in PARTS] == [False, False, True, True, True]


def test_there_is_something_to_read() -> None:
    made = kinds.input(TEXT, None, "", None, {"partner": "Sam"})
    assert made.given == "It’s how Sam and most people do it …"


def test_a_note_to_oneself_has_a_list_to_tick() -> None:
    made = kinds.input(NOTE, None, "", None, {})
    assert [option.label for option in made.options] == ["sulked", "I’d rather not say"]
    assert (made.prompt, made.limit) == ("Lately I have …", 600)


def test_a_breath_is_four_in_and_six_out() -> None:
    assert (BREATH.breathe_in, BREATH.breathe_out) == (4, 6)
    assert breathe.Part.model_validate(BREATH.model_dump()) == BREATH


def test_both_have_the_floor_in_each_round() -> None:
    assert TURNS.floors == 4


def test_a_gate_has_a_kind_word_for_stopping() -> None:
    assert kinds.input(GATE, None, "", None, {}).given == "A good place to stop for today."


@pytest.mark.parametrize(
    ("part", "broken"),
    [
        (BREATH, {"seconds": 29}),
        (BREATH, {"seconds": 301}),
        (BREATH, {"breathe_in": 2}),
        (BREATH, {"breathe_out": 9}),
        (TURNS, {"seconds": 59}),
        (TURNS, {"rounds": 4}),
        (TURNS, {"listener_picks": 3}),
        (TURNS, {"listener_picks": 0}),
        (NOTE, {"max": 601}),
        (NOTE, {"checklist": tuple(f"line {number}" for number in range(13))}),
        (TEXT, {"text": ""}),
    ],
)
def test_what_cannot_be_done_is_told_to_its_author(part: Any, broken: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        type(part).model_validate({**part.model_dump(), **broken})
