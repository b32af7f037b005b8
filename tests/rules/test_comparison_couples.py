"""The heart of the product, a thousand times: one of the two takes a harmless moment as being about them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from typing import Any

from exercises.comparison import RoundComparison, Topic, compare_round
from exercises.comparison.raw import parse

COUPLES = 1000
SEED = 20
CATEGORIES = ("external", "strain", "caring", "us_mild", "rejecting")
Answer = dict[str, Any]


@dataclass(frozen=True)
class Couple:
    """One round of two people. hearts: the directions with a reading about us and a harmless meaning.

    They are told from the raw answers alone, without anything of what is under test.
    """

    comparison: RoundComparison
    hearts: frozenset[tuple[str, str]]


@cache
def couples() -> tuple[Couple, ...]:
    chance = random.Random(SEED)
    return tuple(a_couple(chance) for _ in range(COUPLES))


def a_couple(chance: random.Random) -> Couple:
    cues = [a_cue(chance, f"cue-{number}") for number in range(chance.randint(1, 6))]
    taken = chance.choice(cues)
    reader, actor = chance.choice(("AB", "BA"))
    about_us, harmless = chance.choice(("us_mild", "rejecting")), chance.choice(CATEGORIES[:3])
    taken[reader]["r"] = {**felt(chance), "pick": about_us, "cat": about_us, "share": True}
    taken[reader]["r"]["t"] = taken["threats"][about_us]
    taken[actor]["s"] = {"pick": harmless, "t": taken["threats"][harmless], "cat": harmless, "share": True}
    hearts = frozenset((cue["id"], r + s) for cue in cues for r, s in ("AB", "BA") if is_heart(cue, r, s))
    recorded = parse([{name: cue[name] for name in ("id", "A", "B")} for cue in cues])
    return Couple(compare_round([each.offers() for each in recorded]), hearts)


def a_cue(chance: random.Random, name: str) -> dict[str, Any]:
    threats = dict(zip(CATEGORIES, (*chance.sample((-2, -1, 0), 3), 1, 2), strict=True))
    people = {
        who: {"r": {**a_pick(chance, threats), **felt(chance)}, "s": a_pick(chance, threats)} for who in "AB"
    }
    return {"id": name, "threats": threats, **people}


def a_pick(chance: random.Random, threats: dict[str, int]) -> Answer:
    pick = chance.choice((*CATEGORIES, *CATEGORIES, "other", "na", "pass"))
    answer: Answer = {"pick": pick, "share": chance.random() < 0.85}
    if pick in threats:
        answer |= {"t": threats[pick], "cat": pick}
    if pick == "other":
        answer |= {"t": chance.randint(-2, 2), "cat": chance.choice(CATEGORIES)}
    return answer


def felt(chance: random.Random) -> Answer:
    return {
        "cert": chance.choice((None, 20, 50, 80)),
        "next": chance.choice((None, "connect", "neutral", "protect")),
        "matter": chance.choice((None, 0, 1, 2, 3)),
    }


def is_heart(cue: dict[str, Any], reader: str, actor: str) -> bool:
    reading, meaning = cue[reader]["r"], cue[actor]["s"]
    said = reading["share"] and meaning["share"] and "t" in reading and "t" in meaning
    return bool(said and reading["t"] >= 1 and meaning["t"] <= 0)


def name(topic: Topic | None) -> tuple[str, str] | None:
    return (topic.cue, topic.dir) if topic else None


def test_every_one_of_the_thousand_has_such_a_moment() -> None:
    assert len(couples()) == COUPLES
    assert all(couple.hearts for couple in couples())


def test_the_thousand_differ() -> None:
    assert {len(couple.comparison.cues) for couple in couples()} == {1, 2, 3, 4, 5, 6}
    assert {dir for couple in couples() for _, dir in couple.hearts} == {"AB", "BA"}
    assert any(len(couple.hearts) > 1 for couple in couples())
    assert any(couple.comparison.when_ready for couple in couples())
    assert any(couple.comparison.shared_first for couple in couples())
    assert any(couple.comparison.rest for couple in couples())


def test_such_a_moment_is_where_to_start_every_time() -> None:
    for couple in couples():
        assert name(couple.comparison.start_here) in couple.hearts


def test_such_a_moment_is_opened_as_a_card_every_time() -> None:
    opened = 0
    for couple in couples():
        start = couple.comparison.start_here
        assert start and start in couple.comparison.opened and start in couple.comparison.cards
        opened += 1
    assert opened == COUPLES


def test_where_it_is_the_only_such_moment_it_is_that_very_one() -> None:
    only = [couple for couple in couples() if len(couple.hearts) == 1]
    assert len(only) > 100
    for couple in only:
        assert [name(couple.comparison.start_here)] == list(couple.hearts)


def test_the_thousand_would_notice_an_order_by_priority_alone() -> None:
    missed = 0
    for couple in couples():
        both_shared = (*couple.comparison.opened, *couple.comparison.rest)
        differing = [topic for topic in both_shared if topic.compared.tier == 1]
        loudest = max(differing, key=lambda topic: topic.compared.priority)
        missed += name(loudest) not in couple.hearts
    assert missed > 10
