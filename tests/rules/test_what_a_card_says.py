"""Which line a card has: all pairs and all triples that there can be, as docs/decisions/0019 has them.

Where a choice changes, the page has to change with it: the failing test prints the new table.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from exercises.comparison import words
from exercises.comparison.said import Said, word
from tests.support.rules.card_table import Row, of_pairs, of_triples, table
from tests.support.rules.every_pick import PICKS, pairs, triples

PAGE = Path(__file__).parents[2] / "docs/decisions/0019-what-a-card-says.md"
NAMES = {"reader": "Sam", "actor": "Alex"}


@cache
def rows_of(name: str) -> tuple[Row, ...]:
    if name == "pairs":
        return tuple(
            of_pairs(
                lambda read, meant: (words.line(read, meant, **NAMES), words.GAP_WORDS[word(read, meant)])
            )
        )
    return tuple(
        of_triples(lambda read, meant, expected: words.expected_line(read, meant, expected, **NAMES))
    )


def written(name: str) -> str:
    begin, end = f"<!-- {name} -->\n\n", f"\n\n<!-- end of {name} -->"
    return PAGE.read_text("utf-8").split(begin)[1].split(end)[0]


def test_there_are_as_many_as_there_can_be() -> None:
    assert len(PICKS) == len(set(PICKS)) == 11 * 4 + 3 * 2 + 25
    every_pair = set(pairs())
    assert len(every_pair) > 3000 and sum(1 for _ in triples()) > 100_000
    assert all((read, meant) in every_pair for read in PICKS for meant in PICKS if read.own or meant.own)


@pytest.mark.parametrize("name", ["pairs", "triples"])
def test_the_page_has_every_line(name: str) -> None:
    now = table(name, rows_of(name))
    assert written(name) == now, f"the table of {name} is now:\n\n{now}\n"


@pytest.mark.parametrize("name", ["pairs", "triples"])
def test_a_page_that_lacks_a_row_would_be_noticed(name: str) -> None:
    assert table(name, rows_of(name)[1:]) != written(name)


def test_a_line_that_changes_would_be_noticed() -> None:
    def otherwise(read: Said, meant: Said) -> tuple[str, str]:
        return "You two mean the same thing here.", words.GAP_WORDS[word(read, meant)]

    assert table("pairs", of_pairs(otherwise)) != written("pairs")
