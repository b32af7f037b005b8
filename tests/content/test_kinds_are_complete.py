"""The closed list of places that a new kind touches."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from exercises.content import kinds
from exercises.content.kinds import KINDS
from exercises.content.kinds.parts import PartSpec

FOLDER = Path(kinds.__file__).parent
TEMPLATES = FOLDER.parents[2] / "templates"
# What kinds have in common.
SHARED = {
    "__init__",
    "activities",
    "asking",
    "base",
    "capabilities",
    "choices",
    "cleaning",
    "ideas",
    "own_words",
    "parts",
    "picks",
    "plain_text",
    "registry",
    "rows",
    "tiles",
    "views",
    "without_answer",
}

ALL = {
    "alternatives",
    "breathe",
    "choose_many",
    "choose_one",
    "choose_reading",
    "feelings",
    "forecast",
    "if_then",
    "matter",
    "next_move",
    "own_meaning",
    "paraphrase",
    "predict",
    "private_note",
    "rate",
    "read",
    "ready_gate",
    "recall",
    "respond",
    "scale",
    "text",
    "turns",
}

# How a kind that can be shared appears at a reveal: on the card of its cue, or on a card of its own.
ON_A_CUE = {
    "choose_reading": "card",
    "own_meaning": "card",
    "forecast": "card",
    "next_move": "facing",
    "scale": "card",  # as a band, which is how wide the shade of a reading is
}
ON_ITS_OWN = {
    "alternatives",
    "choose_many",
    "choose_one",
    "feelings",
    "if_then",
    "paraphrase",
    "recall",
    "respond",
    "text",
}


def test_this_is_the_list_of_all_kinds() -> None:
    assert set(KINDS) == ALL


def test_every_module_is_a_kind_that_is_registered() -> None:
    assert {path.stem for path in FOLDER.glob("*.py")} - SHARED == set(KINDS)


def test_content_can_use_exactly_the_registered_kinds() -> None:
    union = get_args(get_args(kinds.Part)[0])
    assert {part.model_fields["kind"].annotation for part in union} == {
        kind.part.model_fields["kind"].annotation for kind in KINDS.values()
    }


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_has_its_own_name_model_and_template(name: str) -> None:
    kind = KINDS[name]
    assert kind.name == name
    assert get_args(kind.part.model_fields["kind"].annotation) == (name,)
    assert issubclass(kind.part, PartSpec)
    assert (TEMPLATES / "kinds" / f"{name}.html").is_file()


def test_what_can_be_shared_has_a_card_and_nothing_else_has() -> None:
    private = {"self", "device"}
    shared = {
        name
        for name, kind in KINDS.items()
        if set(get_args(kind.part.model_fields["visibility"].annotation)) - private
    }
    assert shared == {*ON_A_CUE, *ON_ITS_OWN}
    assert not [name for name in ON_ITS_OWN if KINDS[name].needs_cue]


@pytest.mark.parametrize("card", sorted({*ON_A_CUE.values(), *ON_ITS_OWN}))
def test_a_card_has_its_template(card: str) -> None:
    assert (TEMPLATES / "cards" / f"{card}.html").is_file()


@pytest.mark.parametrize("name", KINDS)
def test_what_takes_no_answer_can_be_seen_by_nobody_else(name: str) -> None:
    kind = KINDS[name]
    seen_by = set(get_args(kind.part.model_fields["visibility"].annotation))
    assert kind.takes_answer or seen_by <= {"self", "device"}
    assert not (kind.together and kind.takes_answer)
    assert not (kind.merges and not kind.takes_answer)
