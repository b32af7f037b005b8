"""The ring: found in what both shared, the same whoever sits where, and never from less than all of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from couples.positions import FIRST, SECOND, Position, other
from exercises.comparison.ring import Given, Half, Ring, RingRule, Shared, find
from exercises.content.kinds.next_move import MOVES
from tests.support.examples import examples

DINNER, ALONE, PHONE, SHARP = "quiet-at-dinner", "needs-time-alone", "phone-while-talking", "comes-home-sharp"
CUES = (DINNER, ALONE, PHONE, SHARP)
RULE = RingRule(
    leads_to={
        "go quiet too": DINNER, "wait and see": DINNER, "pull away": ALONE,
        "do something else for a while": PHONE, "be sharp": SHARP,
    },
    low=frozenset(CUES),
    never_with=("check up on them", "test them", "give in to keep the peace"),
    up_to=1,
)  # fmt: skip

GENTLE = Given(0, "ask gently")  # a thought and a move that lead nowhere
NOT_WITH_US = Given(None)


def moments(a: dict[str, Given | None], b: dict[str, Given | None]) -> list[Shared]:
    """What both shared; a moment that is not named was read gently."""
    return [Shared(cue, a.get(cue, GENTLE), b.get(cue, GENTLE)) for cue in CUES]


def swapped(both: list[Shared]) -> list[Shared]:
    return [Shared(each.cue, each.second, each.first) for each in both]


# ---- found --------------------------------------------------------------------------------------------


def test_two_moves_that_lead_into_each_other_are_a_ring() -> None:
    both = moments({DINNER: Given(1, "pull away")}, {ALONE: Given(1, "go quiet too")})
    assert find(both, RULE, FIRST) == Ring(
        first=Half(DINNER, "pull away"), second=Half(ALONE, "go quiet too")
    )


def test_the_same_moment_on_both_sides_is_one_too() -> None:
    quiet = {DINNER: Given(0, "go quiet too")}
    assert find(moments(quiet, quiet), RULE, SECOND) == Ring(
        Half(DINNER, "go quiet too"), Half(DINNER, "go quiet too")
    )


def test_a_move_that_leads_on_to_a_third_moment_closes_nothing() -> None:
    a = {DINNER: Given(1, "pull away"), SHARP: Given(1, "go quiet too")}
    b = {ALONE: Given(1, "be sharp"), PHONE: Given(1, "go quiet too")}
    assert find(moments(a, b), RULE, FIRST) is None


def test_what_does_not_come_up_takes_no_part_and_hinders_nothing() -> None:
    a = {DINNER: Given(1, "pull away"), PHONE: NOT_WITH_US}
    b = {ALONE: Given(1, "go quiet too"), SHARP: NOT_WITH_US}
    assert find(moments(a, b), RULE, FIRST) is not None
    assert find(moments({**a, DINNER: NOT_WITH_US}, b), RULE, FIRST) is None
    assert find(moments({**a, DINNER: Given(None, "pull away")}, b), RULE, FIRST) is None


@pytest.mark.parametrize("t, there", [(-2, True), (0, True), (1, True), (2, False)])
def test_no_thought_in_it_is_darker_than_about_us_mild(t: int, there: bool) -> None:
    both = moments({DINNER: Given(t, "pull away")}, {ALONE: Given(-1, "go quiet too")})
    assert (find(both, RULE, FIRST) is not None) is there
    assert (find(swapped(both), RULE, FIRST) is not None) is there


@pytest.mark.parametrize("move", RULE.never_with)
def test_checking_testing_and_giving_in_are_in_no_ring(move: str) -> None:
    anyway = replace(RULE, leads_to={**RULE.leads_to, move: ALONE})
    both = moments({DINNER: Given(1, move)}, {ALONE: Given(1, "go quiet too")})
    assert find(both, replace(anyway, never_with=()), FIRST) is not None
    assert find(both, anyway, FIRST) is None


def test_only_low_moments_are_in_one() -> None:
    both = moments({DINNER: Given(1, "pull away")}, {ALONE: Given(1, "go quiet too")})
    for cue in (DINNER, ALONE):
        assert find(both, replace(RULE, low=frozenset(CUES) - {cue}), FIRST) is None
    assert find(both, replace(RULE, low=frozenset({DINNER, ALONE})), FIRST) is not None


# ---- chosen -------------------------------------------------------------------------------------------


def test_of_two_rings_the_darkest_is_shown() -> None:
    quiet, away = Given(-1, "go quiet too"), Given(1, "do something else for a while")
    both = moments({DINNER: quiet, PHONE: away}, {DINNER: quiet, PHONE: away})
    assert find(both, RULE, FIRST) == Ring(Half(PHONE, away.move), Half(PHONE, away.move))


def test_of_two_as_dark_the_one_with_the_darker_thought_then_the_one_asked_first() -> None:
    def loop(t: int, move: str) -> Given:
        return Given(t, move)

    both = moments(
        {DINNER: loop(0, "go quiet too"), SHARP: loop(1, "be sharp")},
        {DINNER: loop(0, "go quiet too"), SHARP: loop(-1, "be sharp")},
    )
    assert find(both, RULE, FIRST) == Ring(Half(SHARP, "be sharp"), Half(SHARP, "be sharp"))
    alike = {DINNER: loop(0, "go quiet too"), SHARP: loop(0, "be sharp")}
    assert find(moments(alike, alike), RULE, SECOND) == Ring(
        Half(DINNER, "go quiet too"), Half(DINNER, "go quiet too")
    )


def test_of_two_mirror_images_it_is_the_one_in_which_who_begins_reads_the_earlier_moment() -> None:
    both = {DINNER: Given(1, "pull away"), ALONE: Given(1, "go quiet too")}
    by_a = find(moments(both, both), RULE, FIRST)
    by_b = find(moments(both, both), RULE, SECOND)
    assert by_a == Ring(Half(DINNER, "pull away"), Half(ALONE, "go quiet too"))
    assert by_b == Ring(Half(ALONE, "go quiet too"), Half(DINNER, "pull away"))


# ---- for whatever two people share --------------------------------------------------------------------

MANY = settings(
    max_examples=examples(2_000, long=10_000),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)
# Each is one choice, so that ten thousand take seconds. Moves that lead somewhere come more often than in
# life, so that there is a ring in a good part of the couples.
ANSWERS = [
    *(Given(t, move) for move in MOVES for t in (-2, -1, 0, 1, 2)),
    *(Given(t, move) for move in RULE.leads_to for t in (-1, 0, 1) for _ in range(6)),
    *(Given(None, move) for move in ("", "", "go quiet too")),
]
PICKS = st.tuples(*[st.sampled_from(ANSWERS)] * 8)
BEGINS: st.SearchStrategy[Position] = st.sampled_from((FIRST, SECOND))
LOW = st.sampled_from([frozenset(CUES)] * 4 + [frozenset(CUES) - {cue} for cue in CUES])


def of(picks: tuple[Given, ...]) -> list[Shared]:
    return [Shared(cue, a, b) for cue, a, b in zip(CUES, picks[:4], picks[4:], strict=True)]


def all_rings(both: list[Shared], rule: RingRule) -> set[Ring]:
    """Every ring there is, found by trying all pairs of moments and reading the rules one by one."""
    found = set()
    for x in both:
        for y in both:
            if x.first is None or y.second is None or x.first.t is None or y.second.t is None:
                continue
            closes = rule.leads_to.get(x.first.move) == y.cue and rule.leads_to.get(y.second.move) == x.cue
            bearable = max(x.first.t, y.second.t) <= rule.up_to and {x.cue, y.cue} <= set(rule.low)
            if closes and bearable and not {x.first.move, y.second.move} & set(rule.never_with):
                found.add(Ring(Half(x.cue, x.first.move), Half(y.cue, y.second.move)))
    return found


@MANY
@given(PICKS, BEGINS, LOW, st.integers(0, 15))
def test_thousands_of_couples(
    picks: tuple[Given, ...], begins: Position, low: frozenset[str], keeps: int
) -> None:
    """A ring only from shared low picks, turned round under a swap, and gone with one kept answer."""
    rule, both = replace(RULE, low=low), of(picks)
    ring, possible = find(both, rule, begins), all_rings(both, rule)
    assert (ring is not None) is bool(possible)
    assert ring is None or ring in possible

    turned = find(swapped(both), rule, other(begins))
    assert turned == (None if ring is None else Ring(first=ring.second, second=ring.first))

    # One of the two keeps one answer, or only what they would do then.
    at, first, all_of_it = keeps % 4, keeps < 8, keeps % 8 < 4
    kept = both[at].first if first else both[at].second
    assert kept is not None
    less = None if all_of_it or kept.t is None else Given(kept.t)
    both[at] = replace(both[at], first=less) if first else replace(both[at], second=less)
    assert find(both, rule, begins) is None


def test_among_them_are_many_with_a_ring_and_many_without() -> None:
    """So the ten thousand say something: neither answer is rare among them."""
    rings = {True: 0, False: 0}

    @settings(max_examples=400, deadline=None, database=None, derandomize=True)
    @given(PICKS)
    def look(picks: tuple[Given, ...]) -> None:
        rings[find(of(picks), RULE, FIRST) is not None] += 1

    look()
    assert min(rings.values()) > 60, rings
