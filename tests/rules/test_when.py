"""Together or each when they can: as whoever starts it chose, unless both say otherwise of a round."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exercises import rules
from exercises.rules import WHOLE, Facts, RoundPlan, SessionWord, Signal
from exercises.rules.words import Said
from tests.support.rules.spelled import Around, due, may_say, signal

ALEX, SAM = 1, 2
FIRST, MORE = RoundPlan("first", ("a",)), RoundPlan("more", ("b",), further="Three more?")
EACH = Signal(1, WHOLE, SessionWord.EACH)
ALONE, TWO = replace(Around(), joined=False), replace(Around(), joined=True)


def facts(*said: Signal) -> Facts:
    return Facts((FIRST, MORE), True, frozenset("a"), frozenset(said), frozenset())


def both(word: str, round_id: str = "first") -> tuple[Signal, ...]:
    return signal(1, round_id, word), signal(2, round_id, word)


@pytest.mark.parametrize(
    "said, apart",
    [
        ((), False),
        ((signal(1, "first", "apart"),), False),
        (both("apart"), True),
        (both("together"), False),
        (both("apart", "more"), False),
        ((EACH,), True),
        ((EACH, signal(1, "first", "together")), True),
        ((EACH, signal(2, "first", "together")), True),
        ((EACH, *both("together")), False),
        ((EACH, *both("together", "more")), True),
        ((Signal(2, WHOLE, SessionWord.EACH),), False),
    ],
)
def test_it_is_as_it_was_chosen_until_both_say_otherwise_of_this_round(
    said: tuple[Signal, ...], apart: bool
) -> None:
    assert rules.is_apart(facts(*said), FIRST) is apart


def test_each_when_they_can_opens_the_cards_with_nobody_here() -> None:
    released = both("preview")
    nobody: frozenset[int] = frozenset()
    assert due(facts(*released), nobody, 1) == ()
    assert due(facts(EACH, *released), nobody, 1) == (("first", "reveal"),)
    assert due(facts(EACH, *released, *both("together")), nobody, 1) == ()


def test_whoever_starts_it_chooses_while_nobody_has_joined() -> None:
    assert may_say(facts(), ALEX, WHOLE, "each-when-we-can", True, ALONE)
    assert not may_say(facts(EACH), ALEX, WHOLE, "each-when-we-can", True, ALONE)
    assert may_say(facts(EACH), ALEX, WHOLE, "each-when-we-can", False, ALONE)
    for who, known in ((ALEX, TWO), (SAM, TWO), (SAM, ALONE)):
        with pytest.raises(rules.NotYet):
            may_say(facts(), who, WHOLE, "each-when-we-can", True, known)


@pytest.mark.parametrize("word", ["apart", "together"])
def test_what_one_wishes_tells_the_other_nothing(word: Said) -> None:
    begun = (signal(1, "", "begin"),)
    before, after = facts(*begun), facts(*begun, signal(1, "first", str(word)))
    assert before != after and rules.in_common(before) == rules.in_common(after)
