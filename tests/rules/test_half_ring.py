"""In place of a ring: half of one, or two first thoughts, from what both showed and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from couples.positions import FIRST, SECOND, Position
from exercises.comparison.half_ring import HalfRing, TwoThoughts, instead
from exercises.comparison.ring import Given, Half, Ring, RingRule, Shared, find
from exercises.content.kinds.next_move import MOVES
from exercises.library import SHIPPED, load
from tests.support.examples import examples

LOOP = load(SHIPPED).exercises["the-loop"]
CUES = LOOP.rounds[0].named
DINNER, ALONE, PHONE, UNANSWERED, MOOD = CUES
assert LOOP.ring is not None
RULE = RingRule(
    leads_to=LOOP.ring.leads_to,
    low=frozenset(CUES),
    never_with=LOOP.ring.never_with,
    up_to=LOOP.ring.only_threat_up_to,
)
NOT_WITH_US = Given(None)
Answers = dict[str, Given | None]


def moments(a: Answers, b: Answers) -> list[Shared]:
    """What both shared; a moment that is not named doesn't come up with them."""
    return [Shared(cue, a.get(cue, NOT_WITH_US), b.get(cue, NOT_WITH_US)) for cue in CUES]


AWAY, QUIET = Given(1, "pull away"), Given(1, "go quiet too")
GENTLE = Given(1, "ask gently")


# ---- half of a ring -----------------------------------------------------------------------------------


def test_what_one_would_do_stands_beside_what_the_other_reads_into_it() -> None:
    found = instead(moments({DINNER: AWAY}, {ALONE: GENTLE}), RULE, FIRST)
    assert found == HalfRing(FIRST, Half(DINNER, "pull away"), ALONE)
    turned = instead(moments({ALONE: GENTLE}, {DINNER: AWAY}), RULE, SECOND)
    assert turned == HalfRing(SECOND, Half(DINNER, "pull away"), ALONE)


def test_of_several_the_darkest_is_shown_then_the_one_asked_first_then_that_of_who_begins() -> None:
    a: Answers = {DINNER: Given(0, "pull away"), ALONE: GENTLE, PHONE: Given(1, "pull away")}
    assert instead(moments(a, {ALONE: GENTLE}), RULE, SECOND) == HalfRing(
        FIRST, Half(PHONE, "pull away"), ALONE
    )
    both: Answers = {DINNER: AWAY, ALONE: GENTLE}
    for begins in (FIRST, SECOND):
        found = instead(moments(both, both), RULE, begins)
        assert found == HalfRing(begins, Half(DINNER, "pull away"), ALONE)


@pytest.mark.parametrize("move", RULE.never_with)
def test_checking_testing_and_giving_in_are_in_no_half(move: str) -> None:
    led = replace(RULE, leads_to={**RULE.leads_to, move: ALONE})
    both = moments({DINNER: Given(1, move)}, {ALONE: GENTLE})
    assert isinstance(instead(both, replace(led, never_with=()), FIRST), HalfRing)
    assert not isinstance(instead(both, led, FIRST), HalfRing)


@pytest.mark.parametrize("hurt", [0, 1])
def test_no_thought_in_it_is_darker_than_about_us_mild(hurt: int) -> None:
    t = [1, 1]
    both = moments({DINNER: Given(t[0], "pull away")}, {ALONE: Given(t[1])})
    assert isinstance(instead(both, RULE, FIRST), HalfRing)
    t[hurt] = 2
    both = moments({DINNER: Given(t[0], "pull away")}, {ALONE: Given(t[1])})
    assert instead(both, RULE, FIRST) is None


def test_only_low_moments_are_in_one() -> None:
    both = moments({DINNER: AWAY}, {ALONE: GENTLE})
    for cue in (DINNER, ALONE):
        assert instead(both, replace(RULE, low=frozenset(CUES) - {cue}), FIRST) is None


# ---- two first thoughts -------------------------------------------------------------------------------


def test_else_there_are_two_thoughts_of_the_same_moment_the_darkest() -> None:
    both: Answers = {DINNER: Given(-1, "ask gently"), PHONE: Given(1, "ask gently"), MOOD: GENTLE}
    assert instead(moments(both, both), RULE, FIRST) == TwoThoughts(PHONE, PHONE)


def test_or_else_of_two_moments() -> None:
    found = instead(moments({DINNER: Given(-2)}, {PHONE: Given(-1), MOOD: Given(0)}), RULE, FIRST)
    assert found == TwoThoughts(DINNER, MOOD)
    assert isinstance(found, TwoThoughts) and (found.of(FIRST), found.of(SECOND)) == (DINNER, MOOD)


def test_where_one_showed_no_thought_there_is_nothing() -> None:
    assert instead(moments({}, {PHONE: AWAY, DINNER: QUIET}), RULE, FIRST) is None
    assert instead(moments({PHONE: Given(2, "ask gently")}, {PHONE: AWAY}), RULE, FIRST) is None


# ---- what somebody keeps ------------------------------------------------------------------------------


def test_half_of_a_ring_that_would_close_is_not_shown_to_who_can_tell_that_something_is_missing() -> None:
    closing = moments({DINNER: AWAY}, {ALONE: QUIET})
    assert isinstance(find(closing, RULE, FIRST), Ring)
    alex_keeps = moments({DINNER: AWAY, MOOD: None}, {ALONE: QUIET})
    sam_begins = HalfRing(SECOND, Half(ALONE, "go quiet too"), DINNER)
    assert find(alex_keeps, RULE, FIRST) is None
    assert instead(alex_keeps, RULE, FIRST) == sam_begins, "Sam can’t know what Alex would do then"
    open_ended = moments({DINNER: GENTLE}, {ALONE: QUIET})
    assert instead(open_ended, RULE, FIRST) == sam_begins, "so it may well be this"
    both_keep = moments({DINNER: AWAY, MOOD: None}, {ALONE: QUIET, MOOD: None})
    assert instead(both_keep, RULE, FIRST) == HalfRing(FIRST, Half(DINNER, "pull away"), ALONE)


def without(given: Given | None, random: Random) -> Given | None:
    """This answer, now and then kept, or without what they would do then."""
    return random.choice([given, given, None, Given(given.t) if given is not None else None])


def seen(both: list[Shared], begins: Position) -> tuple[object, ...]:
    """What is shown of these: the moments, and how dark the thoughts are that stand there."""
    found = find(both, RULE, begins) or instead(both, RULE, begins)
    by_cue = {each.cue: each for each in both}

    def t(cue: str, position: Position) -> int | None:
        given = by_cue[cue].of(position)
        return given.t if given is not None else None

    match found:
        case HalfRing():
            return (
                found,
                t(found.half.cue, found.starts),
                t(found.then, SECOND if found.starts == FIRST else FIRST),
            )
        case TwoThoughts():
            return found, t(found.first, FIRST), t(found.second, SECOND)
    return (found,)


def shared_instead(a: list[Given | None], b: list[Given | None]) -> list[list[Given | None]]:
    """Two ways in which Alex may have shared all of it: what is kept doesn't come up, or leads nowhere."""
    full = [NOT_WITH_US if each is None else replace(each, move=each.move or "ask gently") for each in a]
    theirs = dict(zip(CUES, b, strict=True))

    def leads(given: Given | None) -> str:
        plain = given is not None and given.t is not None and given.t <= RULE.up_to
        return RULE.leads_to.get(given.move, "") if given is not None and plain else ""

    def closes(cue: str, given: Given) -> bool:
        return bool(leads(given)) and leads(theirs[leads(given)]) == cue

    open_ended = [
        replace(each, move="ask gently") if closes(cue, each) else each
        for cue, each in zip(CUES, full, strict=True)
    ]
    return [[*full], [*open_ended]]


def test_whatever_is_shown_could_be_shown_of_somebody_who_kept_nothing() -> None:
    """Of any two, whatever they keep: there are answers, all of them shared, that show the same."""
    random = Random(7)
    answers = [Given(None), *(Given(t, move) for t in (-1, 0, 1, 1, 2) for move in (*RULE.leads_to, *MOVES))]
    kinds: set[type[object]] = set()
    for _ in range(examples(3_000, long=60_000)):
        a: list[Given | None] = [without(random.choice(answers), random) for _ in CUES]
        b: list[Given | None] = [random.choice(answers) for _ in CUES]
        if random.random() < 0.4:
            b = [without(each, random) for each in b]
        begins = random.choice((FIRST, SECOND))

        def together(first: list[Given | None], second: list[Given | None] = b) -> list[Shared]:
            return [Shared(*each) for each in zip(CUES, first, second, strict=True)]

        shown = seen(together(a), begins)
        kinds.add(type(shown[0]))
        assert shown in [seen(together(full), begins) for full in shared_instead(a, b)], (a, b)
    assert {HalfRing, TwoThoughts, type(None)} <= kinds


# ---- it always gives something ------------------------------------------------------------------------


def test_of_thousands_who_share_everything_fewer_than_two_in_a_hundred_end_without_anything() -> None:
    random, ends = Random(11), {Ring: 0, HalfRing: 0, TwoThoughts: 0, type(None): 0}
    couples = examples(1_000, long=10_000)

    def given() -> Given:
        t = random.choice((-2, -1, 0, 1, 2, None))  # each as often, and that it doesn't come up
        return Given(t, random.choice([*MOVES]))

    for _ in range(couples):
        both = [Shared(cue, given(), given()) for cue in CUES]
        ends[type(find(both, RULE, FIRST) or instead(both, RULE, FIRST))] += 1
    assert ends[type(None)] < couples * 0.02, ends
    assert min(ends.values()) > 0, "and each of the ends comes"


def test_two_of_its_moments_are_known_to_two_who_do_not_live_together() -> None:
    assert {"read-no-reply", "in-a-bad-mood"} <= set(CUES)
    assert {"read-no-reply", "in-a-bad-mood"} <= set(RULE.leads_to.values())
