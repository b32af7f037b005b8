"""What holds for whatever two people answer."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from exercises.comparison import RoundComparison, Topic, compare_round
from exercises.comparison.opened import DIRS
from exercises.comparison.raw import compare_recorded, parse
from tests.support.examples import examples

# A busy machine is no reason to fail: nothing here is about time.
unhurried = settings(
    max_examples=examples(25, long=60), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)

Cue = dict[str, Any]
SWAPPED = {"AB": "BA", "BA": "AB"}
CATEGORIES = ("external", "strain", "caring", "us_mild", "rejecting")


@st.composite
def picks(draw: st.DrawFn, threats: dict[str, int]) -> dict[str, Any]:
    pick = draw(st.sampled_from((*CATEGORIES, "other", "na", "pass")))
    share = {"share": draw(st.sampled_from((True, True, True, False)))}
    if pick in ("na", "pass"):
        return {"pick": pick, **share}
    if pick == "other":
        t, cat = draw(st.integers(-2, 2)), draw(st.sampled_from(CATEGORIES))
        return {"pick": pick, "t": t, "cat": cat, **share}
    return {"pick": pick, "t": threats[pick], "cat": pick, **share}


@st.composite
def people(draw: st.DrawFn, threats: dict[str, int]) -> dict[str, Any]:
    felt = {
        "cert": draw(st.none() | st.integers(0, 100)),
        "next": draw(st.sampled_from((None, "connect", "neutral", "protect"))),
        "matter": draw(st.none() | st.integers(0, 3)),
    }
    said = {
        "r": {**draw(picks(threats)), **felt},
        "s": draw(picks(threats)),
        "p": draw(picks(threats)),
    }
    return {part: answer for part, answer in said.items() if draw(st.sampled_from((True, True, True, False)))}


@st.composite
def rounds(draw: st.DrawFn, least: int = 0) -> list[Cue]:
    cues = []
    for number in range(draw(st.integers(least, 4))):
        harmless = draw(st.permutations((-2, -1, 0)))
        threats = dict(zip(CATEGORIES, (*harmless, 1, 2), strict=True))
        cues.append({"id": f"cue-{number}", "A": draw(people(threats)), "B": draw(people(threats))})
    return cues


def compared(cues: list[Cue]) -> RoundComparison:
    return compare_round([each.offers() for each in parse(cues)])


def candidates(comparison: RoundComparison) -> set[tuple[str, str]]:
    """Every direction that could become a topic to talk about."""
    both_shared = (*comparison.opened, *comparison.rest)
    return {(topic.cue, topic.dir) for topic in both_shared if topic.compared.tier}


def without_private(cues: list[Cue]) -> str:
    """All that the two may see together, as text."""
    said = compare_recorded(cues)
    for summary in said["summary"].values():
        del summary["private"]
    return json.dumps(said)


def decided_by_a_tie(comparison: RoundComparison) -> bool:
    for each in comparison.cues:
        ab, ba = each.ab, each.ba
        if ab.status == ba.status == "compared" and (ab.tier, ab.priority) == (ba.tier, ba.priority):
            return True
    return False


def swapped(cues: list[Cue]) -> list[Cue]:
    return [{"id": cue["id"], "A": cue["B"], "B": cue["A"]} for cue in cues]


@unhurried
@given(rounds())
def test_swapping_the_two_swaps_the_directions(cues: list[Cue]) -> None:
    before, after = compared(cues), compared(swapped(cues))
    assert [(each.ab, each.ba) for each in before.cues] == [(each.ba, each.ab) for each in after.cues]
    assert {(cue, SWAPPED[dir]) for cue, dir in candidates(before)} == candidates(after)


@unhurried
@given(rounds())
def test_swapping_the_two_swaps_the_order_where_no_tie_decides(cues: list[Cue]) -> None:
    assume(not decided_by_a_tie(compared(cues)))
    before, after = compare_recorded(cues), compare_recorded(swapped(cues))

    def turned(names: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{"cue": name["cue"], "dir": SWAPPED[name["dir"]]} for name in names]

    assert turned(before["opened"]) == after["opened"]
    assert {name: turned(topics) for name, topics in before["topics"].items()} == after["topics"]
    assert before["summary"]["AB"] == after["summary"]["BA"]
    assert before["summary"]["BA"] == after["summary"]["AB"]


@unhurried
@given(rounds(least=1), st.data())
def test_keeping_one_answer_closes_exactly_its_direction_and_adds_no_topic(
    cues: list[Cue], data: st.DataObject
) -> None:
    given_answers = [(c, who, part) for c, cue in enumerate(cues) for who in "AB" for part in cue[who]]
    assume(given_answers)
    index, who, part = data.draw(st.sampled_from(given_answers))
    kept = copy.deepcopy(cues)
    kept[index][who][part]["share"] = False

    before, after = compared(cues), compared(kept)
    reads_ab = (who, part) in (("A", "r"), ("B", "s"))
    for position, (was, now) in enumerate(zip(before.cues, after.cues, strict=True)):
        for dir in DIRS:
            is_it = position == index and part != "p" and dir == ("AB" if reads_ab else "BA")
            if is_it:
                assert now.to(dir).status == "not_compared"
            else:
                assert now.to(dir) == was.to(dir)
    assert candidates(after) <= candidates(before)


@unhurried
@given(rounds(least=1), st.data())
def test_passed_kept_and_missing_look_identical_to_the_byte(cues: list[Cue], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(cues) - 1))
    who, part = data.draw(st.sampled_from("AB")), data.draw(st.sampled_from("rs"))
    assume(part in cues[index][who])
    kept, passed, missing = (copy.deepcopy(cues) for _ in range(3))
    kept[index][who][part]["share"] = False
    passed[index][who][part] = {"pick": "pass", "share": True}
    del missing[index][who][part]
    assert without_private(kept) == without_private(passed) == without_private(missing)
    assert compared(kept) == compared(passed) == compared(missing)


@unhurried
@given(rounds())
def test_a_guess_changes_nothing_for_the_partner(cues: list[Cue]) -> None:
    guessless = copy.deepcopy(cues)
    for cue in guessless:
        cue["A"].pop("p", None)
    before, after = compare_recorded(cues), compare_recorded(guessless)
    assert without_private(cues) == without_private(guessless)
    assert before["summary"]["BA"] == after["summary"]["BA"]


@unhurried
@given(rounds())
def test_an_about_us_reading_of_a_harmless_meaning_is_where_to_start(cues: list[Cue]) -> None:
    comparison = compared(cues)
    both_shared = (*comparison.opened, *comparison.rest)
    heart = [topic for topic in both_shared if topic.compared.kind == "about_us_or_not"]
    if heart:
        assert comparison.start_here in heart
        assert comparison.start_here in comparison.cards


@unhurried
@given(rounds(least=1))
def test_where_the_two_mean_the_same_somewhere_that_is_the_first_card(cues: list[Cue]) -> None:
    """So the first evening never begins with one dark difference after another."""
    cues[0] = {**cues[0], "A": {"r": {"pick": "strain", "t": 0, "cat": "strain", "share": True}}}
    cues[0]["B"] = {"s": {"pick": "strain", "t": 0, "cat": "strain", "share": True}}
    assert compared(cues).cards[0].compared.tier == 0


@unhurried
@given(rounds())
def test_opened_stays_within_its_bounds_and_holds_one_tender_topic_at_most(cues: list[Cue]) -> None:
    comparison = compared(cues)
    opened, rest = list(comparison.opened), list(comparison.rest)
    assert len(opened) <= max(2 * len(cues) - 2, 2)
    tender = [topic for topic in opened if topic.compared.tier == 2]
    assert tender == ([comparison.when_ready] if comparison.when_ready else [])
    topics: list[Topic | None] = [
        comparison.shared_first,
        comparison.start_here,
        *comparison.then,
        comparison.when_ready,
    ]
    named = [topic for topic in topics if topic]
    assert named == opened[: len(named)]
    names = [(topic.cue, topic.dir) for topic in opened + rest]
    assert len(set(names)) == len(names)
    shared = {
        (each.cue, dir) for each in comparison.cues for dir in DIRS if each.to(dir).status == "compared"
    }
    assert set(names) == shared
