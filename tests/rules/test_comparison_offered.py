"""What of an answer leaves its owner, and in which form."""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

from exercises.comparison import Guess, Meaning, Offered, Reading, Unfit, reduce


def reading(**fields: Any) -> Reading:
    return Reading(**{"pick": "us_mild", "t": 1, "cat": "us_mild", "share": True, **fields})


def meaning(**fields: Any) -> Meaning:
    return Meaning(**{"pick": "strain", "t": 0, "cat": "strain", "share": True, **fields})


def test_a_shared_reading_offers_its_band_and_its_pull() -> None:
    assert reduce(reading(cert=80, matter=3, next="protect")) == Offered(
        "us_mild", 1, "us_mild", "sure", "high"
    )


def test_a_shared_meaning_offers_neither_band_nor_pull() -> None:
    assert reduce(meaning()) == Offered("strain", 0, "strain")


def test_missing_passed_and_kept_are_one_and_the_same() -> None:
    assert reduce(None) is None
    assert reduce(reading(share=False)) is None
    assert reduce(meaning(share=False)) is None
    assert reduce(Reading("pass", share=True)) is None
    assert reduce(Meaning("pass", share=True)) is None
    assert reduce(Reading("na", share=False)) is None


def test_what_does_not_come_up_is_offered_as_that_and_no_more() -> None:
    assert reduce(Reading("na", cert=80, matter=3, share=True)) == Offered("na")
    assert reduce(Meaning("na", share=True)) == Offered("na")


@pytest.mark.parametrize(
    ("cert", "band"),
    [
        (0, "guessing"),
        (20, "guessing"),
        (30, "guessing"),
        (31, "leaning"),
        (None, "leaning"),
        (69, "leaning"),
        (70, "sure"),
        (100, "sure"),
    ],
)
def test_certainty_has_three_bands(cert: int | None, band: str) -> None:
    offered = reduce(reading(cert=cert))
    assert offered and offered.band == band


@pytest.mark.parametrize(
    ("matter", "following", "pull"),
    [
        (0, "protect", "low"),  # .4
        (1, "connect", "low"),  # .42
        (1, None, "mid"),  # .51
        (2, "connect", "mid"),  # .56
        (1, "protect", "mid"),  # .6
        (None, None, "mid"),  # .68
        (3, "connect", "mid"),  # .7
        (2, "protect", "high"),  # .8
        (None, "protect", "high"),  # .8
        (3, "neutral", "high"),  # .85
    ],
)
def test_pull_has_three_steps(matter: int | None, following: str | None, pull: str) -> None:
    offered = reduce(reading(matter=matter, next=following))
    assert offered and offered.pull == pull


def test_an_untouched_tile_counts_like_its_middle() -> None:
    assert reduce(reading()) == reduce(reading(cert=50, matter=2, next="neutral"))


def test_no_pull_gives_away_matter_or_the_next_move() -> None:
    """Each step of the pull has more than one matter and more than one next move behind it."""
    behind: dict[str, set[tuple[int, str]]] = {}
    for matter, following in itertools.product(range(4), ("connect", "neutral", "protect")):
        offered = reduce(reading(matter=matter, next=following))
        assert offered and offered.pull
        behind.setdefault(offered.pull, set()).add((matter, following))
    assert set(behind) == {"low", "mid", "high"}
    for inputs in behind.values():
        assert len({matter for matter, _ in inputs}) > 1
        assert len({following for _, following in inputs}) > 1


def test_neither_certainty_nor_matter_nor_next_move_is_in_what_is_offered() -> None:
    offered = reduce(reading(cert=77, matter=3, next="protect"))
    assert offered and set(offered.to_json()) == {"pick", "t", "cat", "band", "pull"}
    assert "77" not in json.dumps(offered.to_json()) and "protect" not in json.dumps(offered.to_json())


@pytest.mark.parametrize(
    "offered",
    [
        Offered("us_mild", 1, "us_mild", "sure", "high"),
        Offered("other", -2, "external", "guessing", "low"),
        Offered("strain", 0, "strain"),
        Offered("na"),
    ],
)
def test_what_is_offered_survives_json(offered: Offered) -> None:
    assert Offered.from_json(json.loads(json.dumps(offered.to_json()))) == offered


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (None, "offered"),
        ([], "offered"),
        ({}, "pick"),
        ({"pick": ""}, "pick"),
        ({"pick": 3}, "pick"),
        ({"pick": ["strain"]}, "pick"),
        ({"pick": "pass"}, "pick"),
        ({"pick": "strain"}, "t"),
        ({"pick": "strain", "t": True, "cat": "strain"}, "t"),
        ({"pick": "strain", "t": 3, "cat": "strain"}, "t"),
        ({"pick": "strain", "t": 0.0, "cat": "strain"}, "t"),
        ({"pick": "strain", "t": 0}, "cat"),
        ({"pick": "strain", "t": 0, "cat": "moody"}, "cat"),
        ({"pick": "strain", "t": 0, "cat": {}}, "cat"),
        ({"pick": "strain", "t": 0, "cat": "strain", "band": "sure"}, "pull"),
        ({"pick": "strain", "t": 0, "cat": "strain", "pull": "mid"}, "band"),
        ({"pick": "strain", "t": 0, "cat": "strain", "band": "certain", "pull": "mid"}, "band"),
        ({"pick": "strain", "t": 0, "cat": "strain", "band": "sure", "pull": []}, "pull"),
        ({"pick": "strain", "t": 0, "cat": "strain", "matter": 3}, "offered"),
        ({"pick": "na", "t": 0}, "t"),
        ({"pick": "na", "band": "sure"}, "band"),
    ],
)
def test_what_nobody_can_have_offered_is_refused(data: object, field: str) -> None:
    with pytest.raises(Unfit) as refused:
        Offered.from_json(data)
    assert refused.value.field == field
    assert "moody" not in str(refused.value) and "certain" not in str(refused.value)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"t": None}, "t"),
        ({"t": -3}, "t"),
        ({"cat": "other"}, "cat"),
        ({"cert": 101}, "cert"),
        ({"cert": True}, "cert"),
        ({"matter": 4}, "matter"),
        ({"next": "flee"}, "next"),
    ],
)
def test_an_answer_that_nobody_can_give_is_refused(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(Unfit) as refused:
        reading(**fields)
    assert refused.value.field == field


def test_a_guess_says_as_much_as_its_pick() -> None:
    assert Guess("other", -1, "external").threat == -1
    assert Guess("na").threat is None and Guess("pass").threat is None
    with pytest.raises(Unfit):
        Guess("other")
