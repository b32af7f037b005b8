"""Between rounds: words said back until they fit, rounds for oneself, the safety page before all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from couples.infrastructure.refusals import Refused
from exercises import rules
from exercises.rules import WHOLE, RoundPlan, SessionWord, Signal, Stage, Where, stage_of
from tests.rules.test_stages import ALEX, FIRST, IN, RELEASED, SAM, facts
from tests.support.rules.spelled import may_say

BACK = RoundPlan("back", ("say",))
SECOND = RoundPlan("back-2", ("say-2",), until=True)
THIRD = RoundPlan("back-3", ("say-3",), until=True)
TRIES = (FIRST, BACK, SECOND, THIRD)
ONCE = "reveal, closed, back/reveal, back/closed"
TWICE = f"{ONCE}, back-2/reveal, back-2/closed"
SAID = f"{RELEASED}, both back/preview"
ALONE = RoundPlan("alone", ("good",), private=True)


@pytest.mark.parametrize(
    "said, moments, stage, plan",
    [
        (SAID, ONCE, Stage.REVEAL, BACK),
        (f"{SAID}, alex back/yes", ONCE, Stage.WAITING, BACK),
        (f"{SAID}, alex back/almost", ONCE, Stage.WAITING, BACK),
        (f"{SAID}, sam back/almost", ONCE, Stage.REVEAL, BACK),
        (f"{SAID}, both back/yes", ONCE, Stage.TAKEAWAY, None),
        (f"{SAID}, alex back/yes, sam back/almost", ONCE, Stage.STEP, SECOND),
        (f"{SAID}, both back/almost", ONCE, Stage.STEP, SECOND),
        (f"{SAID}, both back/almost, both back-2/yes", TWICE, Stage.TAKEAWAY, None),
        (f"{SAID}, both back/almost, alex back-2/almost, sam back-2/yes", TWICE, Stage.STEP, THIRD),
        (
            f"{SAID}, both back/almost, both back-2/almost",
            f"{TWICE}, back-3/reveal, back-3/closed",
            Stage.TAKEAWAY,
            None,
        ),
    ],
)
def test_words_are_said_back_until_both_say_that_is_it_and_at_most_three_times(
    said: str, moments: str, stage: Stage, plan: RoundPlan | None
) -> None:
    known = facts(said, moments, (*IN, "say"), rounds=TRIES)
    if "back-2/closed" in moments:
        known = replace(known, mine=known.mine | {"say-2"})
    assert stage_of(known, ALEX) == Where(stage, plan)


@pytest.mark.parametrize("word", ["yes", "almost"])
def test_how_words_came_back_is_said_when_the_cards_are_through_and_not_before(word: str) -> None:
    with pytest.raises(Refused):
        may_say(facts(SAID, "reveal, closed, back/reveal", rounds=TRIES), ALEX, "back", word, True)
    with pytest.raises(Refused):
        may_say(facts(RELEASED, "reveal, closed", rounds=(FIRST,)), ALEX, "first", word, True)
    assert may_say(facts(SAID, ONCE, rounds=TRIES), ALEX, "back", word, True)


def test_it_can_be_taken_back_until_both_have_said_it() -> None:
    assert may_say(facts(f"{SAID}, alex back/yes", ONCE, rounds=TRIES), ALEX, "back", "yes", False)
    with pytest.raises(Refused):
        may_say(facts(f"{SAID}, both back/yes", ONCE, rounds=TRIES), ALEX, "back", "yes", False)


def test_what_one_says_changes_nothing_that_the_other_can_see_until_both_have() -> None:
    before = rules.in_common(facts(SAID, ONCE, rounds=TRIES))
    assert rules.in_common(facts(f"{SAID}, alex back/almost", ONCE, rounds=TRIES)) == before
    assert rules.in_common(facts(f"{SAID}, alex back/almost, sam back/yes", ONCE, rounds=TRIES)) != before


# ---- a round for oneself ------------------------------------------------------------------------------


def test_a_private_round_is_over_with_my_last_step_whatever_the_other_does() -> None:
    assert stage_of(facts(rounds=(ALONE,)), ALEX) == Where(Stage.STEP, ALONE)
    assert stage_of(facts(mine=["good"], rounds=(ALONE,)), ALEX).stage is Stage.TAKEAWAY
    assert stage_of(facts(mine=["good"], rounds=(ALONE, FIRST)), ALEX) == Where(Stage.STEP, FIRST)


def test_nothing_of_a_private_round_can_be_released() -> None:
    with pytest.raises(Refused):
        may_say(facts(rounds=(ALONE,)), ALEX, "alone", "preview", True)
    done = facts("alex begin, both alone/preview", mine=["good"], rounds=(ALONE, FIRST))
    with pytest.raises(Refused):
        may_say(replace(done, said=frozenset()), ALEX, "alone", "preview", True)


def test_without_a_closing_the_last_step_is_the_end() -> None:
    assert (
        stage_of(replace(facts(mine=["good"], rounds=(ALONE,)), closing=False), ALEX).stage is Stage.FINISHED
    )


# ---- after a ring -------------------------------------------------------------------------------------


def test_a_round_that_is_not_there_is_none_to_come_to_and_none_to_speak_of() -> None:
    """Facts hold a round after a ring only once there was one: without it, the end follows."""
    out = RoundPlan("out", ("step-out",), after_ring=True)
    with_it = facts(RELEASED, "reveal, closed", IN, rounds=(FIRST, out))
    without = facts(RELEASED, "reveal, closed", IN, rounds=(FIRST,))
    for who in (ALEX, SAM):
        assert stage_of(with_it, who) == Where(Stage.STEP, out)
        assert stage_of(without, who).stage is Stage.TAKEAWAY
    for word in ("preview", "apart", "next-1"):
        with pytest.raises(rules.UnknownStep):
            may_say(without, ALEX, "out", word, True)
    with pytest.raises(Refused):
        rules.may_answer(without, ALEX, "step-out")


# ---- the safety page ----------------------------------------------------------------------------------


def test_each_reads_the_safety_page_alone_before_the_first_step() -> None:
    gated = replace(facts(""), gated=True)
    assert [stage_of(gated, who).stage for who in (ALEX, SAM)] == [Stage.LOBBY, Stage.LOBBY]
    one = replace(gated, said=frozenset({Signal(SAM, WHOLE, SessionWord.BEGIN)}))
    assert [stage_of(one, who).stage for who in (ALEX, SAM)] == [Stage.LOBBY, Stage.STEP]


def test_going_on_from_it_is_no_news_for_the_other() -> None:
    gated = replace(facts(""), gated=True)
    one = replace(gated, said=frozenset({Signal(SAM, WHOLE, SessionWord.BEGIN)}))
    assert rules.in_common(one) == rules.in_common(gated)
    assert may_say(gated, SAM, WHOLE, "begin", True)
    assert not may_say(facts(""), SAM, WHOLE, "begin", True)


# ---- a gate that ends it ------------------------------------------------------------------------------


def test_one_not_yet_ends_it_for_both_and_is_told_as_the_gates_own_words() -> None:
    asked = RoundPlan("deeper", ("why",), further="Shall we go on?")
    both = facts(f"{RELEASED}, alex more, sam enough", "reveal, closed", IN, rounds=(FIRST, asked))
    assert [stage_of(both, who).stage for who in (ALEX, SAM)] == [Stage.TAKEAWAY, Stage.TAKEAWAY]
    assert rules.stopped_at(both) == asked
    going_on = facts(f"{RELEASED}, both more", "reveal, closed", IN, rounds=(FIRST, asked))
    assert rules.stopped_at(going_on) is None
