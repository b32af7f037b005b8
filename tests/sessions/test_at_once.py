"""Many at the same instant, on the database file as shipped: constraints and one lock settle it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import pytest
from django.db import connection

from couples import seats
from couples.access import Holder
from couples.infrastructure.refusals import NotHere, Refused
from exercises import commands, rules
from exercises.models import Answer
from exercises.rules import Stage
from tests.support.couples.paired import CORE, FIRST, Pair, start_together

PATIENCE_SECONDS = 30
ROUNDS = 5  # a race that can be lost is lost in one of them


@pytest.fixture
def pair(transactional_db: None) -> Pair:
    return start_together()


def at_once(*commands: Callable[[], object]) -> Sequence[object]:
    """Do all of them at the same instant, each in a thread of its own; what each returned or refused."""
    line_up = threading.Barrier(len(commands))
    results: list[object] = [None] * len(commands)

    def run(index: int) -> None:
        try:
            line_up.wait(PATIENCE_SECONDS)
            results[index] = commands[index]()
        except Exception as error:
            results[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(commands))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()
    unexpected = [result for result in results if isinstance(result, Exception)]
    assert all(isinstance(error, Refused) for error in unexpected), unexpected
    return results


def test_the_same_answer_eight_times_at_once_is_one_revision(pair: Pair) -> None:
    def answer() -> commands.Outcome:
        raw: dict[str, str | list[str]] = {"reading": "strain"}
        return commands.answer(pair.alex, pair.code, step=FIRST, base=0, raw=raw, share={})

    before = pair.versions()
    results = at_once(*[answer] * 8)
    assert [result.revision for result in results if isinstance(result, commands.Outcome)] == [1] * 8
    assert Answer.objects.get().revision == 1
    assert pair.versions() == (before[0] + 1, before[1])


def test_of_eight_different_answers_at_once_one_is_taken_and_seven_are_stale(pair: Pair) -> None:
    def answer(number: int) -> commands.Outcome:
        raw: dict[str, str | list[str]] = {"reading": "other", "reading.words": f"words {number}"}
        raw |= {"reading.about": "external", "reading.feel": "0"}
        return commands.answer(pair.alex, pair.code, step=FIRST, base=0, raw=raw, share={})

    results = at_once(*[lambda number=number: answer(number) for number in range(8)])  # type: ignore[misc]
    stale = [result for result in results if isinstance(result, rules.Stale)]
    assert len(stale) == 7 and {each.revision for each in stale} == {1}


def test_both_answer_at_once_and_nothing_is_lost(pair: Pair) -> None:
    steps = pair.state(pair.alex).layout.of_round("first")
    at_once(*[lambda who=who: pair.answer_round(who) for who in pair.both])  # type: ignore[misc]
    assert Answer.objects.count() == 2 * len(steps)
    assert pair.stage(pair.alex) is pair.stage(pair.sam) is Stage.PREVIEW


def test_two_releases_at_the_same_instant_are_one_reveal(pair: Pair) -> None:
    for _ in range(ROUNDS):
        again = commands.start("two-sides-of-a-cue", holder=pair.alex, couple_code=pair.couple_code)
        one = Pair(again.code, pair.couple_code, pair.alex, pair.sam)
        one.come_to("preview")
        for who in one.both:
            one.arrive(who)
        at_once(*[lambda who=who, one=one: one.release(who) for who in one.both])  # type: ignore[misc]
        assert one.milestones() == [("first", "reveal")]
        assert one.stage(one.alex) is one.stage(one.sam) is Stage.REVEAL


def test_two_arrivals_at_the_same_instant_are_one_reveal(pair: Pair) -> None:
    pair.come_to("waiting")
    at_once(*[lambda who=who: pair.arrive(who) for who in (*pair.both, *pair.both)])  # type: ignore[misc]
    assert pair.milestones() == [("first", "reveal")]


def test_two_taps_at_the_same_instant_go_on_by_one_card(pair: Pair) -> None:
    pair.come_to("reveal")
    at_once(*[lambda who=who: pair.say(who, "next-1") for who in (*pair.both, *pair.both)])  # type: ignore[misc]
    assert pair.milestones() == [("first", "reveal"), ("first", "card-2")]


def test_a_reopening_against_the_others_release_has_one_winner_and_loses_nothing(pair: Pair) -> None:
    pair.come_to("preview")
    pair.release(pair.alex)
    for who in pair.both:
        pair.arrive(who)
    reopened, _ = at_once(lambda: pair.say(pair.alex, "preview", on=False), lambda: pair.release(pair.sam))
    mine = Answer.objects.filter(seat=pair.state(pair.alex).seat)
    if isinstance(reopened, rules.BothIn):
        assert pair.milestones() == [("first", "reveal")] and not mine.filter(shared_sealed=b"").exists()
    else:
        assert pair.milestones() == [] and not mine.exclude(shared_sealed=b"").exists()
    assert len(pair.state(pair.alex).own) == 6


def test_an_erase_against_an_answer_leaves_nothing(pair: Pair) -> None:
    results = at_once(
        lambda: seats.erase(pair.sam, pair.couple_code),
        *[lambda: pair.answer(pair.alex, FIRST)] * 3,
    )
    refused = [result for result in results if isinstance(result, Exception)]
    assert all(isinstance(error, NotHere) for error in refused)
    assert not any(pair.stored().values())


def test_a_stop_against_a_release_ends_and_leaves_nothing(pair: Pair) -> None:
    pair.come_to("preview")
    at_once(lambda: commands.stop(pair.sam, pair.code), lambda: pair.release(pair.alex))
    assert pair.stage(pair.alex) is pair.stage(pair.sam) is Stage.ENDED
    assert not Answer.objects.exists()


def test_two_who_begin_the_same_again_at_once_begin_one_session(pair: Pair) -> None:
    pair.come_to("closed")
    for _ in range(ROUNDS):

        def again(who: Holder) -> str:
            return commands.start(CORE, holder=who, couple_code=pair.couple_code, earlier=pair.code).code

        codes = at_once(lambda: again(pair.alex), lambda: again(pair.sam))
        assert codes[0] == codes[1]
        commands.stop(pair.alex, str(codes[0]))
