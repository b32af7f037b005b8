"""A kind is known by name in its own package and its templates, and nowhere else.

Whoever wants to know something of a part asks what it can (`exercises.content.kinds`). Each place that still
says a kind's name is listed with its reason, and a place that no longer needs its line fails.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from exercises.content.kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "exercises.content.kinds"
HOME = "exercises/content/kinds/"  # where every kind has its module
DRAWN = ("templates/kinds/", "templates/cards/")  # where every kind has its templates
OF_ITS_OWN = "exercises/comparison/"  # has another `kind`, of comparisons, and knows no content

# What may say a kind's name, and why.
REASONS = {
    "exercises/comparison/answers.py": "how much a reading would matter is a field of its own there",
    "exercises/comparison/raw.py": "the same and the feelings are keys of the file that it reads",
    "exercises/library/__init__.py": "`read` is its function that reads folders",
    "exercises/library/starters.py": "a file to begin with, in which every line is content",
    "exercises/steps/cleaning.py": "the letter and the takeaway are texts that stand in no content",
}


def names(path: str, source: str) -> Iterator[str]:
    """Every place at which this file asks which kind something is of, or says which."""
    if path.startswith(HOME):
        return
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ImportFrom(module=module) if module in {f"{PACKAGE}.{kind}" for kind in KINDS}:
                yield f"{path}:{node.lineno} imports {module}"
            case ast.ImportFrom(module=module) if module == PACKAGE:
                for kind in {alias.name for alias in node.names} & KINDS.keys():
                    yield f"{path}:{node.lineno} imports {kind}"
            case ast.Attribute(value=ast.Name(id="kinds"), attr=attr) if attr in KINDS and attr != "read":
                yield f"{path}:{node.lineno} takes {attr}"
            case ast.Constant(value=str() as said) if said in KINDS or said.count("kind: ") > 1:
                yield f"{path}:{node.lineno} says {said[:20]}"
            case ast.Compare(left=left, comparators=others) if not path.startswith(OF_ITS_OWN):
                if any(isinstance(side, ast.Attribute) and side.attr == "kind" for side in (left, *others)):
                    yield f"{path}:{node.lineno} compares a kind"
            case ast.Match(subject=ast.Attribute(attr="kind")):
                yield f"{path}:{node.lineno} decides by a kind"


def named_in_template(path: str, source: str) -> Iterator[str]:
    if path.startswith(DRAWN):
        return
    for tag in re.findall(r"\{[%{].*?[%}]\}", source, re.DOTALL):
        for kind in KINDS:
            if re.search(rf"""["'](?:kinds/)?{kind}(?:\.html)?["']""", tag):
                yield f"{path} names {kind}"
        if re.search(r"\{%\s*(?:el)?if\b[^%]*\bkind\b", tag):
            yield f"{path} asks for a kind"


def found() -> dict[str, list[str]]:
    """Everything that is found, by file."""
    complaints: dict[str, list[str]] = {}
    for folder, pattern, look in (("exercises", "*.py", names), ("templates", "*.html", named_in_template)):
        for file in sorted((ROOT / folder).rglob(pattern)):
            path = str(file.relative_to(ROOT))
            if said := list(look(path, file.read_text())):
                complaints[path] = said
    return complaints


def test_no_kind_is_special_outside_its_places() -> None:
    assert {path: said for path, said in found().items() if path not in REASONS} == {}


def test_every_place_with_a_reason_still_needs_it() -> None:
    assert REASONS.keys() - found().keys() == set()


@pytest.mark.parametrize(
    "line",
    [
        "from exercises.content.kinds import predict",
        "from exercises.content.kinds.next_move import MOVES",
        "isinstance(part, kinds.text.Part)",
        "if part.kind == other.kind: ...",
        "if part.kind in CHOICES: ...",
        "FIRST = {'receiver': 'choose_reading'}",
        "match part.kind:\n    case _: ...",
    ],
)
def test_each_way_of_asking_is_seen_in_a_file_that_there_is(line: str) -> None:
    path = "exercises/steps/layout.py"
    assert list(names(path, f"{(ROOT / path).read_text()}\n{line}"))


@pytest.mark.parametrize(
    "tag",
    [
        "{% if part.kind == name %}{% endif %}",
        '{% include "kinds/scale.html" %}',
        "{% if part.name == 'rate' %}{% endif %}",
    ],
)
def test_each_way_of_asking_is_seen_in_a_template(tag: str) -> None:
    path = "templates/stages/plain.html"
    assert list(named_in_template(path, f"{(ROOT / path).read_text()}\n{tag}"))


def test_a_kind_in_its_own_places_is_no_complaint() -> None:
    """The same words in the package itself: the rule knows where a kind is at home."""
    assert not list(names(f"{HOME}registry.py", (ROOT / f"{HOME}registry.py").read_text()))
    assert not list(named_in_template("templates/kinds/pick.html", '{% include "kinds/words.html" %}'))


def test_every_kind_has_its_module_and_its_template() -> None:
    missing = [
        path
        for kind in KINDS
        for path in (f"{HOME}{kind}.py", f"templates/kinds/{kind}.html")
        if not (ROOT / path).exists()
    ]
    assert missing == []
