"""Every example of docs/authoring.md is what it says: it loads, or it is told just what stands there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from exercises import library
from exercises.content.kinds import KINDS
from exercises.library import SHIPPED
from exercises.library.composing import compose

PAGE = (Path(__file__).parents[2] / "docs" / "authoring.md").read_text(encoding="utf-8")
# YAML, and the text below it where that says what is to be said of it.
BLOCKS = re.findall(r"^```yaml\n(.*?)^```\n+(?:```text\n(.*?)^```)?", PAGE, re.MULTILINE | re.DOTALL)
SOUND = [text for text, errors in BLOCKS if not errors]
TABLES = {
    "of an exercise": library.Exercise,
    "of a round": library.Round,
    "of a screen": library.ScreenSpec,
}

# What the examples build on: something that was shared, and something that was chosen.
BEFORE = [
    {
        "id": "before",
        "prompt": "Before",
        "parts": [
            {"id": "wish", "kind": "text", "visibility": "shared", "max": 160},
            {
                "id": "ways",
                "kind": "choose_many",
                "visibility": "ask",
                "max": 1,
                "options": ["go quiet", "joke"],
            },
        ],
    }
]
AFTER = {
    "id": "after",
    "prompt": "After",
    "parts": [{"id": "after", "kind": "recall", "visibility": "shared", "max": 9}],
}
FIRST = {"receiver": "choose_reading", "sender": "own_meaning", "expected": "forecast"}


def exercise(rounds: list[dict[str, Any]]) -> dict[str, Any]:
    """An exercise around an example of rounds, which begins with a round that the example may build on."""
    head = {"id": "example", "section": "trust", "title": "A", "minutes": 5, "evidence": "C", "purpose": "A"}
    whole = [{"id": "earlier", "screens": BEFORE}, *rounds]
    screens = [screen for each in whole for screen in each["screens"] if "id" in screen]
    for number, screen in enumerate(screens):
        item = "{item}: " if "per" in screen else ""
        screen.setdefault("opener", f"{item}what do you notice in number {number}?")
    return {**head, "rounds": whole}


def around(part: dict[str, Any]) -> list[dict[str, Any]]:
    """The rounds around an example of a part: a screen of the sort that its kind stands on, and one more."""
    kind = part["kind"]
    voice = next((voice for voice, first in FIRST.items() if first == kind), None)
    if kind in ("next_move", "matter"):
        voice = "receiver"
        parts = [{"id": "first", "kind": "choose_reading", "visibility": "shared"}, part]
    else:
        parts = [part]
    if voice:
        return [{"id": "now", "cues": 1, "screens": [{"voice": voice, "prompt": "Now", "parts": parts}]}]
    screens = [{"id": "now", "prompt": "Now", "parts": parts}]
    return [{"id": "now", "screens": screens if "confirm" in part else [*screens, AFTER]}]


def whole(text: str) -> tuple[str, Any]:
    """The name of the file that an example is, or is a piece of, and what is in that."""
    data = compose(text.encode()).data
    if isinstance(data, dict):
        if "theme" in data:
            return f"cues/{data['theme']}.yaml", data
        return ("first_session" if "round_1" in data else data["id"]) + ".yaml", data
    if "kind" in data[0]:
        (part,) = data
        return "example.yaml", exercise(around(part))
    return "example.yaml", exercise([{"id": "now", "screens": data}])


@pytest.mark.parametrize("text", SOUND, ids=[re.sub(r"\W+", "-", text[:24]) for text in SOUND])
def test_an_example_is_sound(tmp_path: Path, few: Path, text: str) -> None:
    name, content = whole(text)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content))  # which is YAML, too
    ground = SHIPPED if name == "first_session.yaml" else few
    found = library.read(ground, tmp_path)
    assert (found.errors, found.wording) == ([], [])


def test_an_example_of_errors_is_told_what_stands_below_it(tmp_path: Path, few: Path) -> None:
    ((text, errors),) = [(text, errors) for text, errors in BLOCKS if errors]
    (tmp_path / str(whole(text)[0])).write_text(text)
    assert [
        line.removeprefix(f"{tmp_path}/") for line in library.read(few, tmp_path).errors
    ] == errors.splitlines()


def test_every_kind_has_an_example_and_its_name_above_it() -> None:
    parts = [data[0] for text in SOUND if isinstance(data := compose(text.encode()).data, list)]
    assert KINDS.keys() == {part["kind"] for part in parts if "kind" in part}
    kinds_section = PAGE[PAGE.index("## Every kind") : PAGE.index("## Moments of your own")]
    assert [kind for kind in KINDS if f"`{kind}`" not in kinds_section] == []


@pytest.mark.parametrize("heading", TABLES)
def test_every_key_is_explained(heading: str) -> None:
    table = PAGE[PAGE.index(f"| {heading} |") :].split("\n\n")[0]
    elsewhere = {"per", "alike", "chosen_by", "core", "rounds", "screens"}
    explained = set(re.findall(r"`(\w+)`", table)) | elsewhere
    assert TABLES[heading].model_fields.keys() <= explained
    assert all(key in PAGE for key in elsewhere - {"core"})


def test_every_visibility_is_explained() -> None:
    table = PAGE[PAGE.index("| visibility |") :].split("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == {
        "shared", "ask", "self", "device", "shared_as_band",
    }  # fmt: skip


def test_a_sentence_that_the_page_shows_is_one_that_is_said() -> None:
    from exercises.library import checks

    assert "These files of your own have errors. They are left out:" in PAGE
    assert "These files of your own have errors. They are left out:" in Path(checks.__file__).read_text()
