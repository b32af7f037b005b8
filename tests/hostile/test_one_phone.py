"""sam holds the phone that alex answered on, and would like to know what alex did, from sam's own pages."""

from __future__ import annotations

import pytest

from exercises import commands
from tests.hostile.test_before_it_is_open import (
    STEPS,
    answers,
    answers_all,
    drafts,
    nothing,
    passes,
    releases,
    releases_and_looks_again,
)
from tests.support.couples.paired import Pair
from tests.support.couples.two_worlds import Deed, after, differences

DEEDS = (
    drafts, answers("caring"), answers("rejecting"), passes, answers_all, releases, releases_and_looks_again,
)  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS)
def test_whatever_one_does_every_page_of_the_other_is_the_same(pair: Pair, deed: Deed) -> None:
    pair.answer(pair.sam, STEPS[0])
    before = after(pair, pair.sam, nothing, STEPS, one_phone=True)
    assert any(path.startswith(f"/s/{pair.code}/2/") for path in before)
    assert differences(before, after(pair, pair.sam, deed, STEPS, one_phone=True)) == []


def test_the_same_comparison_sees_a_reveal(pair: Pair) -> None:
    """Else the test above could not fail."""
    pair.answer_round(pair.sam)

    def both_look(pair: Pair) -> None:
        releases(pair)
        pair.release(pair.sam)
        pair.arrive(pair.alex)
        pair.arrive(pair.sam)

    before = after(pair, pair.sam, nothing, STEPS, one_phone=True)
    assert differences(before, after(pair, pair.sam, both_look, STEPS, one_phone=True))


def test_a_note_to_oneself_stays_on_ones_own_pages(pair: Pair) -> None:
    pair.come_to("takeaway")
    commands.pass_(pair.sam, pair.code, step="takeaway")
    before = after(pair, pair.sam, nothing, STEPS, one_phone=True)

    def alex_writes(pair: Pair) -> None:
        pair.take_along(pair.alex, "I ask first.")

    assert differences(before, after(pair, pair.sam, alex_writes, STEPS, one_phone=True)) == []
