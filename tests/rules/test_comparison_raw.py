"""Recorded answers that cannot be read are refused with cue and field; and the command that reads them."""

from __future__ import annotations

import copy
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from exercises.comparison.raw import Malformed, compare_recorded, parse
from exercises.management.commands.compare import Command

VECTORS: dict[str, Any] = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))
EXAMPLE = VECTORS["about_us_or_not"]
MISSING = object()


def with_field(path: str, value: object) -> list[dict[str, Any]]:
    """The example with one field of its second cue set to a value, or left out."""
    cues: list[dict[str, Any]] = copy.deepcopy(EXAMPLE["input"])
    place: dict[str, Any] = cues[1]
    *way, last = path.split(".")
    for name in way:
        place = place[name]
    if value is MISSING:
        del place[last]
    else:
        place[last] = value
    return cues


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("A", MISSING),
        ("A", None),
        ("A", []),
        ("A.r", "external"),
        ("A.r.pick", "extrenal"),
        ("A.r.pick", ["external"]),
        ("A.r.pick", MISSING),
        ("A.r.t", MISSING),
        ("A.r.t", 3),
        ("A.r.t", "1"),
        ("A.r.t", True),
        ("A.r.cat", "weather"),
        ("A.r.cert", 101),
        ("A.r.cert", 50.5),
        ("A.r.next", "flee"),
        ("A.r.matter", -1),
        ("A.r.share", MISSING),
        ("A.r.share", "yes"),
        ("A.r.certainty", 80),
        ("B.s.share", None),
        ("B.s.cat", None),
        ("B.s.cert", 80),
        ("B.p", {"pick": "strain", "t": 0}),
        ("B.q", {}),
        ("note", ""),
    ],
)
def test_what_cannot_be_read_is_refused_with_cue_and_field(path: str, value: object) -> None:
    with pytest.raises(Malformed) as refused:
        parse(with_field(path, value))
    field = "B.p.cat" if path == "B.p" else path
    assert str(refused.value).startswith(f"cue 2 (phone-while-talking): {field}: ")


@pytest.mark.parametrize("id", [None, "", 7])
def test_a_cue_without_an_id_is_refused_by_its_number(id: object) -> None:
    with pytest.raises(Malformed, match=r"^cue 2: id: needs the cue's id$"):
        parse(with_field("id", id))


def test_a_cue_that_is_there_twice_is_refused() -> None:
    with pytest.raises(Malformed, match=r"^cue 2 \(quiet-at-dinner\): id: is there twice$"):
        parse(with_field("id", "quiet-at-dinner"))


@pytest.mark.parametrize("data", [None, {}, {"input": []}, "cues", 3])
def test_a_record_is_a_list_of_cues(data: object) -> None:
    with pytest.raises(Malformed, match="a list of cues is needed"):
        parse(data)


def test_a_cue_is_an_object() -> None:
    with pytest.raises(Malformed, match="^cue 1: cue: needs an object with id, A, B$"):
        parse([[]])


def test_what_was_not_given_may_be_null_or_left_out() -> None:
    left_out = with_field("A.r", MISSING)
    assert parse(left_out) == parse(with_field("A.r", None))
    assert compare_recorded(left_out)["cues"][1]["AB"] == {"status": "not_compared"}


def test_a_pass_needs_nothing_beside_it() -> None:
    assert compare_recorded(with_field("A.r", {"pick": "pass"}))["cues"][1]["AB"] == {
        "status": "not_compared"
    }


def test_feelings_and_a_wish_belong_to_a_record_and_are_compared_with_nothing() -> None:
    cues = copy.deepcopy(EXAMPLE["input"])
    cues[0]["A"]["r"]["feelings"] = ["sad", "left out"]
    cues[0]["A"]["s"]["wish"] = "a minute to arrive"
    assert compare_recorded(cues) == EXAMPLE["expected"]


def run(file: str) -> Any:
    out = io.StringIO()
    call_command(Command(), file, stdout=out)
    return json.loads(out.getvalue())


def test_the_command_prints_the_comparison_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "round.json"
    file.write_text(json.dumps(EXAMPLE["input"]), "utf-8")
    assert run(str(file)) == EXAMPLE["expected"]


def test_the_command_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = io.TextIOWrapper(io.BytesIO(json.dumps(EXAMPLE["input"]).encode()))
    monkeypatch.setattr(sys, "stdin", typed)
    assert run("-") == EXAMPLE["expected"]


def test_the_command_names_file_cue_and_field(tmp_path: Path) -> None:
    file = tmp_path / "round.json"
    file.write_text(json.dumps(with_field("A.r.t", 3)), "utf-8")
    with pytest.raises(CommandError) as refused:
        run(str(file))
    assert str(refused.value) == (
        f"{file}: cue 2 (phone-while-talking): A.r.t: needs a whole number from -2 to 2"
    )


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b'[\n {"id": }\n]', ":2:9: is not JSON"),
        (b"", ":1:1: is not JSON"),
        (b'["\xff"]', ": is not text in UTF-8"),
        (b"[" * 100_000, ": is nested too deeply"),
        (b"{}", ": a list of cues is needed"),
    ],
)
def test_the_command_says_what_a_file_lacks(tmp_path: Path, content: bytes, complaint: str) -> None:
    file = tmp_path / "round.json"
    file.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        run(str(file))
    assert str(refused.value).startswith(f"{file}{complaint}")


def test_the_command_says_which_file_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="none.json: cannot be read"):
        run(str(tmp_path / "none.json"))
