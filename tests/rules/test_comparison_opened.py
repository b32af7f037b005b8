"""A round: which topics there are, in which order, and what is opened."""

from __future__ import annotations

from couples import positions
from exercises.comparison import CueOffers, Offered, Offers, RoundComparison, Topic, compare_round

THREATS = {"caring": -2, "external": -1, "strain": 0, "us_mild": 1, "rejecting": 2}


def a_cue(name: str, ab: str = "", ba: str = "") -> CueOffers:
    """`ab` and `ba` are "reads > means" or "reads band pull > means", AB being the one where A reads."""
    (a_reads, b_means), (b_reads, a_means) = a_direction(ab), a_direction(ba)
    return CueOffers(name, Offers(a_reads, a_means), Offers(b_reads, b_means))


def a_direction(said: str) -> tuple[Offered | None, Offered | None]:
    if not said:
        return None, None
    reads, meant = said.split(" > ")
    pick, band, pull = reads.split() if " " in reads else (reads, "leaning", "mid")
    reading = Offered.from_json({"pick": pick, "t": THREATS[pick], "cat": pick, "band": band, "pull": pull})
    return reading, Offered(meant, THREATS[meant], meant)


def names(*topics: Topic | None) -> list[str]:
    return [f"{topic.cue} {topic.dir}" for topic in topics if topic]


def opened(comparison: RoundComparison) -> list[str]:
    return names(*comparison.opened)


ALIKE = "strain > strain"
TENDER = "us_mild > us_mild"
ABOUT_US = "us_mild > strain"
HARMLESS = "strain > external"


def test_about_us_or_not_goes_before_any_harmless_difference_whatever_its_priority() -> None:
    faint, loud = "us_mild guessing low > strain", "strain sure high > caring"
    found = compare_round([a_cue("loud", loud), a_cue("faint", faint), a_cue("other")])
    assert names(found.start_here, *found.then) == ["faint AB", "loud AB"]
    first, second = found.opened
    assert first.compared.priority < second.compared.priority


def test_among_the_same_kind_the_priority_decides_and_then_the_order_of_the_cues() -> None:
    found = compare_round([a_cue("one", HARMLESS), a_cue("two", "strain > caring"), a_cue("three", HARMLESS)])
    assert names(found.start_here, *found.then) == ["two AB", "one AB", "three AB"]


def test_the_direction_that_goes_first_alternates_with_the_cue() -> None:
    assert names(compare_round([a_cue("even", ALIKE, ALIKE)]).shared_first) == ["even AB"]
    assert names(compare_round([a_cue("even"), a_cue("odd", ALIKE, ALIKE)]).shared_first) == ["odd BA"]
    assert names(compare_round([a_cue("even"), a_cue("odd", TENDER, TENDER)]).when_ready) == ["odd BA"]
    found = compare_round([a_cue("even"), a_cue("odd", ABOUT_US, ABOUT_US)])
    assert names(found.start_here, *found.then) == ["odd BA", "odd AB"]


LEADING = "rejecting sure high > caring"  # 81
SECOND = "rejecting leaning high > caring"  # 67.5


def test_the_second_topic_comes_from_the_other_direction_if_it_weighs_half_as_much() -> None:
    other = "rejecting sure high > strain"  # 50.625
    found = compare_round([a_cue("one", LEADING), a_cue("two", SECOND), a_cue("three", ba=other)])
    assert names(found.start_here, *found.then) == ["one AB", "three BA", "two AB"]


def test_exactly_half_is_enough() -> None:
    leading, other = "rejecting sure mid > caring", "us_mild sure mid > strain"  # 58.5, 29.25
    found = compare_round([a_cue("one", leading), a_cue("two", leading), a_cue("three", ba=other)])
    assert names(found.start_here, *found.then) == ["one AB", "three BA", "two AB"]


def test_less_than_half_is_not_enough() -> None:
    other = "rejecting sure mid > strain"  # 36.5625
    found = compare_round([a_cue("one", LEADING), a_cue("two", SECOND), a_cue("three", ba=other)])
    assert names(found.start_here, *found.then) == ["one AB", "two AB", "three BA"]


def test_the_other_direction_has_its_turn_only_with_the_same_kind() -> None:
    harmless = "strain sure high > caring"  # 50.625, but harmless
    found = compare_round([a_cue("one", LEADING), a_cue("two", SECOND), a_cue("three", ba=harmless)])
    assert names(found.start_here, *found.then) == ["one AB", "two AB", "three BA"]


def test_no_more_than_two_follow_the_first() -> None:
    found = compare_round([a_cue(name, ABOUT_US) for name in ("one", "two", "three", "four", "five")])
    assert names(*found.then) == ["two AB", "three AB"]
    assert opened(found) == ["one AB", "two AB", "three AB", "four AB", "five AB"]


def test_only_the_weightiest_tender_topic_is_opened_and_it_is_folded() -> None:
    heavy = "caring > rejecting"
    found = compare_round([a_cue("one", TENDER), a_cue("two", heavy), a_cue("three", TENDER, ALIKE)])
    assert names(found.when_ready) == ["two AB"]
    assert opened(found) == ["three BA", "two AB"]
    assert names(*found.cards) == ["three BA"]
    assert names(*found.rest) == ["one AB", "three AB"]


def test_without_a_difference_it_begins_with_what_is_shared() -> None:
    found = compare_round([a_cue("one", TENDER), a_cue("two", ALIKE)])
    assert found.start_here is None and found.then == ()
    assert opened(found) == ["two AB", "one AB"]


def test_opened_fills_up_with_other_differences_and_then_with_what_is_alike() -> None:
    cues = [
        a_cue("one", ALIKE, HARMLESS),
        a_cue("two", ALIKE, HARMLESS),
        a_cue("three", HARMLESS, TENDER),
        a_cue("four", HARMLESS, ALIKE),
        a_cue("five"),
    ]
    assert opened(compare_round(cues)) == [
        "one AB",  # shared first
        "one BA",  # start here
        "three AB",  # then: the other direction has its turn
        "two BA",
        "three BA",  # when ready
        "four AB",  # the other differences
        "two AB",  # the others alike
        "four BA",
    ]


def test_two_directions_of_a_full_round_stay_closed() -> None:
    found = compare_round([a_cue(name, ALIKE, HARMLESS) for name in ("one", "two", "three")])
    assert opened(found) == ["one AB", "one BA", "two BA", "three BA"]
    assert names(*found.rest) == ["two AB", "three AB"]


def test_topics_name_opened_directions_only() -> None:
    found = compare_round([a_cue("one", ALIKE, ABOUT_US), a_cue("two", TENDER, ABOUT_US)])
    assert opened(found) == ["one AB", "one BA"]
    assert names(found.shared_first, found.start_here) == ["one AB", "one BA"]
    assert found.then == () and found.when_ready is None
    assert names(*found.rest) == ["two BA", "two AB"]


def test_a_single_cue_opens_both_of_its_directions() -> None:
    found = compare_round([a_cue("one", ABOUT_US, HARMLESS)])
    assert opened(found) == ["one AB", "one BA"] and found.rest == ()


def test_opened_and_the_rest_are_every_direction_that_both_shared() -> None:
    found = compare_round(
        [a_cue("one", ALIKE, TENDER), a_cue("two", ABOUT_US), a_cue("three", TENDER, ALIKE)]
    )
    assert sorted(opened(found) + names(*found.rest)) == [
        "one AB",
        "one BA",
        "three AB",
        "three BA",
        "two AB",
    ]


def test_nothing_shared_opens_nothing() -> None:
    for cues in ([], [a_cue("one")], [a_cue("one"), a_cue("two")]):
        found = compare_round(cues)
        assert found.opened == found.cards == found.rest == ()
        assert found.shared_first is found.start_here is found.when_ready is None


def test_a_topic_knows_who_reads_and_who_acts() -> None:
    (topic,) = compare_round([a_cue("one", ba=ALIKE)]).opened
    assert (topic.reader, topic.actor) == (positions.SECOND, positions.FIRST)
