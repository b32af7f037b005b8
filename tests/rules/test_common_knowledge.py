"""Which words of a seat both of the two know of: what has come true for both, and nothing else."""

from __future__ import annotations

import pytest

from couples.positions import FIRST, SECOND
from exercises.rules import WHOLE, Facts, RoundPlan, Signal, is_known_to_both, parse_reached, parse_said

PLAN = RoundPlan("first", ("a", "b"))


def facts(said: set[tuple[int, str, str]], reached: set[str]) -> Facts:
    words = {(position, round_id, parse_said(what)) for position, round_id, what in said}
    milestones = {("first", parse_reached(what)) for what in reached}
    return Facts(
        rounds=(PLAN,),
        open=True,
        mine=frozenset(),
        said=frozenset(Signal(SECOND if at == 2 else FIRST, r, w) for at, r, w in words if w is not None),
        milestones=frozenset((r, w) for r, w in milestones if w is not None),
    )


@pytest.mark.parametrize(
    "what, by_the_other, reached",
    [
        ("preview", "", "reveal"),
        ("tender", "", "tender-open"),
        ("for-good", "", "tender-away"),
        ("rest", "", "rest-open"),
        ("later-1", "", "later-1"),
        ("next-2", "", "card-3"),
        ("next-2", "", "closed"),
        ("apart", "apart", ""),
        ("together", "together", ""),
        ("more", "more", ""),
        ("more", "enough", ""),
        ("enough", "more", ""),
        ("almost", "yes", ""),
        ("yes", "almost", ""),
        ("a.start", "", "a.start"),
        ("a.pause-1", "", "a.pause-1"),
        ("talk-1.card-1.room", "", "talk-1.card-1.room"),
        ("talk-1.card-1.letter", "", "talk-1.card-1.letters"),
        ("talk-1.card-1.end", "", "talk-1.card-1.end"),
    ],
)
def test_a_word_is_known_to_both_once_something_has_come_of_it(
    what: str, by_the_other: str, reached: str
) -> None:
    word = parse_said(what)
    assert word is not None
    signal = Signal(SECOND, "first", word)
    alone = {(2, "first", what)}
    assert not is_known_to_both(facts(alone, set()), signal)
    others = {(1, "first", by_the_other)} if by_the_other else set()
    assert is_known_to_both(facts(alone | others, {reached} if reached else set()), signal)


def test_the_line_of_one_is_known_once_both_have_come_to_the_end() -> None:
    word = parse_said("takeaway")
    assert word is not None
    signal, alone = Signal(SECOND, WHOLE, word), {(2, WHOLE, "takeaway")}
    assert not is_known_to_both(facts(alone, set()), signal)
    assert is_known_to_both(facts(alone | {(1, WHOLE, "takeaway")}, set()), signal)


@pytest.mark.parametrize("what", ["begin", "each-when-we-can"])
def test_that_somebody_has_begun_is_nothing_to_hide(what: str) -> None:
    word = parse_said(what)
    assert word is not None
    assert is_known_to_both(facts({(2, WHOLE, what)}, set()), Signal(SECOND, WHOLE, word))
