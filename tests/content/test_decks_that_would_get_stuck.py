"""Decks that are sound line by line, and at which two people would get stuck: each is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises import library
from tests.support.scripts.every_kind import EVERY_KIND

STUCK = {
    "a step with the name of the last one": ("- id: kind-word\n", "- id: takeaway\n", "another id; takeaway"),
    "a part with the name of going on": (
        "{id: word, kind: recall",
        "{id: go, kind: recall",
        "another id; go",
    ),
    "an item with the name of a voice": ("id: money, name", "id: receiver, name", "receiver is a voice"),
    "ids too long for a step": ("- id: area\n", f"- id: {'a' * 58}\n", ""),
    "two rows of tiles on a screen": (
        "    - {id: fine, kind: scale,",
        "    - {id: fair, kind: scale, visibility: self, ends: [low, high]}\n    - {id: fine, kind: scale,",
        "one row of tiles a screen",
    ),
    "a guess about a list": ("self, of: ways}", "self, of: now}", "a part that is asked once"),
    "a free guess about a moment": ("self, of: ways}", "self, of: intent, free: true}", "on a plain screen"),
    "words said back beside other words": (
        "    - {id: back, kind: paraphrase",
        "    - {id: first, kind: text, visibility: self, max: 9}\n    - {id: back, kind: paraphrase",
        "one paraphrase, first on its screen",
    ),
    "a further try with the name of another round": ("- id: floor\n", "- id: back-2\n", "a further try"),
    "a question behind a round for oneself": (
        "- id: both\n",
        "- id: mine-alone\n  reveal: none\n  screens:\n  - id: rest\n    prompt: Rest\n    parts:\n"
        "    - {id: rest, kind: read, text: Rest a little.}\n- id: both\n",
        "a round with cards before it",
    ),
    "boxes on a screen about a moment": (
        "kind: text, visibility: ask, max: 100, prompt",
        "kind: text, visibility: ask, max: 100, count: 2, prompt",
        "one text without boxes or count",
    ),
    "numbers beyond six": (
        "ends: [not at all, completely]}\n- id: both",
        "max: 10, ends: [low, high]}\n- id: both",
        "6",
    ),
}


@pytest.mark.parametrize("slip", STUCK)
def test_it_is_refused_with_what_would_be_right(slip: str, tmp_path: Path) -> None:
    old, new, says = STUCK[slip]
    assert EVERY_KIND.count(old) >= 1, "the deck has changed: this slip is none any more"
    (tmp_path / "every-kind.yaml").write_text(EVERY_KIND.replace(old, new, 1))
    found = library.read(library.SHIPPED, tmp_path)
    assert any(says in error for error in found.errors), found.errors
    assert found.library is not None and "every-kind" not in found.library.exercises
