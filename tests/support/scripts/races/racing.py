"""Two deeds at the same instant: what each of them came to, and whether the end is that of one of two orders.

    for name, one, other in pairs():
        assert faults_of(name, one, other, rounds=3) == []

A fault is an exception that is no refusal (which would be a 5xx), or an end that neither order has.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import combinations_with_replacement
from typing import Any

from django.db import connection

from couples.infrastructure.refusals import Refused
from couples.models import Couple
from tests.support.scripts.races.deeds import Deed, Two
from tests.support.scripts.races.situations import SITUATIONS, Situation
from tests.support.scripts.races.tables import Table, table_of

PATIENCE_SECONDS = 60

End = tuple[str, str, Table]  # what the one came to, what the other came to, and what is stored


def pairs() -> list[tuple[str, str, str]]:
    """Every two deeds that may meet, also each with itself: the situation, the one, the other."""
    return [
        (name, one, other)
        for name, situation in SITUATIONS.items()
        for one, other in combinations_with_replacement(situation.may, 2)
    ]


def faults_of(name: str, one: str, other: str, rounds: int) -> list[str]:
    """What went wrong with these two in so many rounds, in words."""
    situation = SITUATIONS[name]
    known = [_in_order(situation, one, other), _turned(_in_order(situation, other, one))]
    faults = []
    for _ in range(rounds):
        end = _at_once(situation, one, other)
        if end not in known:
            faults.append(f"{name}: {one} / {other}: {_difference(end, known)}")
    return faults


def _in_order(situation: Situation, first: str, second: str) -> End:
    two = situation.with_what_is_needed(first, second)
    said = [_said_by(situation.may[each], two) for each in (first, second)]
    return (said[0], said[1], _end_of(two))


def _turned(end: End) -> End:
    return (end[1], end[0], end[2])


def _at_once(situation: Situation, one: str, other: str) -> End:
    two = situation.with_what_is_needed(one, other)
    line_up, said = threading.Barrier(2), ["", ""]

    def run(index: int, deed: Deed) -> None:
        try:
            line_up.wait(PATIENCE_SECONDS)
            said[index] = _said_by(deed, two)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(at, situation.may[each])) for at, each in enumerate((one, other))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive(), f"{one} / {other}: it is not over"
    return (said[0], said[1], _end_of(two))


def _said_by(deed: Callable[[Two], Any], two: Two) -> str:
    """ "done", the reason of a refusal, or the kind of an error, which no order has."""
    try:
        deed(two)
    except Refused as refusal:
        return refusal.reason
    except Exception as error:
        return f"{type(error).__name__}: {error}".partition("\n")[0]
    return "done"


def _end_of(two: Two) -> End | Table:
    table = table_of(two.couple)
    Couple.objects.filter(code=two.couple).delete()
    return table


def _difference(end: End, known: list[End]) -> str:
    said = f"said {end[:2]}, in order {[each[:2] for each in known]}"
    tables = [
        {key: (end[2][key], each[2][key]) for key in end[2] if end[2][key] != each[2][key]} for each in known
    ]
    return f"{said}; differs by {tables}"
