"""One person and a pretend partner: it goes along with everything, to the end of every exercise."""

from __future__ import annotations

import pytest

from exercises import library
from exercises.rules import Stage
from tests.support.couples.alone import let_pass, try_alone
from tests.support.couples.paired import Pair
from tests.support.scripts.playthrough import Play

SHIPPED = tuple(each.slug for each in library.load(library.SHIPPED).listed())
MOST_DEEDS = 120
A_TURN_S = 6  # longer than the pretend partner keeps the floor


def play_alone(pair: Pair, *, share_all: bool = True) -> None:
    """alex does what the screen asks for, up to the end."""
    play = Play(pair, share_all=share_all, share_line=True)
    for _ in range(MOST_DEEDS):
        if pair.stage(pair.alex) is Stage.FINISHED:
            return
        moved = play.go_on("alex")
        if not moved:
            let_pass(pair, A_TURN_S)
        pair.arrive(pair.alex)
    raise AssertionError(f"no end is in sight: {pair.where(pair.alex)}, {pair.screen(pair.alex)}")


@pytest.mark.django_db
@pytest.mark.parametrize("slug", SHIPPED)
def test_the_pretend_partner_plays_every_exercise_to_its_end(slug: str) -> None:
    pair = try_alone(slug)
    play_alone(pair)
    assert [pair.stage(who) for who in pair.both] == [Stage.FINISHED, Stage.FINISHED]
    assert pair.state(pair.sam).me == 2
