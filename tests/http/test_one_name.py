"""Two people of one name: whoever reads a sentence knows which of the two says it."""

from __future__ import annotations

import pytest

from couples import seats
from tests.support.couples.paired import Pair, start_together
from tests.support.http.html_page import Page
from tests.support.http.seated import seated

BOTH_SAM = ("Sam", "sam")


@pytest.fixture
def pair(db: None) -> Pair:
    return start_together(*BOTH_SAM)


def page_of(pair: Pair, path: str, who: int = 0) -> Page:
    return seated(pair, pair.both[who]).open(path)


def test_a_card_says_of_each_which_of_the_two_it_is(pair: Pair) -> None:
    pair.come_to("reveal")
    texts = {page_of(pair, f"/s/{pair.code}/", who).text for who in (0, 1)}
    for text in texts:
        assert "Sam ●" in text and "sam ◆" in text
        assert "Sam says" not in text and "sam says" not in text


def test_the_shape_follows_whoever_swaps_it(pair: Pair) -> None:
    seats.swap_shapes(pair.alex, pair.couple_code, swapped=True)
    text = page_of(pair, f"/us/{pair.couple_code}/").text
    assert "Sam ◆" in text and "sam ●" in text


def test_in_its_own_field_a_name_is_what_was_typed(pair: Pair) -> None:
    page = page_of(pair, f"/us/{pair.couple_code}/settings/")
    assert page.by_id("my-name").attributes["value"] == "Sam"


def test_two_names_that_differ_stand_as_they_are(db: None) -> None:
    pair = start_together("Sam", "Samuel")
    (heading,) = page_of(pair, f"/us/{pair.couple_code}/").all("h1")
    assert heading.text == "Sam and Samuel"
