"""One moment a day: four taps each, from the moment to both sides of it, and nothing to write down after."""

from __future__ import annotations

import pytest

from exercises import commands, library
from exercises.queries import loading
from exercises.rules import Stage
from exercises.screens import Reveal, Step
from tests.support.couples.paired import Pair, start_together


@pytest.fixture
def moment(db: None) -> Pair:
    return start_together(exercise="one-moment")


def test_a_tap_sends_each_of_its_two_answers(moment: Pair) -> None:
    steps = list(moment.state(moment.alex).layout.steps)
    assert [step.partition(".")[2] for step in steps] == ["receiver", "sender"]
    for step in steps:
        screen = moment.screen(moment.alex)
        assert isinstance(screen, Step) and screen.ref == step
        assert screen.parts[0].sends and screen.dock is None and not screen.folded
        moment.answer(moment.alex, step)
    assert moment.stage(moment.alex) is Stage.PREVIEW


def test_four_taps_each_lead_from_the_moment_to_both_sides_of_it(moment: Pair) -> None:
    taps = dict.fromkeys(moment.both, 0)
    for who in moment.both:
        moment.arrive(who)
        for step in moment.state(who).layout.steps:
            moment.answer(who, step)
            taps[who] += 1
        moment.release(who)
        taps[who] += 1
    seen = []
    for number in (1, 2):
        shown = moment.screen(moment.sam)
        assert isinstance(shown, Reveal) and shown.card is not None and shown.card.opener
        seen.append((shown.card.reader.name, shown.card.actor.name))
        if number == 1:
            for who in moment.both:
                moment.say(who, "next-1")
                taps[who] += 1
    assert sorted(seen) == [("Alex", "Sam"), ("Sam", "Alex")]
    assert set(taps.values()) == {4}
    for who in moment.both:
        moment.say(who, "next-2")
    assert [moment.stage(who) for who in moment.both] == [Stage.FINISHED, Stage.FINISHED]


def test_the_next_day_it_is_another_moment(moment: Pair) -> None:
    moment.reveal()
    moment.close()
    asked = [*moment.state(moment.alex).layout.steps]
    for _ in range(6):
        started = commands.start("one-moment", holder=moment.alex, couple_code=moment.couple_code)
        steps = [*loading.load(moment.alex, started.code).layout.steps]
        assert len(steps) == 2 and not set(steps) & set(asked)
        asked += steps
    assert library.current().exercise("one-moment").repeat_days == 1
