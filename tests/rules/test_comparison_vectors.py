"""The worked examples: recorded answers of two people, and what their comparison has to say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from exercises.comparison import lean
from exercises.comparison.raw import compare_recorded

VECTORS: dict[str, Any] = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))
ROUNDS = [name for name in VECTORS if name != "lean"]


def test_all_the_worked_examples_are_here() -> None:
    assert sorted(ROUNDS) == ["about_us_or_not", "empty", "one_cue", "passed_and_kept", "zero_certainty"]
    assert len(VECTORS["lean"]["input"]) == len(VECTORS["lean"]["expected"]) == 6


@pytest.mark.parametrize("name", ROUNDS)
def test_a_worked_example_comes_out_as_written(name: str) -> None:
    assert compare_recorded(VECTORS[name]["input"]) == VECTORS[name]["expected"]


@pytest.mark.parametrize("name", ROUNDS)
def test_a_worked_example_survives_json_unchanged(name: str) -> None:
    said = compare_recorded(VECTORS[name]["input"])
    assert json.loads(json.dumps(said)) == VECTORS[name]["expected"]


@pytest.mark.parametrize(
    ("gaps", "expected"), list(zip(VECTORS["lean"]["input"], VECTORS["lean"]["expected"], strict=True))
)
def test_a_lean_comes_out_as_written(gaps: list[int], expected: str | None) -> None:
    assert lean(gaps) == expected
