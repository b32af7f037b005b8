"""A look at how things are: what its owner said, and for its owner alone."""

from __future__ import annotations

import dataclasses

import pytest

from couples.access import Holder
from couples.infrastructure.refusals import NotHere
from exercises import commands
from exercises.models import Answer
from exercises.presenters.couple import timeline
from exercises.presenters.session import comparison_page, own_page
from exercises.rules import Stage
from exercises.screens import CheckIn, Finished
from tests.support.couples.paired import Pair, start_together

SIX = ("good", "valued", "safe", "understood", "room", "repair")


@pytest.fixture
def pair(db: None) -> Pair:
    return start_together(exercise="weather-check")


def check_in(pair: Pair, who: Holder, *values: int | None) -> CheckIn:
    """Answer the six; None leaves one out."""
    for step, value in zip(SIX, values, strict=True):
        if value is None:
            commands.pass_(who, pair.code, step=step)
        else:
            pair.fill_in(who, step, **{step: str(value)})
    screen = pair.screen(who)
    assert isinstance(screen, Finished) and screen.checkin is not None
    return screen.checkin


def test_it_is_what_was_answered_and_nothing_is_made_of_it(pair: Pair) -> None:
    found = check_in(pair, pair.alex, 4, 5, 3, 4, None, 6)
    assert [value for _, value in found.items] == [4, 5, 3, 4, None, 6]
    assert found.items[4] == ("having room", None)
    assert [field.name for field in dataclasses.fields(found)] == ["items"]


def test_it_is_nobody_elses(pair: Pair) -> None:
    versions = pair.versions()
    mine = check_in(pair, pair.alex, 1, 1, 1, 1, 1, 1)
    assert pair.versions()[1] == versions[1], "nothing has happened for the other"
    assert pair.stage(pair.sam) is Stage.STEP
    theirs = own_page.present_own_page(pair.state(pair.sam)).checkin
    assert theirs is not None and [value for _, value in theirs.items] == [None] * 6
    assert own_page.present_own_page(pair.state(pair.alex)).checkin == mine
    assert not Answer.objects.filter(session__code=pair.code).exclude(shared_sealed=b"").exists()
    with pytest.raises(NotHere):
        comparison_page.present_comparison(pair.state(pair.sam))


def test_when_the_other_stops_what_i_looked_at_for_myself_stays(pair: Pair) -> None:
    mine = check_in(pair, pair.alex, 5, 5, 5, 5, 5, 5)
    commands.stop(pair.sam, pair.code)
    assert own_page.present_own_page(pair.state(pair.alex)).checkin == mine


def test_the_couples_page_tells_neither_of_the_two_what_the_other_did(pair: Pair) -> None:
    before = timeline.timeline_page(pair.sam, pair.couple_code)
    check_in(pair, pair.alex, 0, 0, 0, 0, 0, 0)
    after = timeline.timeline_page(pair.sam, pair.couple_code)
    assert after == before
