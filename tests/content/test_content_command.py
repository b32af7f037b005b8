"""manage.py content check, schema and new; and the same errors in manage.py check."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from exercises import library
from exercises.content.kinds import KINDS
from exercises.library.checks import content_is_sound
from exercises.library.composing import compose
from exercises.management.commands import content
from tests.support.scripts.broken_decks import MOMENTS, PLAIN


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
    shipped = library.load(library.SHIPPED)
    assert run("check") == (
        f"{len(shipped.exercises)} exercises and {len(shipped.cues)} cues are sound, "
        "and the pages keep to the wording.\n"
    )


def test_a_new_exercise_is_sound_as_it_is_written(own: Path) -> None:
    assert run("new", "evening-walk").strip() == str(own / "evening-walk.yaml")
    assert "are sound" in run("check")
    exercise = library.current().exercise("evening-walk")
    assert any(screen.voice for round in exercise.rounds for screen in round.screens)
    assert any(screen.id for round in exercise.rounds for screen in round.screens)
    assert content_is_sound(None) == []


def test_new_cues_are_sound_as_they_are_written_and_can_be_asked_about(own: Path) -> None:
    assert run("new", "gardens", "--cues").strip() == str(own / "cues" / "gardens.yaml")
    run("new", "evening-walk")
    path = own / "evening-walk.yaml"
    path.write_text(path.read_text().replace("cues: 2 ", "cues: [gardens] "))
    assert "are sound" in run("check")
    assert library.current().exercise("evening-walk").rounds[0].named == ("gardens",)


@pytest.mark.parametrize(("slug", "option"), [("two-sides-of-a-cue", ()), ("quiet-at-dinner", ("--cues",))])
def test_an_id_that_is_shipped_is_not_begun_again(own: Path, slug: str, option: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match=f"another name; {slug} is the id of"):
        run("new", slug, *option)
    assert list(own.iterdir()) == []


@pytest.mark.parametrize("option", [(), ("--cues",)])
def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path, option: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match="No such file or directory"):
        run("new", "evening-walk", "--to", str(tmp_path / "nowhere"), *option)


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


def test_errors_in_ones_own_folder_fail_the_check_and_stop_no_start(own: Path) -> None:
    run("new", "evening-walk")
    (own / "torn.yaml").write_text("id: [")
    (own / "cues").mkdir()
    (own / "cues" / "torn.yaml").write_text("theme: tron\ncues: 3\n")
    out = StringIO()
    with pytest.raises(CommandError, match="Errors: 2. Words to reconsider: 0."):
        call_command("content", "check", stdout=out, stderr=out)
    listed = out.getvalue().splitlines()
    assert [line.split(":")[1] for line in listed] == ["2", "1"]
    (found,) = content_is_sound(None)
    assert found.id == "exercises.W002" and found.msg.splitlines()[1:] == listed
    assert library.current().exercise("evening-walk")
    assert "torn" not in library.current().exercises


def test_a_start_says_what_is_left_out_and_goes_on(own: Path) -> None:
    """`serve` runs these checks before anything else, and stops at errors only."""
    (own / "torn.yaml").write_text("id: [")
    said = StringIO()
    call_command("check", stdout=said, stderr=said)
    assert "WARNINGS:" in said.getvalue() and f"{own}/torn.yaml:1: valid YAML" in said.getvalue()


def test_an_error_in_what_is_shipped_stops_a_start(
    own: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = tmp_path_factory.mktemp("ground")
    (ground / "torn.yaml").write_text("id: [")
    monkeypatch.setattr("exercises.library.shipped.SHIPPED", ground)
    found = content_is_sound(None)
    assert {each.id for each in found} == {"exercises.E001"}
    with pytest.raises(library.ContentErrors, match="torn.yaml:1: valid YAML"):
        library.current()


def test_a_word_to_reconsider_is_a_warning_and_fails_the_content_check(own: Path) -> None:
    run("new", "evening-walk")
    path = own / "evening-walk.yaml"
    path.write_text(path.read_text().replace("A title in a few words", "Who must listen"))
    with pytest.raises(CommandError, match="Errors: 0. Words to reconsider: 1."):
        run("check")
    assert [found.id for found in content_is_sound(None)] == ["exercises.W001"]
    assert library.current().exercise("evening-walk")


def test_a_word_to_reconsider_in_a_page_is_found_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = tmp_path / "templates"
    (pages / "pages").mkdir(parents=True)
    (pages / "pages" / "new.html").write_text(
        "<p>Fine.</p>\n<b title='x' aria-label=\"Your fault\">{{ must }}</b>\n"
    )
    monkeypatch.setattr(content, "TEMPLATES", pages)
    out = StringIO()
    with pytest.raises(CommandError, match="Errors: 0. Words to reconsider: 1."):
        call_command("content", "check", stdout=out, stderr=out)
    assert out.getvalue() == "templates/pages/new.html:2: other words than “fault”\n"


def test_a_folder_can_be_checked_before_it_is_used(tmp_path: Path) -> None:
    run("new", "evening-walk", "--to", str(tmp_path))
    count = len(library.load(library.SHIPPED).exercises)
    assert run("check", str(tmp_path)).startswith(f"{count + 1} exercises")


# ---- the schema --------------------------------------------------------------------------------


@pytest.mark.parametrize(("of", "key"), [("exercise", "rounds"), ("cues", "theme")])
def test_the_schema_is_json_that_knows_the_keys(of: str, key: str) -> None:
    schema = json.loads(run("schema", of))
    assert key in schema["properties"]
    assert schema["additionalProperties"] is False


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    return {of: json.loads(run("schema", of)) for of in ("exercise", "cues")}


def test_every_kind_is_in_the_schema_with_its_own_keys(schemas: dict[str, Any]) -> None:
    parts = schemas["exercise"]["$defs"]["ScreenSpec"]["properties"]["parts"]["items"]
    named = parts["discriminator"]["mapping"]
    assert named.keys() == KINDS.keys()
    for kind, ref in named.items():
        model = schemas["exercise"]["$defs"][ref.rsplit("/", 1)[1]]
        assert model["properties"]["kind"]["const"] == kind
        assert model["properties"].keys() == KINDS[kind].part.model_fields.keys()


def fits(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Whether a value is what the schema says: as much of JSON Schema as ours has."""
    if "$ref" in schema:
        return fits(value, whole["$defs"][schema["$ref"].rsplit("/", 1)[1]], whole)
    for several in ("anyOf", "oneOf"):
        if several in schema and not any(fits(value, each, whole) for each in schema[several]):
            return False
    if "const" in schema and value != schema["const"] or value not in schema.get("enum", [value]):
        return False
    match schema.get("type"):
        case "object":
            known, others = schema.get("properties", {}), schema["additionalProperties"]
            if others:  # any keys, with values that are alike
                return isinstance(value, dict) and all(fits(each, others, whole) for each in value.values())
            return (
                isinstance(value, dict)
                and others is False
                and set(schema.get("required", ())) <= value.keys() <= known.keys()
                and all(fits(each, known[key], whole) for key, each in value.items())
            )
        case "array":
            each_is = schema.get("items", {})
            return (
                isinstance(value, list)
                and schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value))
                and all(fits(each, each_is, whole) for each in value)
            )
        case "string":
            return (
                isinstance(value, str)
                and schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
                and re.search(schema.get("pattern", ""), value) is not None
            )
        case "integer":
            return type(value) is int and schema.get("minimum", value) <= value <= schema.get(
                "maximum", value
            )
        case "boolean":
            return isinstance(value, bool)
        case "null":
            return value is None
    return True


FILES = sorted(path for folder in ("cues", "exercises") for path in library.SHIPPED.glob(f"{folder}/*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_shipped_file_fits_the_schema(path: Path, schemas: dict[str, Any]) -> None:
    schema = schemas["cues" if path.parent.name == "cues" else "exercise"]
    data = compose(path.read_bytes()).data
    assert fits(data, schema, schema)
    assert not fits({**data, "author": "me"}, schema, schema)


@pytest.mark.parametrize("text", [PLAIN, MOMENTS])
def test_a_deck_fits_the_schema_until_it_is_damaged(text: str, schemas: dict[str, Any]) -> None:
    schema = schemas["exercise"]
    assert fits(compose(text.encode()).data, schema, schema)
    for old, new in (("kind: predict", "kind: essay"), ("visibility: self", "visibility: mine")):
        assert not fits(compose(text.replace(old, new).encode()).data, schema, schema)
