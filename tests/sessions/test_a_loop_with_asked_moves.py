"""The loop as it was: each move is asked for singly, and without a ring nothing of the two is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from couples.access import Holder
from exercises import library
from exercises.exporting.gathering import gather
from exercises.exporting.text import as_text
from exercises.library import SHIPPED
from exercises.presenters.session import comparison_page, session_view
from exercises.web import panels
from exercises.web.panels import Panel
from tests.support.couples.paired import Pair, start_together
from tests.support.scripts.ring_picks import (
    ALEX,
    ALEX_THINKS,
    HALF,
    NO_RING,
    NONE,
    SAM,
    SAM_THINKS,
    answer,
    reveal,
    to_the_ring,
)

THE_LOOP = (SHIPPED / "exercises/the-loop.yaml").read_text("utf-8")
SHARED, ASKED = "kind: next_move, visibility: shared", "kind: next_move, visibility: ask"
ELSE_SHOWN = "Without a circle you may both still see a part"


def begin(own_deck: Path, asked: bool) -> Pair:
    """At a loop whose moves are asked for singly, or offered from the start."""
    assert THE_LOOP.count(SHARED) == 1
    deck = THE_LOOP.replace("id: the-loop", "id: round-and-round", 1)
    (own_deck / "round-and-round.yaml").write_text(deck.replace(SHARED, ASKED) if asked else deck)
    library.current.cache_clear()
    return start_together(exercise="round-and-round")


def panels_of(pair: Pair, who: Holder) -> dict[str, Panel]:
    return panels.render(session_view.present(pair.state(who), origin="http://testserver"))


def shown_of(pair: Pair) -> str:
    """What both see of it: the card, and the page with everything."""
    found = []
    for who in pair.both:
        found += [panel.html for panel in panels_of(pair, who).values()]
        found += [repr(comparison_page.present_comparison(pair.state(who)))]
    return "\n".join(found)


@pytest.mark.parametrize("shares", [True, False], ids=["all is shared", "some of it is kept"])
@pytest.mark.parametrize("asked", [True, False], ids=["asked singly", "offered"])
def test_without_a_ring_nothing_of_the_two_is_shown_where_each_move_was_asked_for(
    own_deck: Path, db: None, asked: bool, shares: bool
) -> None:
    pair = begin(own_deck, asked)
    answer(pair, pair.alex, NO_RING)
    answer(pair, pair.sam, SAM, share=shares)
    reveal(pair)
    seen = shown_of(pair)
    assert (NONE in seen) is asked
    assert (ALEX_THINKS in seen or SAM_THINKS in seen) is not asked
    pair.close()
    if asked:
        pages = [comparison_page.present_comparison(pair.state(who)) for who in pair.both]
        assert [(page.sheets, page.ring) for page in pages] == [((), None)] * 2


def test_neither_is_it_in_what_somebody_takes_with_them(own_deck: Path, db: None) -> None:
    told = {}
    for asked in (True, False):
        pair = begin(own_deck, asked)
        answer(pair, pair.alex, NO_RING)
        answer(pair, pair.sam, SAM)
        reveal(pair)
        pair.close()
        told[asked] = as_text(gather(pair.alex, pair.couple_code))
    assert HALF in told[False] and SAM_THINKS in told[False]
    assert HALF not in told[True] and SAM_THINKS not in told[True]


def test_a_ring_is_there_as_ever(own_deck: Path, db: None) -> None:
    pair = begin(own_deck, asked=True)
    to_the_ring(pair, ALEX, SAM)
    assert pair.screen(pair.sam).ring is not None


@pytest.mark.parametrize("asked", [True, False], ids=["asked singly", "offered"])
def test_before_it_is_shown_it_is_said_what_is_seen_without_a_circle(
    own_deck: Path, db: None, asked: bool
) -> None:
    pair = begin(own_deck, asked)
    answer(pair, pair.alex, NO_RING)
    stage = panels_of(pair, pair.alex)["stage"].html
    assert "We can only draw the whole circle if you both show all of it" in stage
    assert (ELSE_SHOWN in stage) is not asked
    assert "othing says why" in stage
