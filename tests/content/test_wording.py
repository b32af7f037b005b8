"""The lint finds verdicts, and leaves alone what only looks like one."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import couples
import exercises
from couples.infrastructure.refusals import Refused
from exercises.comparison import words
from exercises.content.kinds.feelings import FEELINGS
from exercises.language import wording_lint

APPS = (couples, exercises)


def refusals(of: type[Refused] = Refused) -> Iterator[type[Refused]]:
    yield of
    for each in of.__subclasses__():
        yield from refusals(each)


def class_messages() -> dict[str, str]:
    for app in APPS:
        for found in pkgutil.walk_packages(app.__path__, f"{app.__name__}."):
            if ".migrations" not in found.name:
                importlib.import_module(found.name)
    return {each.__name__: each.message for each in refusals()}


MESSAGES = class_messages()


def said_where_raised() -> Iterator[tuple[str, str]]:
    """What a refusal is told to say instead, at the place where it is made."""
    for app in APPS:
        root = Path(app.__path__[0])
        for path in sorted(root.rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                made = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
                if made and node.func.id in MESSAGES and node.args:
                    pieces = node.args[0].values if isinstance(node.args[0], ast.JoinedStr) else node.args[:1]
                    text = "".join(str(each.value) for each in pieces if isinstance(each, ast.Constant))
                    yield f"{path.relative_to(root.parent)}:{node.lineno}", text


def sentences() -> dict[str, str]:
    found = {**MESSAGES, **dict(said_where_raised())}
    for name, value in vars(words).items():
        if name.isupper():
            texts = (
                value.values() if isinstance(value, dict) else (value,) if isinstance(value, str) else value
            )
            found.update({f"words.{name}.{at}": text for at, text in enumerate(texts)})
    return found


SENTENCES = sentences()


def test_refusals_and_comparisons_are_found() -> None:
    assert {"NotHere", "Unclear", "BadName", "words.AS_MEANT.0", "words.GAP_WORDS.0"} <= set(SENTENCES)
    assert any(place.startswith("exercises/content/kinds/tiles.py:") for place in SENTENCES)


@pytest.mark.parametrize("place", SENTENCES)
def test_what_the_app_says_is_typeset_calm_and_no_verdict(place: str) -> None:
    said = SENTENCES[place]
    assert not [char for char in "'\"!" if char in said], said
    assert wording_lint.found_in(said) == ()


@pytest.mark.parametrize("word", wording_lint.LEFT_OUT)
def test_every_word_of_the_list_is_found(word: str) -> None:
    assert wording_lint.found_in(f"This is {word}, perhaps.") == (word,)
    assert wording_lint.found_in(f"{word.upper()}!") == (word,)


@pytest.mark.parametrize("text", ["Not right now.", "It's all right with me.", "I'll come right away."])
def test_right_is_no_verdict_in_these_phrases(text: str) -> None:
    assert wording_lint.found_in(text) == ()


@pytest.mark.parametrize(
    "text", ["mustard", "a blameless day", "brightly lit", "default", "faultless", "shell"]
)
def test_whole_words_are_matched(text: str) -> None:
    assert wording_lint.found_in(text) == ()


def test_right_as_a_verdict_is_found_beside_right_now() -> None:
    assert wording_lint.found_in("You are right, and right now it hurts.") == ("right",)


def test_a_phrase_is_found_across_a_line_break() -> None:
    assert wording_lint.found_in("guilty\n of it") == ("guilty of",)


def test_they_stays_neutral() -> None:
    assert wording_lint.found_in("He asks her husband.") == ("he", "her", "husband")


def test_guilty_is_a_feeling_that_somebody_may_have() -> None:
    assert "guilty" in FEELINGS


def test_a_word_is_found_in_its_line() -> None:
    text = "All\nright with me.\nYou must.\nIt is right\nnow or a fault."
    assert list(wording_lint.places_in(text)) == [(3, "must"), (5, "fault")]


def test_of_a_template_what_a_person_reads_is_looked_at_in_its_line() -> None:
    template = """{# you must not #}
{% if must %}<p class="must"
   aria-label="A fault">All
right</p>{% endif %}
<img alt="Whose blame" src="must.png">{{ must }} wife"""
    assert list(wording_lint.places_in(wording_lint.seen_of(template))) == [
        (2, "fault"),
        (5, "blame"),
        (5, "wife"),
    ]
