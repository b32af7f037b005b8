"""20 minutes of coming and going: memory, descriptors, connections and groups are as they were.

Two apps at once: one as it is by itself, with SQLite, and one with PostgreSQL and Redis. A figure is the
steeper of the two; the first third, in which caches fill, is left out of it. The bar is for memory in use.
Resident memory follows the most that was needed at one instant, so it creeps on where nothing is kept, the
faster the more crowded the machine is: it is said, and bounded as a whole.
"""

from __future__ import annotations

import asyncio
import socket
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.chaos.churn_clients import Churn
from tests.chaos.odd_clients import cookie, said_in_the_log, seats_at
from tests.chaos.running import Run
from tests.support.http.visitors import RemoteVisitor
from tests.support.processes import usage
from tests.support.processes.app import App, launch_app
from tests.support.processes.memory_in_use import ALL_COUNTED, in_use_kb
from tests.support.processes.postgres import Postgres, postgres
from tests.support.processes.process import until
from tests.support.processes.redis_server import Redis, launch_redis

SECONDS = 20 * 60
LOOK_SECONDS = 10.0  # each look has the app search for garbage first
WARM = 1 / 3
RESIDENT, IN_USE, FILES = 1, 2, 3  # columns of a look
SESSIONS_BEFORE = 300  # what the app remembers of lay-outs is full by then, and grows no more
SAID_EVERY = 6  # looks
MOST_MIB = 200  # resident, of one app: 130 as a rule
REST_SECONDS = 10.0  # at the end, in which what is over is let go of
CONNECTIONS = (
    "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


@dataclass
class Watched:
    """One app, and what it used at each look: minutes since the start, resident kB, kB in use, open files."""

    name: str
    app: App
    looks: list[tuple[float, int, int, int]] = field(default_factory=list)

    def look(self, began: float) -> None:
        minutes = (time.monotonic() - began) / 60
        in_use, files = in_use_kb(self.app), usage.open_files(self.app.pid)
        self.looks.append((minutes, usage.resident_kb(self.app.pid), in_use, files))

    def slope(self, column: int) -> float:
        """By how much it grew in a minute, once it was warm."""
        warm = self.looks[int(len(self.looks) * WARM) :]
        line = statistics.linear_regression(
            [look[0] for look in warm], [float(look[column]) for look in warm]
        )
        return line.slope

    def __str__(self) -> str:
        _, resident, in_use, files = self.looks[-1]
        return f"{self.name}: {in_use / 1024:.1f} MiB in use, {resident / 1024:.1f} resident, {files} files"


def measure(run: Run) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="meant-") as name, postgres() as database:
        folder = Path(name)
        redis = launch_redis(folder)
        apps: list[App] = []
        try:
            for each, settings in (
                ("sqlite", {}), ("postgresql", {"DATABASE_URL": database.url, "REDIS_URL": redis.url})
            ):  # fmt: skip
                (folder / each).mkdir()
                apps.append(launch_app(folder / each, as_shipped=False, **ALL_COUNTED, **settings))
            watched = [Watched("SQLite", apps[0]), Watched("PostgreSQL and Redis", apps[1])]
            asyncio.run(_churn(run, watched))
            troubles = [line for app in apps for line in said_in_the_log(app, 0)]
            _say_what_is_left(run, database, redis, troubles)
        finally:
            for app in apps:
                app.stop()
            redis.stop()
    most = max(look[RESIDENT] for each in watched for look in each.looks) / 1024
    assert most < MOST_MIB, f"{most:.0f} MiB resident"
    return {"churn.in_use_slope_kb_per_min": max(each.slope(IN_USE) for each in watched)}


async def _churn(run: Run, watched: list[Watched]) -> None:
    for each in watched:
        await asyncio.to_thread(_fill_what_is_remembered, each.app)
    run.say(f"churn: {SESSIONS_BEFORE} sessions have been looked at")
    seconds = max(2 * LOOK_SECONDS, SECONDS * run.scale)
    churns = [Churn(each.app, run.random(each.name)) for each in watched]
    going = asyncio.gather(*(churn.go_on_for(seconds) for churn in churns))
    began = time.monotonic()
    while not going.done():
        for each in watched:
            await asyncio.to_thread(each.look, began)
        if len(watched[0].looks) % SAID_EVERY == 0:
            run.say("churn: " + "; ".join(map(str, watched)))
        await asyncio.wait([going], timeout=LOOK_SECONDS)
    await going
    for each, churn in zip(watched, churns, strict=True):
        resident, in_use, files = (each.slope(column) for column in (RESIDENT, IN_USE, FILES))
        run.say(
            f"churn: {each.name}: {dict(churn.done)}; {in_use:.0f} kB in use, {resident:.0f} kB resident "
            f"and {files:.2f} files more in a minute"
        )


def _fill_what_is_remembered(app: App) -> None:
    visitor = RemoteVisitor("alex", app.origin)
    for scene in seats_at(app, ["sit_down"] * SESSIONS_BEFORE):
        assert visitor.ask(f"/s/{scene['code']}/", Cookie=cookie(scene, 0)).status == 200


def _say_what_is_left(run: Run, database: Postgres, redis: Redis, troubles: list[str]) -> None:
    with psycopg.connect(database.url, autocommit=True) as observer:
        (connections,) = observer.execute(CONNECTIONS).fetchone() or (0,)
    until(lambda: _groups(redis) == 0, "the groups to be left", REST_SECONDS)
    run.say(f"churn: {connections} connections to PostgreSQL at the end, {_groups(redis)} groups at Redis")
    assert not troubles, troubles[:10]


def _groups(redis: Redis) -> int:
    """How many groups somebody is in."""
    with socket.create_connection(("127.0.0.1", redis.port)) as line:
        line.sendall(b"PUBSUB CHANNELS *__group__*\r\n")
        return int(line.recv(1 << 16).partition(b"\r\n")[0].lstrip(b"*"))
