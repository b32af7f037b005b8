"""What is suggested next: the core first, then something light from another part, nothing that presses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.language import wording_lint
from exercises.library import SHIPPED, Exercise, load
from exercises.library.next_exercise import Done, Suggestion, suggest

TODAY = date(2026, 11, 24)
CORE, PACT, WEATHER, FRIEND = "two-sides-of-a-cue", "if-then-pact", "weather-check", "friend-at-the-table"
GATED = {"who-decides", "under-the-grip", "yes-i-didnt-mean", "closer-moments"}
DEEP = "then-and-now"

SHIPPED_ONES: Mapping[str, Exercise] = load(SHIPPED).exercises
OFFERED = [slug for slug, each in SHIPPED_ONES.items() if each.listed and not each.gate]


def did(*slugs: str, days_ago: int = 1, compared: int = 3) -> list[Done]:
    """These, one a day, the last one so many days ago; the core with so many moments compared."""
    first = TODAY - timedelta(days=days_ago + len(slugs) - 1)
    return [
        Done(slug, first + timedelta(days=at), compared if slug == CORE else 0)
        for at, slug in enumerate(slugs)
    ]


def next_after(*slugs: str, days_ago: int = 1, compared: int = 3) -> Suggestion:
    found = suggest(did(*slugs, days_ago=days_ago, compared=compared), SHIPPED_ONES, TODAY)
    assert found is not None
    return found


# ---- the first ones -----------------------------------------------------------------------------------


def test_two_people_begin_with_the_core() -> None:
    found = suggest([], SHIPPED_ONES, TODAY)
    assert found == Suggestion(
        CORE, "The two of you can begin here: three everyday moments, each seen from both sides."
    )


def test_while_the_core_is_under_way_nothing_is_suggested_beside_it() -> None:
    assert suggest([], SHIPPED_ONES, TODAY, under_way={CORE}) is None


def test_after_the_core_with_cards_comes_the_pact() -> None:
    assert next_after(CORE) == Suggestion(
        PACT,
        "You compared three moments. Decide together what you’d like to do the next time one of them comes.",
    )


@pytest.mark.parametrize(
    "compared, begins",
    [(1, "You compared a moment."), (6, "You compared six moments."), (16, "You compared 16 moments.")],
)
def test_the_reason_counts_what_was_compared(compared: int, begins: str) -> None:
    assert next_after(CORE, compared=compared).reason.startswith(begins)


def test_after_the_core_without_cards_comes_something_light_from_another_part() -> None:
    assert next_after(CORE, compared=0) == Suggestion(
        "good-news", "After “What I read, what you mean”, something light from another part: growing closer."
    )


def test_the_pact_is_not_suggested_to_two_who_have_compared_nothing() -> None:
    everything_else = [slug for slug in OFFERED if slug != PACT]
    found = suggest([Done(slug, TODAY) for slug in everything_else], SHIPPED_ONES, TODAY)
    assert found is not None and found.slug != PACT


def test_a_pact_that_is_made_is_not_suggested_again_after_the_next_moments() -> None:
    assert next_after(CORE, PACT, CORE).slug != PACT


# ---- the way through ----------------------------------------------------------------------------------


def test_nothing_comes_twice_until_all_have_been_there() -> None:
    done: list[Done] = []
    order: list[str] = []
    for _ in OFFERED:
        found = suggest(done, SHIPPED_ONES, TODAY)
        assert found is not None
        order.append(found.slug)
        done.append(Done(found.slug, TODAY, 3 if found.slug == CORE else 0))
    assert sorted(order) == sorted(OFFERED)
    closeness = [["light", "some", "deep"].index(SHIPPED_ONES[slug].tender) for slug in order]
    assert closeness == sorted(closeness), "the lightest first"


def test_of_two_that_go_as_close_the_one_from_another_part_comes_first() -> None:
    for last in ("better-by-one", "chosen-for", "other-stories"):
        found = next_after(CORE, PACT, last)
        assert SHIPPED_ONES[found.slug].section != SHIPPED_ONES[last].section


def test_what_stays_in_the_same_part_says_so() -> None:
    light = [slug for slug in OFFERED if SHIPPED_ONES[slug].tender == "light"]
    trust = [slug for slug in light if SHIPPED_ONES[slug].section == "trust"]
    others = [slug for slug in light if slug not in trust]
    found = next_after(*others, *trust[:-1], compared=0)
    assert found.slug == trust[-1]
    assert found.reason.endswith("something light of the same kind.")


def test_what_goes_deep_waits_until_two_others_are_done() -> None:
    deep = SHIPPED_ONES[DEEP]
    few = {CORE: SHIPPED_ONES[CORE], DEEP: deep}
    assert suggest(did(CORE), few, TODAY) is None
    found = suggest(did(CORE, "good-news"), few, TODAY)
    assert found == Suggestion(DEEP, "Something that goes closer.")


@given(st.lists(st.sampled_from(sorted(SHIPPED_ONES)), max_size=30), st.integers(0, 400))
def test_whatever_two_have_done_nothing_is_suggested_that_presses(slugs: list[str], days_ago: int) -> None:
    done = did(*slugs, days_ago=days_ago)
    found = suggest(done, SHIPPED_ONES, TODAY)
    if found is None:
        return
    assert found.slug not in GATED, "the safety page is chosen, never offered"
    assert not slugs or found.slug != slugs[-1], "never the same again at once"
    others = set(slugs) - {found.slug}
    if found.slug in (DEEP, WEATHER):
        assert len(others) >= 2
    for each in done:
        if each.slug == found.slug:
            assert (TODAY - each.day).days >= SHIPPED_ONES[found.slug].repeat_days
            assert found.slug != WEATHER or (TODAY - each.day).days >= 14
    assert wording_lint.found_in(found.reason) == () and not set(found.reason) & set("'\"!{}")


def test_what_is_under_way_is_there_to_be_picked_up_and_not_suggested() -> None:
    found = suggest(did(CORE), SHIPPED_ONES, TODAY, under_way={PACT})
    assert found is not None and found.slug != PACT


# ---- the second time ----------------------------------------------------------------------------------


def test_when_all_are_done_the_one_longest_ago_comes_again() -> None:
    found = next_after(*sorted(OFFERED, key=lambda slug: slug != "small-asks"))
    assert found == Suggestion(
        "small-asks", "Of all that you have done, this was longest ago. It may look different today."
    )


def test_an_exercise_with_a_pause_comes_again_after_it() -> None:
    in_order = sorted(OFFERED, key=lambda slug: slug != FRIEND)
    assert next_after(*in_order, days_ago=120 - len(in_order)).slug != FRIEND
    assert next_after(*in_order, days_ago=120).slug == FRIEND


def test_a_look_at_how_things_are_never_comes_first_and_again_after_two_weeks() -> None:
    assert next_after("good-news").slug != WEATHER
    found = next_after(CORE, PACT, "one-moment")
    assert found == Suggestion(
        WEATHER, "A short look at how things are. Each of you sees only your own answers."
    )
    in_order = sorted(OFFERED, key=lambda slug: slug != WEATHER)
    recent = [Done(slug, TODAY - timedelta(days=13)) for slug in in_order]
    again = [Done(slug, TODAY - timedelta(days=14)) for slug in in_order]
    assert (found := suggest(recent, SHIPPED_ONES, TODAY)) is not None and found.slug == in_order[1]
    assert (found := suggest(again, SHIPPED_ONES, TODAY)) is not None and found.slug == WEATHER


def test_where_there_is_only_one_exercise_it_is_not_suggested_twice() -> None:
    assert suggest(did(CORE), {CORE: SHIPPED_ONES[CORE]}, TODAY) is None


def test_what_is_no_longer_in_the_library_still_counts_as_done() -> None:
    found = next_after("a-deck-of-somebodys", CORE, WEATHER, "another-one", compared=0)
    assert found == Suggestion("one-moment", "Something light.")
