"""64 requests at once for a minute, at the house as docs/hosting/ sets it up: nobody is refused.

Three processes behind nginx, over one PostgreSQL, which has a handful of connections to spare.
"""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

import psycopg

from tests.chaos.running import Run
from tests.support.processes.hosted import hosted
from tests.support.scripts.crowd import Crowd

PEOPLE = 64
SECONDS = 60
COUPLES = 4  # whoever else comes would meet the limit on couples from one address
LOOK_SECONDS = 0.1
CONNECTIONS = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"


def measure(run: Run) -> dict[str, float]:
    most = 0
    over = threading.Event()
    with tempfile.TemporaryDirectory(prefix="meant-") as name, hosted(Path(name)) as house:

        def look() -> None:
            nonlocal most
            with psycopg.connect(house.database.url, autocommit=True) as observer:
                while not over.wait(LOOK_SECONDS):
                    (found,) = observer.execute(CONNECTIONS).fetchone() or (0,)
                    most = max(most, found - 1)  # without the observer's own

        looking = threading.Thread(target=look)
        looking.start()
        try:
            said = Crowd(house.front, PEOPLE, COUPLES).go_on_for(max(1, SECONDS * run.scale))
        finally:
            over.set()
            looking.join()
    run.say(
        f"pgload: {dict(said.statuses)}, the slowest took {said.slowest:.1f} s, {most} connections at most"
    )
    assert said.statuses[200] and said.statuses[303], "the control: they were answered"
    assert not said.refused, said.refused
    return {"pg.connections_max": most}
