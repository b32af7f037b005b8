"""However many come at once, a process has few connections to its database, and everybody is answered."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from couples.wiring.databases import BESIDE_PAGES, CONNECTIONS_OF_ALL, MOST_PAGES_AT_ONCE, pages_at_once
from tests.support.processes.app import App
from tests.support.processes.postgres import postgres
from tests.support.scripts.crowd import Crowd

PEOPLE = 64
SECONDS = 1.0
COUPLES = 3
OF_A_PROCESS = MOST_PAGES_AT_ONCE + BESIDE_PAGES
LOOK_SECONDS = 0.1


@contextmanager
def watched(count: Callable[[], int]) -> Iterator[list[int]]:
    """Look again and again at how many there are, from another thread; the list is complete at the end."""
    seen: list[int] = [count()]
    over = threading.Event()

    def look() -> None:
        while not over.wait(LOOK_SECONDS):
            seen.append(count())

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield seen
    finally:
        over.set()
        looking.join()


def handles(app: App) -> int:
    """How many times this process has its database file open."""
    found = 0
    for each in Path(f"/proc/{app.pid}/fd").iterdir():
        with suppress(OSError):
            found += os.readlink(each) == str(app.data_dir / "meant.sqlite3")
    return found


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="handles are counted where Linux lists them")
def test_a_crowd_at_one_file_is_answered_by_a_few_handles(app: App) -> None:
    crowd = Crowd(app, PEOPLE, COUPLES)
    with watched(lambda: handles(app)) as seen:
        said = crowd.go_on_for(SECONDS)
    assert said.statuses[200] and said.statuses[303] and not said.refused
    assert 1 <= max(seen) <= OF_A_PROCESS


def test_a_crowd_at_postgresql_is_answered_by_a_few_connections(start_app: Callable[..., App]) -> None:
    with postgres() as server, psycopg.connect(server.url, autocommit=True) as observer:
        app = start_app(DATABASE_URL=server.url)

        def connections() -> int:
            everybodys = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
            (found,) = observer.execute(everybodys).fetchone() or (0,)
            return int(found) - 1  # the observer's own

        crowd = Crowd(app, PEOPLE, COUPLES)
        with watched(connections) as seen:
            said = crowd.go_on_for(SECONDS)
        assert said.statuses[200] and said.statuses[303] and not said.refused
        assert 1 <= max(seen) <= OF_A_PROCESS
        app.stop()


@pytest.mark.parametrize("processes", [1, 2, 3, 6, 9])
def test_all_processes_together_have_no_more_than_a_small_server_can_spare(processes: int) -> None:
    each = pages_at_once(processes) + BESIDE_PAGES
    assert each >= 3, "a page, the sockets, the sweep"
    assert each * processes <= max(CONNECTIONS_OF_ALL, 3 * processes)
