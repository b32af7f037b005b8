"""What is shipped has to be sound; of somebody's own files, those with errors are left out."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exercises import library
from exercises.library import SHIPPED
from tests.support.examples import examples
from tests.support.scripts.broken_decks import MOMENTS, ONE_CUE, PLAIN


def test_a_file_of_ones_own_with_errors_is_left_out_and_the_rest_is_there(own: Path) -> None:
    (own / "deck.yaml").write_text(PLAIN)
    (own / "large.yaml").write_text(
        PLAIN.replace("id: deck", "id: large").replace("minutes: 5", "minutes: 0")
    )
    found = library.read(SHIPPED, own)
    assert found.errors == [f"{own}/large.yaml:4: minutes: at least 1"]
    assert found.library is not None
    assert found.library.exercises.keys() - library.load(SHIPPED).exercises.keys() == {"deck"}


def test_what_is_shipped_is_sound_as_a_whole_or_not_at_all(few: Path, tmp_path: Path) -> None:
    ground = tmp_path / "ground"
    shutil.copytree(few, ground)
    (ground / "torn.yaml").write_text("id: [")
    found = library.read(ground)
    assert found.library is None and len(found.errors) == 1


def test_an_exercise_that_names_a_cue_of_a_file_that_is_left_out_says_so(own: Path, few: Path) -> None:
    cues = own / "cues" / "deck.yaml"
    cues.write_text(ONE_CUE.replace("threat: 2", "threat: 5"))
    (own / "small.yaml").write_text(
        MOMENTS.replace("id: deck", "id: small").replace("cues: 2", "cues: [deck-one]")
    )
    (own / "deck.yaml").write_text(MOMENTS)
    found = library.read(few, own)
    assert found.errors == [
        f"{cues}:14: cues.0.readings: each threat from -2 to 2 exactly once",
        f"{own}/small.yaml:9: rounds.0.cues.0: the id of a cue; deck-one is left out with {cues}",
    ]
    assert found.library is not None
    assert set(found.library.exercises) == {"deck"}


def test_what_has_to_agree_is_said_beside_the_errors_of_other_files(own: Path, few: Path) -> None:
    (own / "deck.yaml").write_text(MOMENTS.replace("cues: 2", "cues: [moonlight]"))
    (own / "torn.yaml").write_text("id: [")
    found = library.read(few, own)
    assert [line.removeprefix(f"{own}/").split(":")[0] for line in found.errors] == ["deck.yaml", "torn.yaml"]


def test_a_first_session_of_ones_own_with_errors_leaves_the_shipped_one(own: Path) -> None:
    (own / "first_session.yaml").write_text("round_1: [moonlight]\n")
    found = library.read(SHIPPED, own)
    assert found.library is not None and len(found.errors) == 1
    assert found.library.first_session == library.load(SHIPPED).first_session
    (own / "first_session.yaml").write_text("round_1: [small-gift]\n")
    assert library.load(SHIPPED, own).first_session.round_1 == ("small-gift",)


def test_a_cue_of_ones_own_is_never_in_the_place_of_a_shipped_one(own: Path) -> None:
    ours = ONE_CUE.replace("deck-one", "small-gift")
    (own / "cues" / "deck.yaml").write_text(ours)
    found = library.read(SHIPPED, own)
    assert found.library is not None and len(found.errors) == 1
    assert found.library.cues == library.load(SHIPPED).cues


@pytest.mark.parametrize(
    "name", [".deck.yaml", "deck.yaml~", "notes.txt", "drafts/deck.yaml", "deck.schema.json"]
)
def test_what_is_surely_no_content_is_left_alone(own: Path, few: Path, name: str) -> None:
    (own / name).parent.mkdir(exist_ok=True)
    (own / name).write_text("id: [")
    assert library.read(few, own).errors == []


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="there is no file that can never be read")
def test_a_file_that_cannot_be_read_is_said(own: Path, few: Path) -> None:
    (own / "small.yaml").symlink_to("/proc/self/mem")
    assert library.read(few, own).errors == [
        f"{own}/small.yaml:1: a file that can be read (Input/output error)"
    ]


@pytest.mark.parametrize("text", [PLAIN, MOMENTS])
def test_a_session_keeps_a_deck_of_ones_own_as_it_was(own: Path, few: Path, text: str) -> None:
    (own / "deck.yaml").write_text(text)
    deck = library.load(few, own).exercise("deck")
    digest, kept = library.snapshot(deck, ())
    (own / "deck.yaml").write_text("id: [")
    assert library.read_snapshot(kept, digest).exercise == deck


# ---- whatever somebody wrote ---------------------------------------------------------------------

SOMETHING = st.sampled_from(
    [
        "",
        "null",
        "[]",
        "{}",
        "0",
        "-1",
        "1.5",
        "yes",
        "words",
        '"{item}"',
        "[a, a]",
        "[[a], {b: c}]",
        "{id: news}",
        "news",
    ]
)


@settings(
    max_examples=examples(40, long=100),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    text=st.sampled_from([PLAIN, MOMENTS, ONE_CUE]), place=st.floats(0, 1, exclude_max=True), put=SOMETHING
)
def test_whatever_stands_in_a_place_is_told_and_never_raises(
    own: Path, few: Path, text: str, place: float, put: str
) -> None:
    """A value, or a list, is something else in one place of a sound deck."""
    values = list(re.finditer(r"(?<=: )[^\s{\[,}\]][^,{}\[\]\n]*|\[[^\[\]]*\]|\{[^{}]*\}", text))
    at = values[int(place * len(values))]
    folder = own / "cues" if text == ONE_CUE else own
    (folder / "deck.yaml").write_text(text[: at.start()] + put + text[at.end() :])
    found = library.read(few, own)
    (folder / "deck.yaml").unlink()
    assert found.library is not None
    assert all(line.startswith(f"{folder}/deck.yaml:") for line in found.errors)
