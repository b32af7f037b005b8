"""Where a seat stands and what it may do: the table of stages, row by row."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from couples.infrastructure.refusals import Refused
from couples.positions import Position
from exercises import rules
from exercises.rules import Facts, RoundPlan, Signal, Stage, Where, stage_of
from exercises.rules.words import Reached
from tests.support.rules.spelled import due, may_say, reached, signal

ALEX: Position = 1
SAM: Position = 2
FIRST = RoundPlan("first", ("dinner.receiver", "dinner.sender"))
MORE = RoundPlan("more", ("late.receiver", "late.sender"), further="Three more?")
IN = FIRST.steps
ALL_IN = (*FIRST.steps, *MORE.steps)
BOTH_HERE = frozenset({1, 2})
RELEASED = "alex begin, both preview"
REVEALED = "reveal"
CLOSED = "reveal, card-2, closed"
SECOND_REVEALED = f"{CLOSED}, more/reveal"
SECOND_CLOSED = f"{SECOND_REVEALED}, more/closed"
ENOUGH = f"{RELEASED}, alex enough"


def facts(
    said: str = "alex begin",
    moments: str = "",
    mine: Iterable[str] = (),
    open: bool = True,
    rounds: tuple[RoundPlan, ...] = (FIRST, MORE),
) -> Facts:
    """said: "alex begin, both preview, sam more/preview"; where no round is named it is the first one."""
    return Facts(
        rounds=rounds,
        open=open,
        mine=frozenset(mine),
        said=frozenset(_said(said)),
        milestones=frozenset(_reached(each) for each in moments.split(", ") if each),
    )


def _said(text: str) -> Iterable[Signal]:
    for each in filter(None, text.split(", ")):
        who, word = each.split()
        for position in {"alex": (ALEX,), "sam": (SAM,), "both": (ALEX, SAM)}[who]:
            yield signal(position, *_about(word))


def _about(word: str) -> tuple[str, str]:
    if word in ("begin", "takeaway"):
        return rules.WHOLE, word
    round_id, _, what = word.rpartition("/")
    return round_id or "first", what


def _reached(word: str) -> tuple[str, Reached]:
    round_id, what = _about(word)
    return round_id, reached(what)


# ---- the table, one row after the other -----------------------------------------------------------


@pytest.mark.parametrize(
    "known, stage, plan",
    [
        (facts(open=False), Stage.ENDED, None),
        (facts(RELEASED, CLOSED, IN, open=False), Stage.ENDED, None),
        (facts(""), Stage.LOBBY, None),
        (facts("sam preview"), Stage.LOBBY, None),
        (facts(), Stage.STEP, FIRST),
        (facts(mine=IN[:1]), Stage.STEP, FIRST),
        (facts("alex begin, sam preview"), Stage.STEP, FIRST),
        (facts(mine=IN), Stage.PREVIEW, FIRST),
        (facts("alex begin, alex apart, sam preview", mine=IN), Stage.PREVIEW, FIRST),
        (facts("alex begin, alex preview", mine=IN), Stage.WAITING, FIRST),
        (facts(RELEASED, mine=IN), Stage.WAITING, FIRST),
        (facts(RELEASED, REVEALED, IN), Stage.REVEAL, FIRST),
        (facts(RELEASED, "reveal, card-2", IN), Stage.REVEAL, FIRST),
        (facts(RELEASED, CLOSED, IN), Stage.REVEAL, FIRST),
        (facts(f"{RELEASED}, sam more", CLOSED, IN), Stage.REVEAL, FIRST),
        (facts(f"{RELEASED}, sam enough", CLOSED, IN), Stage.REVEAL, FIRST),
        (facts(f"{RELEASED}, alex more", CLOSED, IN), Stage.WAITING, FIRST),
        (facts(f"{RELEASED}, both more", CLOSED, IN), Stage.STEP, MORE),
        (facts(f"{RELEASED}, both more", CLOSED, ALL_IN), Stage.PREVIEW, MORE),
        (facts(f"{RELEASED}, both more, alex more/preview", CLOSED, ALL_IN), Stage.WAITING, MORE),
        (facts(f"{RELEASED}, both more, both more/preview", SECOND_REVEALED, ALL_IN), Stage.REVEAL, MORE),
        (facts(ENOUGH, CLOSED, IN), Stage.TAKEAWAY, None),
        (facts(f"{RELEASED}, alex more, sam enough", CLOSED, IN), Stage.TAKEAWAY, None),
        (facts(f"{ENOUGH}, sam more", CLOSED, IN), Stage.TAKEAWAY, None),
        (facts(f"{RELEASED}, alex more, alex enough", CLOSED, IN), Stage.TAKEAWAY, None),
        (facts(f"{ENOUGH}, both more", CLOSED, IN), Stage.TAKEAWAY, None),
        (facts(f"{RELEASED}, both more, both more/preview", SECOND_CLOSED, ALL_IN), Stage.TAKEAWAY, None),
        (facts(f"{ENOUGH}, sam takeaway", CLOSED, IN), Stage.TAKEAWAY, None),
        (facts(f"{ENOUGH}, alex takeaway", CLOSED, IN), Stage.FINISHED, None),
    ],
)
def test_a_seat_stands_where_the_first_row_that_holds_says(
    known: Facts, stage: Stage, plan: RoundPlan | None
) -> None:
    assert stage_of(known, ALEX) == Where(stage, plan)


def test_a_claim_is_a_begin_so_sam_never_stands_in_a_lobby() -> None:
    assert stage_of(facts(""), SAM) == Where(Stage.STEP, FIRST)


def test_a_further_round_that_asks_no_question_simply_follows() -> None:
    plain = RoundPlan("more", MORE.steps)
    assert stage_of(facts(RELEASED, CLOSED, IN, rounds=(FIRST, plain)), ALEX) == Where(Stage.STEP, plain)


def test_after_the_only_round_comes_the_takeaway() -> None:
    assert stage_of(facts(RELEASED, CLOSED, IN, rounds=(FIRST,)), ALEX).stage is Stage.TAKEAWAY


# ---- cards --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said, moments, alex, sam",
    [
        ("", REVEALED, 1, 1),
        ("alex next-1", REVEALED, 1, 1),
        ("both next-1", "reveal, card-2", 2, 2),
        ("both apart", REVEALED, 1, 1),
        ("both apart, alex next-1, alex next-2", REVEALED, 3, 1),
        ("alex apart, alex next-1", REVEALED, 1, 1),
    ],
)
def test_in_step_both_are_at_one_card_and_apart_each_at_their_own(
    said: str, moments: str, alex: int, sam: int
) -> None:
    known = facts(f"{RELEASED}, {said}".rstrip(", "), moments, IN)
    assert (rules.card_number(known, ALEX, FIRST), rules.card_number(known, SAM, FIRST)) == (alex, sam)


# ---- what is due --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "known, here, expected",
    [
        (facts(RELEASED), {1, 2}, [("first", "reveal")]),
        (facts(RELEASED), {1}, []),
        (facts(RELEASED), (), []),
        (facts("alex begin, alex preview"), {1, 2}, []),
        (facts(f"{RELEASED}, alex apart"), {1}, []),
        (facts(f"{RELEASED}, both apart"), (), [("first", "reveal")]),
        (facts("alex begin, both apart, sam preview"), {1, 2}, []),
        (facts(RELEASED, open=False), {1, 2}, []),
        (facts(RELEASED, REVEALED), {1, 2}, []),
        (facts(f"{RELEASED}, alex next-1", REVEALED), {1, 2}, []),
        (facts(f"{RELEASED}, both next-1", REVEALED), {1, 2}, [("first", "card-2")]),
        (facts(f"{RELEASED}, both next-1", "reveal, card-2"), {1, 2}, []),
        (facts(f"{RELEASED}, both next-3", "reveal, card-2, card-3"), {1, 2}, [("first", "closed")]),
        (facts(f"{RELEASED}, both apart, both next-1", REVEALED), {1, 2}, []),
        (facts(f"{RELEASED}, both apart, alex next-3", REVEALED), {1, 2}, []),
        (facts(f"{RELEASED}, both apart, both next-3", REVEALED), (), [("first", "closed")]),
        (facts(f"{RELEASED}, alex tender", REVEALED), {1, 2}, []),
        (facts(f"{RELEASED}, both tender", REVEALED), (), [("first", "tender-open")]),
        (facts(f"{RELEASED}, sam for-good", REVEALED), (), [("first", "tender-away")]),
        (facts(f"{RELEASED}, both for-good", CLOSED), (), [("first", "tender-away")]),
        (facts(f"{RELEASED}, both tender, alex for-good", CLOSED), (), [("first", "tender-away")]),
        (facts(f"{RELEASED}, both tender, alex for-good", f"{CLOSED}, tender-away"), (), []),
        (facts(f"{RELEASED}, both tender, alex for-good", f"{CLOSED}, tender-open"), (), []),
        (facts(f"{RELEASED}, alex tender, sam later-1", CLOSED), (), [("first", "later-1")]),
        (facts(f"{RELEASED}, alex tender, sam later-1", f"{CLOSED}, later-1"), (), []),
        (facts(f"{RELEASED}, alex later-1, alex for-good", CLOSED), (), [("first", "tender-away")]),
        (facts(f"{RELEASED}, both tender, sam later-1", f"{CLOSED}, tender-open"), (), []),
        (facts(f"{RELEASED}, both rest", CLOSED), (), [("first", "rest-open")]),
        (facts(f"{RELEASED}, both rest", f"{CLOSED}, rest-open"), (), []),
        (facts(f"{RELEASED}, both more, both more/preview", CLOSED), {1, 2}, [("more", "reveal")]),
    ],
)
def test_a_moment_is_due_when_its_condition_holds(
    known: Facts, here: Iterable[int], expected: list[tuple[str, str]]
) -> None:
    assert list(due(known, frozenset(here), 3)) == expected


def test_a_reveal_without_any_card_still_has_one_to_tap_on_from() -> None:
    known = facts(f"{RELEASED}, both next-1", REVEALED)
    assert due(known, BOTH_HERE, 0) == (("first", "closed"),)


def test_a_card_goes_on_alone_by_a_tap_and_never_because_somebody_left() -> None:
    known = facts(f"{RELEASED}, alex next-1", REVEALED)
    tap = signal(ALEX, "first", "next-1")
    assert due(known, frozenset({1}), 3) == ()
    assert due(known, frozenset({1}), 3, tap) == (("first", "card-2"),)
    assert due(known, frozenset({1}), 1, tap) == (("first", "closed"),)
    assert due(known, BOTH_HERE, 3, tap) == ()
    assert due(known, frozenset({1}), 3, signal(ALEX, "first", "tender")) == ()
    assert due(known, frozenset({1}), 3, signal(ALEX, "first", "next-2")) == ()


# ---- what both may depend on --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "before, after, same",
    [
        (facts(), facts(mine=IN), True),
        (facts(mine=IN), facts("alex begin, alex preview", mine=IN), True),
        (facts(""), facts(), True),
        (facts(RELEASED, REVEALED), facts(f"{RELEASED}, alex next-1, alex tender", REVEALED), True),
        (facts(RELEASED, CLOSED), facts(f"{RELEASED}, alex more", CLOSED), True),
        (facts(ENOUGH, CLOSED), facts(f"{ENOUGH}, alex takeaway", CLOSED), True),
        (facts("sam preview"), facts("both preview"), False),
        (facts(RELEASED), facts(RELEASED, REVEALED), False),
        (facts(f"{RELEASED}, alex more", CLOSED), facts(f"{RELEASED}, alex more, sam enough", CLOSED), False),
        (facts(f"{RELEASED}, alex more", CLOSED), facts(f"{RELEASED}, both more", CLOSED), False),
        (facts("alex takeaway"), facts("both takeaway"), True),  # that the other has finished is theirs
        (facts(), facts(open=False), False),
    ],
)
def test_what_one_does_alone_is_no_fact_of_both(before: Facts, after: Facts, same: bool) -> None:
    assert (rules.in_common(before) == rules.in_common(after)) is same


# ---- what may be answered -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "known, step",
    [
        (facts(), IN[0]),
        (facts(), IN[1]),
        (facts(mine=IN), IN[0]),
        (facts(f"{RELEASED}, both more", CLOSED, IN), MORE.steps[0]),
        (facts(ENOUGH, CLOSED, IN), rules.TAKEAWAY_STEP),
    ],
)
def test_a_step_of_the_round_at_hand_may_be_answered_until_it_is_shown(known: Facts, step: str) -> None:
    rules.may_answer(known, ALEX, step)


@pytest.mark.parametrize(
    "known, step, refusal",
    [
        (facts(open=False), IN[0], rules.SessionEnded),
        (facts(open=False), rules.TAKEAWAY_STEP, rules.SessionEnded),
        (facts(""), IN[0], rules.NotYet),
        (facts(), rules.TAKEAWAY_STEP, rules.NotYet),
        (facts(f"{ENOUGH}, alex takeaway", CLOSED, IN), rules.TAKEAWAY_STEP, rules.NotYet),
        (facts("alex begin, alex preview", mine=IN), IN[0], rules.Shown),
        (facts(RELEASED, mine=IN), IN[0], rules.BothIn),
        (facts(RELEASED, REVEALED, IN), IN[0], rules.BothIn),
        (facts(f"{RELEASED}, both more", CLOSED, IN), IN[0], rules.BothIn),
        (facts(ENOUGH, CLOSED, IN), IN[0], rules.BothIn),
        (facts(), MORE.steps[0], rules.UnknownStep),
        (facts(f"{RELEASED}, alex more", CLOSED, IN), MORE.steps[0], rules.UnknownStep),
        (facts(), "no-such.step", rules.UnknownStep),
    ],
)
def test_any_other_step_is_refused_with_its_reason(known: Facts, step: str, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        rules.may_answer(known, ALEX, step)


# ---- what may be said ---------------------------------------------------------------------------------

SHOWN = facts("alex begin, alex preview", mine=IN)
AT_CARDS = facts(RELEASED, REVEALED, IN)
PUT_AWAY = "reveal, tender-away"
AT_END = facts(RELEASED, CLOSED, IN)


@pytest.mark.parametrize(
    "known, word, on, changes",
    [
        (facts(""), "begin", True, True),
        (facts(), "begin", True, False),
        (facts(mine=IN), "preview", True, True),
        (SHOWN, "preview", True, False),
        (SHOWN, "preview", False, True),
        (facts(mine=IN), "preview", False, False),
        (facts(mine=IN), "apart", True, True),
        (facts("alex begin, alex apart", mine=IN), "apart", True, False),
        (facts("alex begin, alex apart", mine=IN), "apart", False, True),
        (SHOWN, "apart", True, True),
        (facts(RELEASED, mine=IN), "apart", True, True),
        (AT_CARDS, "next-1", True, True),
        (facts(f"{RELEASED}, alex next-1", REVEALED, IN), "next-1", True, True),  # may go on alone
        (facts(f"{RELEASED}, alex next-1", REVEALED, IN), "next-1", False, True),
        (AT_CARDS, "next-1", False, False),
        (facts(RELEASED, "reveal, card-2", IN), "next-1", True, True),
        (AT_END, "next-2", True, False),
        (AT_CARDS, "tender", True, True),
        (facts(f"{RELEASED}, alex tender", REVEALED, IN), "tender", True, False),
        (facts(f"{RELEASED}, alex tender", REVEALED, IN), "tender", False, True),
        (facts(f"{RELEASED}, both tender", "reveal, tender-open", IN), "tender", True, False),
        (AT_CARDS, "later-1", True, True),
        (AT_CARDS, "later-1", False, False),
        (facts(f"{RELEASED}, sam later-1", "reveal, later-1", IN), "later-1", True, False),
        (AT_CARDS, "for-good", True, True),
        (AT_CARDS, "for-good", False, False),
        (facts(f"{RELEASED}, both tender, sam for-good", PUT_AWAY, IN), "tender", True, False),
        (facts(f"{RELEASED}, alex for-good", PUT_AWAY, IN), "for-good", True, False),
        (AT_END, "rest", True, True),
        (facts(f"{RELEASED}, alex rest", CLOSED, IN), "rest", False, True),
        (AT_END, "more", True, True),
        (AT_END, "enough", True, True),
        (facts(f"{RELEASED}, alex more", CLOSED, IN), "more", False, True),
        (facts(f"{RELEASED}, alex more", CLOSED, IN), "enough", True, True),
        (facts(f"{RELEASED}, both more", CLOSED, IN), "more", True, False),
    ],
)
def test_a_word_that_may_be_said_says_whether_it_changes_anything(
    known: Facts, word: str, on: bool, changes: bool
) -> None:
    assert may_say(known, ALEX, *_about(word), on) is changes


@pytest.mark.parametrize(
    "known, word, on, refusal",
    [
        (facts(open=False), "preview", True, rules.SessionEnded),
        (facts(), "begin", False, rules.NotYet),
        (facts(), "no-such-round/preview", True, rules.UnknownStep),
        (facts(), "nonsense", True, rules.UnknownStep),
        (AT_CARDS, "next-", True, rules.UnknownStep),
        (AT_CARDS, "next-x", True, rules.UnknownStep),
        (AT_CARDS, "next-²", True, rules.UnknownStep),
        (AT_CARDS, "next-1000", True, rules.UnknownStep),
        (AT_CARDS, "next-0", True, rules.UnknownStep),
        (AT_CARDS, "next-01", True, rules.UnknownStep),  # it would be stored and never mean a card
        (facts(), "preview", True, rules.Unready),
        (facts(""), "preview", True, rules.NotYet),
        (facts(mine=IN), "more/preview", True, rules.NotYet),
        (facts(RELEASED, mine=IN), "preview", False, rules.BothIn),
        (AT_CARDS, "preview", False, rules.BothIn),
        (AT_CARDS, "apart", True, rules.BothIn),
        (facts(""), "apart", True, rules.NotYet),
        (facts(RELEASED, mine=IN), "next-1", True, rules.NotYet),
        (facts(RELEASED, mine=IN), "tender", True, rules.NotYet),
        (AT_CARDS, "next-2", True, rules.NotYet),
        (facts(f"{RELEASED}, both next-1", "reveal, card-2", IN), "next-1", False, rules.NotYet),
        (facts(f"{RELEASED}, both apart, alex next-1", REVEALED, IN), "next-1", False, rules.NotYet),
        (facts(f"{RELEASED}, both tender", "reveal, tender-open", IN), "tender", False, rules.NotYet),
        (facts(f"{RELEASED}, both tender", "reveal, tender-open", IN), "for-good", True, rules.NotYet),
        (facts(f"{RELEASED}, sam for-good", PUT_AWAY, IN), "tender", True, rules.NothingToOpen),
        (facts(f"{RELEASED}, sam for-good", PUT_AWAY, IN), "for-good", True, rules.NothingToOpen),
        (facts(f"{RELEASED}, alex for-good", PUT_AWAY, IN), "tender", True, rules.NothingToOpen),
        (facts(f"{RELEASED}, alex for-good", PUT_AWAY, IN), "for-good", False, rules.NotYet),
        (facts(RELEASED, mine=IN), "for-good", True, rules.NotYet),
        (facts(RELEASED, mine=IN), "later-1", True, rules.NotYet),
        (AT_CARDS, "later-2", True, rules.NotYet),
        (facts(f"{RELEASED}, alex later-1", "reveal, later-1", IN), "later-1", False, rules.NotYet),
        (facts(f"{RELEASED}, sam for-good", PUT_AWAY, IN), "later-1", True, rules.NothingToOpen),
        (facts(f"{RELEASED}, both tender", "reveal, tender-open", IN), "later-1", True, rules.NotYet),
        (AT_CARDS, "rest", True, rules.NotYet),
        (facts(f"{RELEASED}, both rest", f"{CLOSED}, rest-open", IN), "rest", False, rules.NotYet),
        (AT_CARDS, "more", True, rules.NotYet),
        (AT_CARDS, "enough", True, rules.NotYet),
        (facts(RELEASED, SECOND_CLOSED, ALL_IN), "more/more", True, rules.NotYet),
        (facts(f"{RELEASED}, both more", CLOSED, IN), "more", False, rules.NotYet),
        (facts(f"{RELEASED}, both more", CLOSED, IN), "enough", True, rules.NotYet),
        (facts(f"{RELEASED}, alex more, sam enough", CLOSED, IN), "more", False, rules.NotYet),
        (facts(ENOUGH, CLOSED, IN), "enough", False, rules.NotYet),
    ],
)
def test_any_other_word_is_refused_with_its_reason(
    known: Facts, word: str, on: bool, refusal: type[Refused]
) -> None:
    with pytest.raises(refusal):
        may_say(known, ALEX, *_about(word), on)


def test_sam_has_nothing_to_begin() -> None:
    assert may_say(facts(""), SAM, rules.WHOLE, "begin", True) is False


@pytest.mark.parametrize("word", ["preview", "next-1", "tender", "more"])
def test_what_sam_said_is_not_alexs_to_take_back(word: str) -> None:
    known = facts(f"alex begin, sam preview, sam {word}", CLOSED, IN)
    assert may_say(known, ALEX, *_about(word), False) is False


def test_every_refusal_says_first_that_nothing_is_lost() -> None:
    refusals = [each for each in vars(rules).values() if isinstance(each, type) and issubclass(each, Refused)]
    assert rules.Stale in refusals and rules.SessionEnded in refusals
    for refusal in set(refusals) - {rules.SessionEnded}:
        assert any(
            safe in refusal.message
            for safe in ("Nothing is", "What you typed is still here", "Everything is safe")
        ), refusal
