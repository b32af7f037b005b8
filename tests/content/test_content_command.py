"""manage.py content check, schema and new; and the same errors in manage.py check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from exercises import library
from exercises.checks import content_is_sound


def run(*args: str) -> str:
    out = StringIO()
    call_command("content", *args, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def own(tmp_path: Path, settings: Any) -> Iterator[Path]:
    settings.EXERCISES_PATH = str(tmp_path)
    library.current.cache_clear()
    yield tmp_path
    library.current.cache_clear()


def test_shipped_content_is_sound() -> None:
    assert "31 cues are sound" in run("check")


def test_a_new_exercise_is_sound_as_it_is_written(own: Path) -> None:
    assert run("new", "evening-walk").strip() == str(own / "evening-walk.yaml")
    assert "2 exercises" in run("check")
    assert library.current().exercise("evening-walk").title
    assert content_is_sound(None) == []


def test_a_new_exercise_never_overwrites_one(own: Path) -> None:
    (own / "evening-walk.yaml").write_text("mine")
    with pytest.raises(CommandError, match="is there already"):
        run("new", "evening-walk")
    assert (own / "evening-walk.yaml").read_text() == "mine"


@pytest.mark.parametrize("slug", ["Evening", "../walk", "a b", ""])
def test_a_new_exercise_needs_a_plain_name(own: Path, slug: str) -> None:
    with pytest.raises(CommandError, match="small letters"):
        run("new", slug)
    assert list(own.iterdir()) == []


def test_errors_in_ones_own_folder_are_said_by_both_commands(own: Path) -> None:
    (own / "torn.yaml").write_text("id: [")
    out = StringIO()
    with pytest.raises(CommandError, match="1 errors"):
        call_command("content", "check", stdout=out, stderr=out)
    assert out.getvalue().startswith(f"{own}/torn.yaml:1: valid YAML")
    (found,) = content_is_sound(None)
    assert (found.id, found.msg) == ("exercises.E001", out.getvalue().strip())
    with pytest.raises(library.ContentErrors):
        library.current()


def test_a_word_to_reconsider_is_a_warning_and_fails_the_content_check(own: Path) -> None:
    run("new", "evening-walk")
    path = own / "evening-walk.yaml"
    path.write_text(path.read_text().replace("A title in a few words", "Who must listen"))
    with pytest.raises(CommandError, match="1 words to reconsider"):
        run("check")
    assert [found.id for found in content_is_sound(None)] == ["exercises.W001"]
    assert library.current().exercise("evening-walk")


def test_a_folder_can_be_checked_before_it_is_used(tmp_path: Path) -> None:
    run("new", "evening-walk", "--to", str(tmp_path))
    assert "2 exercises" in run("check", str(tmp_path))


@pytest.mark.parametrize(("of", "key"), [("exercise", "rounds"), ("cues", "theme")])
def test_the_schema_is_json_that_knows_the_keys(of: str, key: str) -> None:
    schema = json.loads(run("schema", of))
    assert key in schema["properties"]
    assert schema["additionalProperties"] is False


def test_the_schema_of_an_exercise_tells_parts_apart_by_their_kind() -> None:
    schema = json.loads(run("schema"))
    assert "choose_reading" in json.dumps(schema["$defs"]["ScreenSpec"]["properties"]["parts"])
