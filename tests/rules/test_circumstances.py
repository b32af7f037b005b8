"""What a word hangs on beside the facts: what the cards hold, who is here, the clock."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from couples.infrastructure.refusals import Refused
from exercises import rules
from exercises.rules import Facts, RoundPlan, SharedActivity
from tests.support.rules.spelled import Around, due, may_say, reached, signal

TURNS = SharedActivity("speak", seconds=120, floors=2)
FIRST = RoundPlan("first", ("a",), together=(TURNS,))
BACK = RoundPlan("back", ("b",), until=True)
PLENTY = Around()


def facts(said: str = "", milestones: str = "reveal") -> Facts:
    """What the first seat has said, "," between words, and what has come true of the first round."""
    return Facts(
        rounds=(FIRST, BACK),
        open=True,
        mine=frozenset(("a",)),
        said=frozenset(signal(1, "first", word) for word in ("preview", *said.split()))
        | {signal(1, "", "begin"), signal(2, "first", "preview")},
        milestones=frozenset(("first", reached(word)) for word in milestones.split()),
    )


TALKING = "reveal talk-1.card-1.room"
PAUSED = f"{TALKING} talk-1.card-1.pause-1"


@pytest.mark.parametrize(
    "known, word, missing, refusal",
    [
        (facts(), "next-1", {"cards": 0}, rules.NotYet),
        (facts(), "tender", {"tender": False}, rules.NothingToOpen),
        (facts(), "for-good", {"tender": False}, rules.NothingToOpen),
        (facts(), "later-1", {"tender": False}, rules.NothingToOpen),
        (facts(milestones="reveal closed"), "almost", {"said_back": False}, rules.NotYet),
        (facts(), "talk-1.card-1.room", {"cards": 0}, rules.NotYet),
        (facts(), "talk-1.card-1.write", {"can_write": False}, rules.NotYet),
        (facts(milestones="reveal closed rest-open"), "talk-1.rest-2.room", {"rest": 1}, rules.NotYet),
    ],
)
def test_a_word_about_what_is_not_there_is_refused(
    known: Facts, word: str, missing: dict[str, Any], refusal: type[Refused]
) -> None:
    assert may_say(known, 1, "first", word, True, PLENTY)
    with pytest.raises(refusal):
        may_say(known, 1, "first", word, True, replace(PLENTY, **missing))


def test_that_it_came_back_can_be_said_of_words_that_did_not() -> None:
    nothing_said = replace(PLENTY, said_back=False)
    assert may_say(facts(milestones="reveal closed"), 1, "first", "yes", True, nothing_said)
    assert may_say(facts("almost", "reveal closed"), 1, "first", "almost", False, nothing_said)


@pytest.mark.parametrize(
    "milestones, word", [("reveal", "talk-1.card-2.room"), ("reveal", "talk-1.tender.room"),
                         ("reveal closed", "talk-1.rest-1.room"), ("reveal closed", "talk-1.card-10.room")],
)  # fmt: skip
def test_nobody_talks_about_a_card_that_is_not_open_to_them(milestones: str, word: str) -> None:
    with pytest.raises(rules.NotYet):
        may_say(facts(milestones=milestones), 1, "first", word, True, PLENTY)


def test_of_a_closed_round_every_card_can_be_talked_about() -> None:
    closed = facts(milestones="reveal closed tender-open rest-open")
    for card in ("card-1", "card-9", "tender", "rest-9"):
        assert may_say(closed, 1, "first", f"talk-1.{card}.call", True, PLENTY)


def at(seconds: int, milestones: str, **around: Any) -> tuple[Facts, Around]:
    """The first round so many seconds after everything of it has come true."""
    known = facts(milestones=milestones)
    return known, Around(instants=dict.fromkeys(known.milestones, 0), now=seconds * 1_000, **around)


def test_the_floor_of_a_talk_is_handed_on_by_who_has_it() -> None:
    known, around = at(1, TALKING)
    assert may_say(known, 1, "first", "talk-1.card-1.floor-2", True, around)
    with pytest.raises(rules.NotYet):
        may_say(known, 2, "first", "talk-1.card-1.floor-2", True, around)
    assert may_say(known, 2, "first", "talk-1.card-1.floor-2", True, replace(around, begins=2))
    assert may_say(known, 2, "first", "talk-1.card-1.floor-2", True, replace(around, here=frozenset({2})))
    assert may_say(known, 2, "first", "talk-1.card-1.floor-2", True, replace(around, now=121_000))


@pytest.mark.parametrize(
    "milestones, word", [(TALKING, "pause-2"), (TALKING, "resume-1"), (TALKING, "minute-2"),
                         (TALKING, "breathe-1"), (PAUSED, "pause-2"), (PAUSED, "breathe-2"),
                         (PAUSED, "floor-2")],
)  # fmt: skip
def test_in_a_talk_everything_has_its_number_and_its_time(milestones: str, word: str) -> None:
    known, around = at(1, milestones)
    with pytest.raises(rules.NotYet):
        may_say(known, 1, "first", f"talk-1.card-1.{word}", True, around)


def test_breathing_belongs_to_the_pause_at_hand() -> None:
    known, around = at(1, PAUSED)
    assert may_say(known, 1, "first", "talk-1.card-1.breathe-1", True, around)
    assert may_say(known, 1, "first", "talk-1.card-1.resume-1", True, around)


def test_the_clock_of_a_step_that_both_do_together_decides_as_well() -> None:
    known, around = at(1, "speak.start")
    assert may_say(known, 1, "first", "speak.floor-2", True, around)
    for word in ("speak.floor-3", "speak.pause-2", "speak.resume-1"):
        with pytest.raises(rules.NotYet):
            may_say(known, 1, "first", word, True, around)
    with pytest.raises(rules.NotYet):
        may_say(known, 2, "first", "speak.floor-2", True, around)


class Unasked:
    """Circumstances that fail where they are asked."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"{name} was asked")


def test_what_costs_a_query_is_asked_only_where_the_word_hangs_on_it() -> None:
    unasked: Any = Unasked()
    assert may_say(facts(milestones="reveal closed"), 1, "first", "rest", True, unasked)
    assert not may_say(facts("tender"), 1, "first", "tender", True, unasked)  # a resend
    with pytest.raises(rules.NotYet):
        may_say(facts(), 1, "first", "next-2", True, unasked)
    with pytest.raises(AssertionError):
        may_say(facts(), 1, "first", "next-1", True, unasked)
    assert due(facts("next-1"), frozenset({1, 2}), 1) == ()
