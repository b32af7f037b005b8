"""What the screens say: no word that only the house knows, and never "they" for somebody who has a name.

Which word of the code is which on a screen: docs/decisions/0020-words-on-screens.md.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from exercises.language import wording_lint

ROOT = Path(__file__).resolve().parents[2]
DECISION = ROOT / "docs/decisions/0020-words-on-screens.md"

# Modules whose strings are read by people who use the app. What authors and hosts read is not among them.
SPOKEN = (
    "couples/invites.py", "couples/profiles.py", "couples/*views.py", "couples/seats/*.py",
    "couples/infrastructure/refusals.py", "exercises/commands/*.py", "exercises/content/kinds/*.py",
    "exercises/comparison/words.py",
    "exercises/exporting/text.py", "exercises/exporting/lines.py", "exercises/library/catalogue.py",
    "exercises/library/next_exercise.py", "exercises/presenters/**/*.py", "exercises/rules/*.py",
    "exercises/steps/*.py", "exercises/web/c*.py", "exercises/web/frames.py",
)  # fmt: skip

# What a newcomer would not say. A word stands for its forms: "seat" finds "seats".
INSIDE = re.compile(
    r"\b(?:covered|seats?|tender|(?:takes?|taken|taking) (?:it )?along|the floor|(?:turn|turns|turned) over"
    r"|side by side|show ours|both in|kept|keeps? (?:it|this|them) (?:closed|until)|worth keeping|passed"
    r"|take my|is open|are open|was opened|were opened|both opened)\b",
    re.IGNORECASE,
)
# Where such a word is an everyday one.
EVERYDAY = ("Kept to yourself", "kept to yourself", "this page is open")

PRONOUN = re.compile(
    r"\b(?:they|them|their|theirs|themself|themselves|they['’](?:re|d|ve|ll))\b", re.IGNORECASE
)
# Where it is no partner who is meant. Each has to stand somewhere.
NO_PARTNER = {
    "You’ll see them when you are both here": "the cards",
    "where to find them": "people who are trained",
    "Both of you can read them": "lines",
    "as far as you see them": "notes and plans",
    "All of them": "exercises",
    "Either of you can swap them": "the shapes",
    "can open the phone can read them": "notes",
    "Nobody can read them here any more": "answers",
    "They are saved in this browser alone": "notes",
    "What somebody says they mean is their own account": "anybody",
    "Add what they are about": "words",
    "the next time one of them comes": "moments",
    "check up on them": "a move as rows have it; a screen says it otherwise",
    "test them": "the same",
    "or leave them out": "labels, told to authors",
    "a source that they come from": "options, told to authors",
}


def templates() -> dict[str, str]:
    found = {path: path.read_text("utf-8") for path in sorted((ROOT / "templates").rglob("*.html"))}
    return {
        str(path.relative_to(ROOT)): wording_lint.seen_of(re.sub(r"{% block body_class %}.*", "", text))
        for path, text in found.items()
    }


def strings() -> Iterator[tuple[str, str]]:
    """Every string of these modules that may be read, and where it stands. No docstrings."""
    for path in sorted({path for pattern in SPOKEN for path in ROOT.glob(pattern)}):
        tree = ast.parse(path.read_text("utf-8"))
        bodies = [
            node.body for node in ast.walk(tree) if hasattr(node, "body") and isinstance(node.body, list)
        ]
        docs = {id(body[0].value) for body in bodies if body and isinstance(body[0], ast.Expr)}
        docs |= {id(node.msg) for node in ast.walk(tree) if isinstance(node, ast.Assert)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in docs:
                continue
            if " " in node.value.strip() or node.value[:1].isupper():
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value


def scripts() -> Iterator[tuple[str, str]]:
    """What the scripts say: what is quoted, begins with a capital and has a space."""
    for path in sorted((ROOT / "static/js").glob("*.js")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            code = re.sub(r"^\s*(\*|/\*).*|(^|\s)//.*", "", line)
            for found in re.findall(r"[\"`]([A-Z][^\"`]* [^\"`]*)[\"`]", code):
                yield f"{path.relative_to(ROOT)}:{number}", found


SAID = {**templates(), **dict(strings()), **dict(scripts())}


def without(text: str, phrases: object) -> str:
    for phrase in phrases:  # type: ignore[attr-defined]  # a tuple or the keys of a dict
        text = text.replace(phrase, " ")
    return text


def insider_words(text: str) -> list[str]:
    return INSIDE.findall(without(text, EVERYDAY))


def pronouns(text: str) -> list[str]:
    return PRONOUN.findall(without(" ".join(text.split()), NO_PARTNER))


def test_templates_strings_and_scripts_are_all_looked_at() -> None:
    assert {"templates/stages/waiting.html", "templates/cards/fold.html"} <= SAID.keys()
    assert any(place.startswith("exercises/rules/refusals.py:") for place in SAID)
    assert any(place.startswith("static/js/page.js:") for place in SAID)


@pytest.mark.parametrize("place", SAID)
def test_a_screen_says_what_a_newcomer_would_say(place: str) -> None:
    assert insider_words(SAID[place]) == []


@pytest.mark.parametrize("place", SAID)
def test_a_partner_is_never_they(place: str) -> None:
    assert pronouns(SAID[place]) == []


@pytest.mark.parametrize("phrase", NO_PARTNER)
def test_each_exception_stands_somewhere(phrase: str) -> None:
    assert any(phrase in " ".join(text.split()) for text in SAID.values())


@pytest.mark.parametrize(
    "text",
    ["Covered until then.", "Both seats are taken", "A tender one", "Take it along", "Sam takes along",
     "has the floor", "It turns over.", "Side by side", "Show ours", "Both in.", "Kept until May", "Passed"],
)  # fmt: skip
def test_an_insider_word_is_found(text: str) -> None:
    assert insider_words(text)


@pytest.mark.parametrize("text", ["Wait for them.", "Their phone", "They’re away.", "says what\nthey heard"])
def test_a_partner_who_is_they_is_found(text: str) -> None:
    assert pronouns(text)


@pytest.mark.parametrize("text", ["Kept to yourself.", "There is the rest.", "Discovered seatbelts", "theme"])
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert insider_words(text) == [] and pronouns(text) == []
