"""The loop: a ring only from the whole of it, the same on both sides; one kind card in every other case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from couples.access import Holder
from exercises import seen
from exercises.screens import Half, Person, Reveal, Ring, Seen
from pairs import Pair, start_together

THE_LOOP = "the-loop"
CUES = ("quiet-at-dinner", "needs-time-alone", "phone-while-talking", "comes-home-sharp")
ORIGIN = "http://testserver"
GENTLE = ("strain", "ask gently")
# Alex reads the dinner darkly and pulls away; Sam reads that darkly and goes quiet.
ALEX = {"quiet-at-dinner": ("us_mild", "pull away")}
SAM = {"needs-time-alone": ("us_mild", "go quiet too")}
TITLE = "It can go round by itself"
OPENER = "Where could each of us step out, and what would make that easier?"


@pytest.fixture
def loop(db: None) -> Pair:
    return start_together(exercise=THE_LOOP)


def answer(pair: Pair, who: Holder, picks: Mapping[str, tuple[str, str]], share: bool = True) -> None:
    """All four moments; one that `picks` doesn't name is read gently. A move of "" is left open."""
    for cue in CUES:
        reading, move = picks.get(cue, GENTLE)
        fields = {"next": move} if move else {}
        pair.answer(who, f"{cue}.receiver", reading, share={"next": share}, **fields)


def reveal(pair: Pair) -> None:
    for who in pair.both:
        pair.arrive(who)
        pair.release(who)


def to_the_ring(pair: Pair) -> None:
    answer(pair, pair.alex, ALEX)
    answer(pair, pair.sam, SAM)
    reveal(pair)


def view(pair: Pair, who: Holder) -> Seen:
    return seen.of(pair.sitting(who), origin=ORIGIN)


# ---- the ring -----------------------------------------------------------------------------------------


def test_both_see_the_same_ring_in_their_own_words(loop: Pair) -> None:
    to_the_ring(loop)
    alex = Half(
        Person("a", "Alex"),
        when="When Sam goes quiet over dinner",
        thinks="I’ve done something to upset them.",
        does="pull away",
        mine=True,
    )
    sam = Half(
        Person("b", "Sam"),
        when="When Alex needs time alone",
        thinks="They need a break from something between us.",
        does="go quiet too",
        mine=False,
    )
    screen = loop.screen(loop.alex)
    assert isinstance(screen, Reveal)
    assert screen.ring == Ring(TITLE, alex, sam, OPENER)
    turned = replace(screen.ring, first=replace(alex, mine=False), second=replace(sam, mine=True))
    assert loop.screen(loop.sam).ring == turned
    assert (screen.card, screen.sheet, screen.count) == (None, None, 1)
