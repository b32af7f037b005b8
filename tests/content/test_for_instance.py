"""Whoever has to write finds an example, if they look for one; it is never an answer."""

from __future__ import annotations

import pytest
from django.template.loader import get_template

from exercises import library
from exercises.content import kinds
from exercises.content.exercise import Exercise
from exercises.content.kinds import Part
from exercises.content.kinds.parts import Written, example
from exercises.language import story_words

SHIPPED = library.load(library.SHIPPED)
WRITTEN: dict[str, tuple[Exercise, Part]] = {
    f"{slug}: {part.id}": (exercise, part)
    for slug, exercise in SHIPPED.exercises.items()
    if exercise.listed
    for each in exercise.rounds
    for screen in each.screens
    for part in screen.parts
    if isinstance(part, Written)
}
NAMES = {"partner": "Robin", "me": "Sam"}


def test_what_is_written_is_looked_at() -> None:
    found = {part.kind for _, part in WRITTEN.values()}
    assert {"text", "if_then", "private_note", "paraphrase", "alternatives"} <= found


@pytest.mark.parametrize("where", WRITTEN)
def test_there_is_an_example_that_could_be_written_there(where: str) -> None:
    _, part = WRITTEN[where]
    words = example(part)
    assert words, "an empty box with nothing to begin from"
    most = getattr(part, "max", 120) if part.kind != "alternatives" else 120
    assert len(words) <= most * max(1, len(getattr(part, "boxes", ())))


@pytest.mark.parametrize("where", [where for where, (_, part) in WRITTEN.items() if kinds.hints(part)])
def test_an_example_tells_no_story_where_a_hint_would_say_so(where: str) -> None:
    _, part = WRITTEN[where]
    assert story_words.stories_in(example(part), kinds.hints(part)) == ()


@pytest.mark.parametrize("where", WRITTEN)
def test_it_is_folded_and_in_no_field(where: str) -> None:
    _, part = WRITTEN[where]
    made = kinds.input(part, None, "", None, NAMES)
    html = get_template(made.template).render({"part": made, "screen": {"moment": "A moment"}})
    before, _, folded = html.partition('<details class="small"><summary>For instance</summary>')
    assert folded and made.example not in before
    assert all(box.text == "" for box in made.fields) and made.words == ""


def test_what_has_no_example_shows_no_fold() -> None:
    (_, part), *_ = [each for each in WRITTEN.values() if each[1].kind == "text"]
    bare = kinds.input(part.model_copy(update={"example": ""}), None, "", None, NAMES)
    html = get_template(bare.template).render({"part": bare, "screen": {"moment": "A moment"}})
    assert "textarea" in html and "For instance" not in html
