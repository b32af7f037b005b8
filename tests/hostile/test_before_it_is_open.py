"""sam would like to know, before both have shown theirs, what alex did: nothing anywhere depends on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exercises import commands
from tests.support.couples.paired import CALM_PICK, FIRST, MEANING, Pair
from tests.support.couples.two_worlds import Deed, after, differences

STEPS = (FIRST, MEANING, "takeaway", "first.talk-1.card-1.letter")


def nothing(pair: Pair) -> None: ...


def drafts(pair: Pair) -> None:
    commands.draft(pair.alex, pair.code, step=FIRST, base=0, raw={"reading": "other", "reading.words": "x"})


def answers(pick: str) -> Deed:
    return lambda pair: pair.answer(pair.alex, FIRST, pick)


def passes(pair: Pair) -> None:
    commands.pass_(pair.alex, pair.code, step=FIRST)


def answers_all(pair: Pair) -> None:
    pair.answer_round(pair.alex)


def releases(pair: Pair) -> None:
    pair.answer_round(pair.alex)
    pair.release(pair.alex)


def releases_and_looks_again(pair: Pair) -> None:
    releases(pair)
    pair.say(pair.alex, "preview", on=False)


def each_when_we_can(pair: Pair) -> None:
    releases(pair)
    pair.say(pair.alex, "apart")


DEEDS = (
    drafts, answers("caring"), answers("rejecting"), passes, answers_all, releases,
    releases_and_looks_again, each_when_we_can,
)  # fmt: skip


def sam_has_begun(pair: Pair) -> None: ...


def sam_has_answered(pair: Pair) -> None:
    pair.answer_round(pair.sam)


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("sam_is_at", [sam_has_begun, sam_has_answered])
def test_whatever_one_does_the_other_is_answered_the_same(
    pair: Pair, deed: Deed, sam_is_at: Callable[[Pair], None]
) -> None:
    sam_is_at(pair)
    assert differences(after(pair, pair.sam, nothing, STEPS), after(pair, pair.sam, deed, STEPS)) == []


def test_the_same_comparison_sees_a_reveal(pair: Pair) -> None:
    """Else the test above could not fail."""
    sam_has_answered(pair)

    def both_release(pair: Pair) -> None:
        releases(pair)
        pair.release(pair.sam)

    assert differences(after(pair, pair.sam, nothing, STEPS), after(pair, pair.sam, both_release, STEPS))


def test_trying_ones_partners_step_teaches_nothing(pair: Pair) -> None:
    """A command is about my own row, whatever the other has given to the same step."""
    for deed in (nothing, answers(CALM_PICK), releases):
        pair_after = after(pair, pair.sam, lambda pair, deed=deed: (deed(pair), answers_as_sam(pair)), STEPS)
        assert pair_after == after(pair, pair.sam, answers_as_sam, STEPS)


def answers_as_sam(pair: Pair) -> None:
    pair.answer(pair.sam, FIRST, "strain")
