"""Decks that somebody brought and that are not sound: each is told what would be right, and left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises import library
from exercises.library import SHIPPED
from tests.support.scripts.broken_decks import ANSWER, AREA, DECKS, MOMENTS, ONE_CUE, PLAIN


@pytest.fixture(scope="module")
def shipped() -> library.Library:
    return library.load(SHIPPED)


def write(path: Path, raw: str | bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)


@pytest.mark.parametrize("text", [PLAIN, MOMENTS])
def test_the_decks_are_sound_before_they_are_damaged(tmp_path: Path, text: str) -> None:
    write(tmp_path / "deck.yaml", text)
    write(tmp_path / "cues" / "deck.yaml", ONE_CUE)
    assert library.read(SHIPPED, tmp_path).errors == []


@pytest.mark.parametrize("slip", DECKS)
def test_a_malformed_deck_is_told_what_would_be_right_and_left_out_alone(
    tmp_path: Path, shipped: library.Library, slip: str
) -> None:
    deck = DECKS[slip]
    write(tmp_path / deck.name, deck.raw)
    found = library.read(SHIPPED, tmp_path)
    line, key, words = deck.said
    begin = f"{tmp_path}/{deck.name}:{line}: {f'{key}: ' if key else ''}"
    told = [error for error in found.errors if error.startswith(begin) and words in error[len(begin) :]]
    assert len(told) == 1 and (deck.several or found.errors == told), found.errors
    assert all(error.isprintable() for error in found.errors)
    assert found.library == shipped


def test_a_sound_deck_is_served_beside_all_the_others(tmp_path: Path, shipped: library.Library) -> None:
    for at, deck in enumerate(DECKS.values()):
        write(tmp_path / f"deck-{at}.yaml", deck.raw)
    write(tmp_path / "sound.yaml", PLAIN.replace("id: deck\n", "id: sound\n"))
    found = library.read(SHIPPED, tmp_path)
    assert len({error.split(":")[0] for error in found.errors}) == len(DECKS)
    assert found.library is not None
    assert found.library.exercises.keys() - shipped.exercises.keys() == {"sound"}
    assert found.library.cues == shipped.cues


@pytest.mark.parametrize("name", ["deck.yaml", "cues/deck.yaml"])
def test_of_two_files_with_one_id_the_first_is_served(tmp_path: Path, name: str) -> None:
    about_cues = name.startswith("cues/")
    write(tmp_path / name, ONE_CUE if about_cues else PLAIN)
    second = "cues/other.yaml" if about_cues else "exercises/deck.yaml"
    write(tmp_path / second, (ONE_CUE if about_cues else MOMENTS).replace("theme: deck", "theme: other"))
    found = library.read(SHIPPED, tmp_path)
    place = "3: cues.0.id: an id of its own; deck-one" if about_cues else "1: id: an id of its own; deck"
    assert found.errors == [f"{tmp_path}/{second}:{place} is in {tmp_path}/{name}"]
    assert found.library is not None
    assert ("deck-one" in found.library.cues) is about_cues
    assert ("deck" in found.library.exercises) is not about_cues


# ---- all errors of a file at once ------------------------------------------------------------------

FIVE_OF_FORM = (
    PLAIN.replace("minutes: 5", "minutes: 0\nminutes: 5")
    .replace("evidence: C", "evidence: D")
    .replace("Something good", "Something {good}")
    .replace("ends: [not at all, very]", "ends: [very]")
)
FIVE_THAT_DO_NOT_AGREE = (
    PLAIN.replace("id: deck\n", "id: decks\n")
    .replace("chosen_by: first", "chosen_by: last")
    .replace("source: area", "source: garden")
    .replace("about: news", "about: calm")
    .replace("of: news", "of: olds")
)


FORM = (
    "4: minutes:",
    "5: minutes:",
    "6: evidence:",
    "12: rounds.0.screens.0.prompt:",
    f"25: {AREA}.parts.1:",
)
AGREEMENT = (
    "1: id:",
    f"21: {AREA}.chosen_by:",
    "29: rounds.0.screens.2.parts.0.source:",
    f"44: {ANSWER}.parts.0.about:",
    f"45: {ANSWER}.parts.1.of:",
)


@pytest.mark.parametrize(
    ("text", "places"),
    [(FIVE_OF_FORM, FORM), (FIVE_THAT_DO_NOT_AGREE, AGREEMENT)],
    ids=["form", "agreement"],
)
def test_five_errors_in_a_file_are_five_lines_in_their_order(
    tmp_path: Path, text: str, places: tuple[str, ...]
) -> None:
    (tmp_path / "deck.yaml").write_text(text)
    found = library.read(SHIPPED, tmp_path)
    told = [line.removeprefix(f"{tmp_path}/deck.yaml:") for line in found.errors]
    assert [line[: len(place)] for line, place in zip(told, places, strict=True)] == list(places)


def test_a_file_that_is_nothing_but_errors_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text("".join(f"k{n}: x\n" for n in range(20_000)))
    (tmp_path / "torn.yaml").write_text("id: [")
    found = library.read(SHIPPED, tmp_path)
    assert len(found.errors) == 52
    assert found.errors[-2].endswith("fewer errors; 19957 more are not listed")
    assert found.errors[-1].startswith(f"{tmp_path}/torn.yaml:1: ")
