"""What a command asks of the database: always as much, always by an index, and never what it may not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from couples.access import Holder
from exercises import commands
from exercises.presenters.session import comparison_page, session_view
from exercises.queries import loading, session_status
from exercises.queries.session_state import SessionState
from exercises.rules import TAKEAWAY_STEP
from tests.support.couples.paired import FIRST, Pair

STATE = 5  # the session, the seats and who is here, my answers, what was said, what came true
ANSWER = STATE + 2  # the answer, the version; inside a test's own transaction also savepoints
Query = tuple[str, Any]


@contextmanager
def queries() -> Iterator[list[Query]]:
    """Every statement, with its parameters, as it goes to the database."""
    found: list[Query] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def reads(found: list[Query]) -> list[Query]:
    return [(sql, params) for sql, params in found if sql.startswith("SELECT")]


def of_answers(found: list[Query]) -> list[Query]:
    return [(sql, params) for sql, params in reads(found) if '"exercises_answer"' in sql]


def of_the_takeaway(found: list[Query]) -> list[str]:
    """What asks for the lines for next time, by the step; one's own come with all that is one's own."""
    return [sql for sql, params in of_answers(found) if TAKEAWAY_STEP in map(str, params)]


def state(pair: Pair, who: Holder) -> SessionState:
    return loading.load(who, pair.code)


def steps(pair: Pair) -> list[str]:
    return [step.id for step in state(pair, pair.alex).layout.of_round("first")]


def an_answer(pair: Pair, step: str, pick: str = "strain") -> Callable[[], object]:
    main = state(pair, pair.alex).layout.steps[step].main.id
    own = state(pair, pair.alex).own.get(step)
    base = own.revision if own else 0
    return lambda: commands.answer(pair.alex, pair.code, step=step, base=base, raw={main: pick}, share={})


# ---- how many -----------------------------------------------------------------------------------------


def test_a_state_is_loaded_by_five_queries(pair: Pair, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(STATE):
        loading.load(pair.sam, pair.code)


def test_an_answer_costs_the_same_the_first_the_second_and_the_tenth_time(pair: Pair) -> None:
    ids = steps(pair)
    costs = []
    for number in range(10):
        command = an_answer(pair, ids[number % 6], "strain" if number < 6 else "caring")
        with queries() as found:
            command()
        costs.append(len(found))
    assert set(costs) == {len(found)}
    assert len([sql for sql, _ in found if "SAVEPOINT" not in sql]) == ANSWER


def test_every_command_costs_the_same_however_much_is_stored(pair: Pair) -> None:
    """From the first of two sessions to the second: nothing of the first is asked again."""
    costs = []
    for code in (pair.code, None):
        if code is None:
            code = commands.start("two-sides-of-a-cue", holder=pair.alex, couple_code=pair.couple_code).code
        one = Pair(code, pair.couple_code, pair.alex, pair.sam)
        cost = []
        one.come_to("preview")
        for command in (
            lambda one=one: one.release(one.alex),
            lambda one=one: one.release(one.sam),
            lambda one=one: one.arrive(one.alex),
            lambda one=one: one.arrive(one.sam),
            lambda one=one: one.say(one.alex, "next-1"),
            lambda one=one: one.say(one.sam, "next-1"),
        ):
            with queries() as found:
                command()
            cost.append(len(found))
        costs.append(cost)
        for who in one.both:
            one.depart(who)
    assert costs[0] == costs[1]


def test_a_release_writes_all_bodies_at_once(pair: Pair) -> None:
    pair.answer_round(pair.alex)
    with queries() as found:
        pair.release(pair.alex)
    writes = [sql for sql, _ in found if "shared_sealed" in sql]
    assert len(writes) == 1 and writes[0].startswith("INSERT")


def test_a_look_at_all_sessions_of_a_process_is_two_queries(
    pair: Pair, django_assert_num_queries: Any
) -> None:
    other = commands.start("two-sides-of-a-cue", holder=pair.alex, couple_code=pair.couple_code).code
    with django_assert_num_queries(2):
        assert set(session_status.statuses([pair.code, other, "gone"])) == {pair.code, other}


# ---- what is not read ---------------------------------------------------------------------------------


def test_before_the_reveal_nothing_of_the_others_is_read(pair: Pair) -> None:
    alex, sam = (state(pair, who).seat.pk for who in pair.both)
    pair.come_to("preview")
    with queries() as found:
        pair.answer(pair.alex, FIRST, "caring")
        pair.release(pair.alex)
        pair.say(pair.alex, "preview", on=False)
        pair.release(pair.alex)
        pair.arrive(pair.alex)
        pair.say(pair.alex, "apart")
        for who in pair.both:
            session_view.present(state(pair, who), origin="http://testserver")
        pair.release(pair.sam)
        session_view.present(state(pair, pair.alex), origin="http://testserver")
        session_status.statuses([pair.code])
    asked = of_answers(found)
    assert asked and not [sql for sql, _ in asked if "shared_sealed" in sql.partition("WHERE")[0]]
    for sql, params in asked:
        _, where = sql.split("WHERE")
        assert '"exercises_answer"."seat_id" = (%s)' in where and where.count("seat_id") == 1
        assert params[0] in (alex, sam), (sql, params)


def test_after_the_reveal_what_both_shared_is_read_and_nothing_else_of_the_others(pair: Pair) -> None:
    pair.come_to("reveal")
    with queries() as found:
        session_view.present(state(pair, pair.alex), origin="http://testserver")
        comparison_page.present_comparison(state(pair, pair.alex))
    shared = [sql for sql, _ in of_answers(found) if "shared_sealed" in sql]
    assert shared and not [sql for sql in shared if "own_sealed" in sql]


def test_of_the_others_takeaway_only_what_was_shared_is_read(pair: Pair) -> None:
    pair.come_to("takeaway")
    pair.take_along(pair.alex, share=True)
    with queries() as found:
        session_view.present(state(pair, pair.alex), origin="http://testserver")
    assert not of_the_takeaway(found)
    pair.take_along(pair.sam, share=True)
    with queries() as found:
        session_view.present(state(pair, pair.alex), origin="http://testserver")
    shared = [sql for sql in of_the_takeaway(found) if "shared_sealed" in sql]
    assert len(shared) == 1 and "own_sealed" not in shared[0]


def test_the_released_bodies_of_an_unrevealed_round_are_refused_to_everybody(pair: Pair) -> None:
    pair.come_to("waiting")
    with pytest.raises(AssertionError), queries() as found:
        state(pair, pair.alex).shared("first")
    assert not [sql for sql, _ in found if "shared_sealed" in sql]
    pair.arrive(pair.alex)
    pair.arrive(pair.sam)
    assert state(pair, pair.alex).shared("first")[2]


# ---- by an index --------------------------------------------------------------------------------------


def scans(sql: str, params: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        plan = [str(row[3]) for row in cursor.fetchall()]
    return [line for line in plan if line.startswith("SCAN") and "CONSTANT" not in line]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="another plans by how much there is")
def test_every_lookup_of_a_command_uses_an_index(pair: Pair) -> None:
    assert scans("SELECT * FROM exercises_answer WHERE state = %s", ["in"])  # that it would be found
    pair.come_to("preview")
    with queries() as found:
        pair.answer(pair.alex, FIRST, "caring")
        for who in pair.both:
            pair.arrive(who)
            pair.release(who)
        pair.say(pair.alex, "next-1")
        pair.say(pair.alex, "next-1", on=False)
        pair.close()
        session_status.statuses([pair.code])
        commands.stop(pair.alex, pair.code)
    lookups = {sql: params for sql, params in found if sql.startswith(("SELECT", "UPDATE", "DELETE"))}
    assert len(lookups) > 10
    assert {sql: scans(sql, params) for sql, params in lookups.items()} == dict.fromkeys(lookups, [])
