"""What one tap says for both of two people who share a phone, and what stays each one's own to say."""

from __future__ import annotations

import pytest

from exercises.rules import is_of_both, parse_said

OF_BOTH = (
    "next-1", "next-12", "more", "enough", "tender", "rest", "preview", "breathe.start",
    "talk-1.card-2.room", "talk-1.card-2.done", "talk-1.tender.breathe-1",
)  # fmt: skip
OF_ONE = (
    "begin", "takeaway", "apart", "yes", "almost", "for-good", "later-1",
    "talk-1.card-2.letter", "talk-1.card-2.end", "talk-1.card-2.floor-1", "step.pause-1",
)  # fmt: skip


@pytest.mark.parametrize("what", OF_BOTH)
def test_of_a_page_that_both_look_at_one_tap_says_it_for_both(what: str) -> None:
    word = parse_said(what)
    assert word is not None and is_of_both(word)


@pytest.mark.parametrize("what", OF_ONE)
def test_what_is_ones_own_or_counts_from_anyone_is_said_by_one(what: str) -> None:
    word = parse_said(what)
    assert word is not None and not is_of_both(word)
