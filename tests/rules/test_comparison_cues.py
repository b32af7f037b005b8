"""One cue in one direction: the table of distances, kinds and gap words."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from exercises.comparison import Compared, NotApplicable, NotCompared, Offered, compare

THREATS = {"caring": -2, "external": -1, "strain": 0, "us_mild": 1, "rejecting": 2}


def read(pick: str, band: str = "leaning", pull: str = "mid") -> Offered:
    return Offered.from_json({**means(pick).to_json(), "band": band, "pull": pull})


def means(pick: str) -> Offered:
    return Offered(pick, THREATS[pick], pick)


def compared(reading: Offered, meaning: Offered) -> Compared:
    direction = compare(reading, meaning)
    assert direction.status == "compared"
    return direction


def every_meaning() -> Iterator[Offered]:
    yield from (means(pick) for pick in THREATS)
    yield from (Offered("other", t, cat) for t, cat in itertools.product(range(-2, 3), THREATS))


def every_reading() -> Iterator[Offered]:
    felt = list(itertools.product(("sure", "leaning", "guessing"), ("low", "mid", "high")))
    for said, (band, pull) in itertools.product(every_meaning(), felt):
        yield Offered.from_json({**said.to_json(), "band": band, "pull": pull})


def test_what_one_of_the_two_did_not_offer_is_not_compared() -> None:
    for reading, meaning in ((None, means("strain")), (read("strain"), None), (None, None)):
        assert compare(reading, meaning) == NotCompared()
    assert compare(None, Offered("na")) == compare(Offered("na"), None) == NotCompared()


def test_what_does_not_come_up_is_not_applicable() -> None:
    assert compare(Offered("na"), means("strain")) == NotApplicable(both=False)
    assert compare(read("strain"), Offered("na")) == NotApplicable(both=False)
    assert compare(Offered("na"), Offered("na")) == NotApplicable(both=True)


def test_a_meaning_cannot_stand_in_for_a_reading() -> None:
    with pytest.raises(ValueError, match="has to be a reading"):
        compare(means("strain"), means("strain"))


@pytest.mark.parametrize(
    ("reads", "meant", "gap", "distance", "tier", "kind", "word"),
    [
        ("strain", "strain", 0, 0, 0, "same_meaning", "read_as_meant"),
        ("strain", "external", 1, 0.4375, 1, "harmless_difference", "close"),
        ("caring", "strain", -2, 0.625, 1, "harmless_difference", "close"),
        ("us_mild", "strain", 1, 0.4375, 1, "about_us_or_not", "far_apart"),
        ("rejecting", "caring", 4, 1, 1, "about_us_or_not", "far_apart"),
        ("rejecting", "us_mild", 1, 0.4375, 2, "smaller_than_feared", "both_about_us"),
        ("us_mild", "rejecting", -1, 0.4375, 2, "quiet_signal", "both_about_us"),
        ("strain", "us_mild", -1, 0.4375, 2, "quiet_signal", "far_apart"),
        ("caring", "rejecting", -4, 1, 2, "quiet_signal", "far_apart"),
        ("us_mild", "us_mild", 0, 0, 2, "shared_concern", "read_as_meant"),
        ("rejecting", "rejecting", 0, 0, 2, "shared_concern", "both_about_us"),
    ],
)
def test_two_picks_side_by_side(
    reads: str, meant: str, gap: int, distance: float, tier: int, kind: str, word: str
) -> None:
    found = compared(read(reads), means(meant))
    assert (found.gap, found.distance, found.tier, found.kind, found.word) == (
        gap,
        distance,
        tier,
        kind,
        word,
    )


def test_own_words_are_never_the_same_pick() -> None:
    mine = Offered("other", 0, "external", "leaning", "mid")
    assert compared(mine, Offered("other", 0, "strain")).distance == 0.25
    assert compared(mine, Offered("other", -2, "external")).distance == 0.375


def test_own_words_that_are_placed_alike_are_sorted_with_the_same_and_never_read_as_meant() -> None:
    mine = Offered("other", 0, "external", "leaning", "mid")
    found = compared(mine, Offered("other", 0, "external"))
    assert (found.kind, found.word) == ("same_meaning", "close")


def test_own_words_may_share_a_concern_and_still_differ() -> None:
    found = compared(Offered("other", 1, "external", "leaning", "mid"), means("us_mild"))
    assert (found.kind, found.word, found.distance) == ("shared_concern", "both_about_us", 0.25)


def test_a_gap_is_confident_only_when_the_reader_is_sure_and_it_is_far_apart() -> None:
    assert compared(read("us_mild", "sure"), means("strain")).confident_gap
    assert not compared(read("us_mild", "leaning"), means("strain")).confident_gap
    assert not compared(read("strain", "sure"), means("caring")).confident_gap
    assert not compared(read("us_mild", "sure"), means("us_mild")).confident_gap


def test_a_question_is_open_only_when_the_reader_was_guessing_and_something_lies_between() -> None:
    assert compared(read("strain", "guessing"), means("caring")).open_question
    assert not compared(read("strain", "leaning"), means("caring")).open_question
    assert not compared(read("strain", "guessing"), means("strain")).open_question


def test_the_worked_example_of_the_quiet_dinner() -> None:
    assert compared(read("us_mild", "sure"), means("strain")).priority == 29.25
    assert compared(read("strain", "guessing"), means("caring")).priority == 24.375


def test_everything_stays_in_range_for_all_picks() -> None:
    pairs = 0
    for reading, meaning in itertools.product(every_reading(), every_meaning()):
        found = compared(reading, meaning)
        assert -4 <= found.gap <= 4
        assert 0 <= found.distance <= 1
        assert 0 <= found.priority <= 81
        assert found.priority == round(found.priority, 4)
        own = "other" in (reading.pick, meaning.pick)
        assert (found.word == "read_as_meant") == (
            found.distance == 0 and not own and meaning.pick != "rejecting"
        )
        pairs += 1
    assert pairs == 30 * 9 * 30


def test_far_apart_is_exactly_when_one_of_the_two_takes_it_as_about_us_and_the_other_does_not() -> None:
    for reading, meaning in itertools.product(every_reading(), every_meaning()):
        only_one = _about_us(reading) != _about_us(meaning)
        assert (compared(reading, meaning).word == "far_apart") == only_one


def _about_us(offered: Offered) -> bool:
    assert offered.t is not None
    return offered.t >= 1 or offered.cat in ("us_mild", "rejecting")
