"""Two transactions at once, on a database with row locks: what the second waits for, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction

from couples.infrastructure.refusals import Refused
from tests.support.processes.process import until

PATIENCE_SECONDS = 10


def one_after_the_other(first: Callable[[], object], second: Callable[[], object]) -> object:
    """What the second returned or refused, begun before the first was committed."""

    with ThreadPoolExecutor(1) as aside:
        with transaction.atomic():
            first()
            later = aside.submit(said_by, second)
            until(lambda: later.done() or somebody_waits(), "the second to wait", PATIENCE_SECONDS)
        return later.result(PATIENCE_SECONDS)


def in_the_middle_of(
    begun: Callable[[], object], meanwhile: Callable[[], object], goes_on: Callable[[], object]
) -> object:
    """What came of the one in the middle, which waits for a row that the other has and needs more rows."""

    with ThreadPoolExecutor(1) as aside:
        with transaction.atomic():
            begun()
            waiting = aside.submit(said_by, meanwhile)
            until(lambda: waiting.done() or somebody_waits(), "the one in the middle", PATIENCE_SECONDS)
            goes_on()
        return waiting.result(PATIENCE_SECONDS)


def said_by(call: Callable[[], object]) -> object:
    """What this returned or refused, with a connection of its own."""
    try:
        return call()
    except Refused as refusal:
        return refusal
    finally:
        connection.close()


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])
