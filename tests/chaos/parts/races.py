"""Every two use cases at the same instant, in every situation where they meet, on SQLite and on PostgreSQL.

Each race has to end as one of the two orders would, and none in an error. `pg.races` counts those that were
run on PostgreSQL; a fault on either database counts as failed.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.chaos.running import Run
from tests.support.processes.app import App, launch_app
from tests.support.processes.postgres import postgres

ROUNDS = 40
RACING = "tests.support.scripts.races.racing"
SAY_EACH = 50  # pairs


def measure(run: Run) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="meant-") as folder:
        _, failed = _race(run, "SQLite", launch_app(Path(folder)))
    with postgres() as server, tempfile.TemporaryDirectory(prefix="meant-") as folder:
        races, also_failed = _race(run, "PostgreSQL", launch_app(Path(folder), DATABASE_URL=server.url))
    return {"pg.races": races, "pg.failed": failed + also_failed}


def _race(run: Run, database: str, app: App) -> tuple[int, int]:
    """How many races there were on the database of this app, and how many of them failed."""
    rounds, races, failed = run.times(ROUNDS), 0, 0
    try:
        pairs = app.act(f"{RACING}:pairs")
        for number, (name, one, other) in enumerate(pairs, start=1):
            faults = app.act(f"{RACING}:faults_of", name=name, one=one, other=other, rounds=rounds)
            races += rounds
            failed += len(faults)
            for fault in faults[:1]:
                run.say(f"{database}: {len(faults)} of {rounds}: {fault}")
            if number % SAY_EACH == 0 or number == len(pairs):
                run.say(f"{database}: {number} of {len(pairs)} pairs, {failed} races failed")
    finally:
        app.stop()
    return races, failed
