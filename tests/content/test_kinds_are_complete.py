"""The closed list of places that a new kind touches."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from exercises import kinds
from exercises.kinds import KINDS
from exercises.kinds.base import PartSpec

FOLDER = Path(kinds.__file__).parent
SHARED = {"__init__", "base", "cleaning", "own_words", "picks"}  # what kinds have in common


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
    assert (FOLDER.parents[1] / "templates" / "kinds" / f"{name}.html").is_file()
