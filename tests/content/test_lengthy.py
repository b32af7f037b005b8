"""A long text is folded in the widths in which it would be long, and nowhere else."""

from __future__ import annotations

import pytest
from django.template.loader import get_template

from exercises.templatetags.lengthy import folds


def rendered(text: str) -> str:
    return get_template("cards/lengthy.html").render({"text": text})


@pytest.mark.parametrize(
    ("text", "widths"),
    [
        ("A line.", ""),
        ("a" * 210, ""),
        ("a" * 211, "in-s"),
        ("a" * 281, "in-s in-m"),
        ("a" * 379, "in-s in-m in-l"),
        ("a" * 519, "in-s in-m in-l in-xl"),
        ("one\n" * 7, "in-s in-m in-l in-xl"),  # an empty line is one, too
        ("one\n" * 6, ""),
        ("静" * 106, "in-s"),  # twice as wide
        ("e\u0301" * 210, ""),  # an accent takes no room
    ],
)
def test_a_text_folds_from_eight_lines_on(text: str, widths: str) -> None:
    assert folds(text) == widths


def test_a_folded_text_is_whole_in_the_page_and_opens_without_a_script() -> None:
    text = "I was so glad of you that I could not speak. " * 9
    html = rendered(text)
    assert html.count(text) == 1
    assert "<details><summary>" in html and "Read all" in html and 'dir="auto"' in html


def test_a_short_text_stands_alone() -> None:
    assert rendered("Ask me once.").strip() == '<p class="says" dir="auto">Ask me once.</p>'


def test_what_somebody_wrote_is_text() -> None:
    assert "&lt;b&gt;" in rendered("<b>" * 200) and "<b>" not in rendered("<b>" * 200)
