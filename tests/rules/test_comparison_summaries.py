"""What of a comparison belongs to its owner alone."""

from __future__ import annotations

import pytest

from exercises.comparison import (
    CueOffers,
    Guess,
    Meaning,
    Offered,
    Offers,
    Own,
    Private,
    Reading,
    compare_round,
    gaps,
    lean,
    private,
)
from exercises.comparison.summaries import Guessed, OnCue

THREATS = {"caring": -2, "external": -1, "strain": 0, "us_mild": 1, "rejecting": 2}


def own(cue: str = "dinner", r: str = "", s: str = "", p: str = "", share: bool = True) -> Own:
    return Own(
        cue,
        Reading(r, THREATS.get(r), r, share=share) if r else None,
        Meaning(s, THREATS.get(s), s, share=share) if s else None,
        Guess(p, THREATS.get(p), p) if p else None,
    )


def means(pick: str) -> Offered:
    return Offered(pick, THREATS[pick], pick)


def of(mine: Own, theirs: Offered | None, opened: bool = True) -> Private:
    return private([mine], {mine.cue: theirs}, {mine.cue} if opened else set())


def test_a_guess_that_the_partner_says_too_is_a_hit() -> None:
    found = of(own(p="strain"), means("strain"))
    assert (found.guesses, found.hits, found.projection) == (1, 1, 0)


def test_a_guess_that_is_my_own_meaning_and_not_theirs_is_projected() -> None:
    assert of(own(p="caring", s="caring"), means("strain")).guessed == (Guessed("dinner", False, True),)


def test_a_guess_that_is_my_own_meaning_and_theirs_too_is_a_hit_and_no_projection() -> None:
    assert of(own(p="caring", s="caring"), means("caring")).guessed == (Guessed("dinner", True, False),)


def test_a_projection_does_not_ask_whether_i_shared_my_meaning() -> None:
    assert of(own(p="caring", s="caring", share=False), means("strain")).projection == 1


def test_a_guess_is_held_against_opened_directions_only() -> None:
    assert of(own(p="strain"), means("strain"), opened=False).guesses == 0
    assert of(own(p="strain"), None).guesses == 0


@pytest.mark.parametrize("theirs", [Offered("other", 0, "strain"), Offered("na")])
def test_own_words_and_what_does_not_come_up_can_be_no_hit(theirs: Offered) -> None:
    assert of(own(p="strain"), theirs).guesses == 0


@pytest.mark.parametrize("guess", [Guess("other", 0, "strain"), Guess("na"), Guess("pass")])
def test_own_words_a_pass_and_na_are_no_guess(guess: Guess) -> None:
    assert of(Own("dinner", guess=guess), means("strain")).guesses == 0


def test_my_first_thought_stands_beside_my_calm_guess_whatever_is_shared_or_opened() -> None:
    mine = own(r="rejecting", p="strain", share=False)
    assert of(mine, None, opened=False).hot_minus_calm == (OnCue("dinner", 2),)


def test_what_i_suspect_in_them_stands_beside_what_i_mean_myself() -> None:
    mine = own(r="rejecting", s="caring", share=False)
    assert of(mine, means("rejecting"), opened=False).double_standard == (OnCue("dinner", 4),)


@pytest.mark.parametrize("pick", ["na", "pass"])
def test_what_was_passed_or_does_not_come_up_stands_beside_nothing(pick: str) -> None:
    found = of(own(r=pick, s="caring", p="caring"), means("caring"))
    assert found.hot_minus_calm == found.double_standard == ()
    assert of(own(r="caring", s=pick), means("caring")).double_standard == ()


def test_the_private_part_keeps_the_order_of_the_cues() -> None:
    mine = [own("two", r="strain", s="caring"), own("one", r="us_mild", s="us_mild")]
    assert private(mine, {}, set()).double_standard == (OnCue("two", 2), OnCue("one", 0))


def a_round() -> tuple[CueOffers, ...]:
    def reads(pick: str) -> Offered:
        return Offered(pick, THREATS[pick], pick, "leaning", "mid")

    return (
        CueOffers("one", Offers(reads("us_mild"), means("strain")), Offers(reads("strain"), means("strain"))),
        CueOffers(
            "two", Offers(reads("strain"), means("caring")), Offers(reads("external"), means("us_mild"))
        ),
    )


def test_gaps_are_those_of_the_person_who_reads() -> None:
    found = compare_round([*a_round(), CueOffers("three", Offers(), Offers())])
    assert sorted(gaps(found.opened, "AB")) == [-1, 1]
    assert sorted(gaps(found.cards, "BA")) == [0, 1]


def test_a_lean_needs_four_opened_gaps() -> None:
    assert lean([2, 2, 2]) is None
    assert lean([2, 2, 2, 2]) == "more_worried"


def test_a_lean_needs_three_gaps_that_are_not_zero() -> None:
    assert lean([4, 4, 0, 0]) is None
    assert lean([4, 4, 1, 0]) == "more_worried"


def test_a_lean_needs_a_mean_of_one() -> None:
    assert lean([1, 1, 1, 0]) is None
    assert lean([1, 1, 1, 1]) == "more_worried"
    assert lean([-1, -1, -1, -1]) == "less_worried"


def test_a_lean_needs_three_of_four_to_point_the_same_way() -> None:
    assert lean([4, 4, 4, -1]) == "more_worried"
    assert lean([4, 4, 4, -1, -1]) is None
    assert lean([-4, -4, -4, 1]) == "less_worried"


def test_nothing_leans_nowhere() -> None:
    assert lean([]) is None
    assert lean([2, -2, 2, -2]) is None
