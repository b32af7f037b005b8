"""What a pretend partner says: lines for whatever asks for words, options that there are, and no slip."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from exercises import library
from exercises.content import kinds
from exercises.content.exercise import Exercise
from exercises.content.kinds import MOVES, Part
from exercises.content.kinds.feelings import FEELINGS
from exercises.language import wording_lint
from exercises.library.pretend_lines import FILE, pretend_lines

LISTED = tuple(library.load(library.SHIPPED).listed())
LINES = pretend_lines()


def parts_of(exercise: Exercise) -> Iterator[Part]:
    for each in exercise.rounds:
        for screen in each.screens:
            yield from screen.all_parts


def asks_for_words(part: Part) -> bool:
    """Whether lines have to be written for it: it has no options, and says nothing back."""
    takes = kinds.takes_answer(part) and not kinds.options(part) and not kinds.options_from(part)
    written = kinds.adds(part) == "words" or part.kind in ("text", "recall", "if_then")
    return takes and (written or getattr(part, "free", False)) and not kinds.says_back(part)


@pytest.mark.parametrize("exercise", LISTED, ids=lambda each: each.id)
def test_every_part_that_asks_for_words_has_lines_that_fit(exercise: Exercise) -> None:
    for part in parts_of(exercise):
        lines = LINES.of(exercise.id, part.id)
        if asks_for_words(part):
            assert lines, f"{exercise.id}: {part.id}"
        if lines and not kinds.options(part) and hasattr(part, "max"):
            assert all(len(line) <= part.max for line in lines), f"{exercise.id}: {part.id}"
        options = kinds.options(part)
        if lines and options:
            assert set(lines) <= set(options), f"{exercise.id}: {part.id}"


def test_nothing_is_written_for_what_is_not_asked() -> None:
    known = {exercise.id: {part.id for part in parts_of(exercise)} for exercise in LISTED}
    unknown = [(id, part) for id, parts in LINES.exercises.items() for part in parts if part not in known[id]]
    assert unknown == []


def test_what_goes_anywhere_are_options_that_there_are() -> None:
    for chosen in (LINES.anywhere, LINES.at_ease):
        assert set(chosen["feelings"]) <= set(FEELINGS) and set(chosen["next"]) <= MOVES.keys()
        assert chosen.keys() == {"feelings", "next"}


def texts() -> list[str]:
    written = [line for parts in LINES.exercises.values() for lines in parts.values() for line in lines]
    stories = [words for told in LINES.stories.values() for words in told.values()]
    return [*written, *LINES.lines, *stories, *LINES.letters, *LINES.takeaways, LINES.said_back]


def test_its_words_pass_the_lint() -> None:
    assert len(texts()) > 80
    assert [(text, word) for text in texts() for word in wording_lint.found_in(text)] == []
    assert FILE.is_file()
