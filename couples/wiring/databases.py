"""The database's configuration: the options that each kind is used with, and how many connections it carries.

Pure. A process has as many connections as threads that ask: those of its pages (`pages_at_once`), the one of
its sockets and, now and then, the one that sweeps.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from couples.infrastructure.watched_file import WatchedFile

# A PostgreSQL as installed takes 100, and a small one shares its memory with us: 20 for all processes
# together, of which two are left for whoever calls a command by hand.
CONNECTIONS_OF_ALL = 18
BESIDE_PAGES = 2  # the sockets' one, and that of the sweep
MOST_PAGES_AT_ONCE = 4  # on a few processors more would only wait for each other, and be less fair

SQLITE_OPTIONS = {
    "factory": WatchedFile,
    "timeout": 5,
    # A transaction takes its lock at the start: one that finds out later fails, however long it waits.
    "transaction_mode": "IMMEDIATE",
    # FULL: what was acknowledged is on disk. secure_delete: what was erased is overwritten.
    "init_command": "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
}
POSTGRESQL_OPTIONS = {"options": "-c statement_timeout=3s -c lock_timeout=2s", "connect_timeout": 3}
POOL_OPTIONS = {
    "min_size": 1,
    "timeout": 3,  # seconds until somebody is told that the database is away: there is one for each thread
    "reconnect_timeout": 2,  # seconds; then whoever comes next tries, and no pause grows while it is away
}


def pages_at_once(processes: int) -> int:
    """How many pages one of so many processes works on at the same instant. Further ones wait in line."""
    return min(MOST_PAGES_AT_ONCE, max(1, CONNECTIONS_OF_ALL // processes - BESIDE_PAGES))


def sqlite(path: Path, test_path: Path) -> dict[str, Any]:
    """The configuration of a database in this file, which is made here, for its owner only."""
    if not path.exists() and path.parent.is_dir():
        path.touch(mode=0o600)  # the log files beside it take the same mode
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,  # threads stay, and opening one costs more than most of what is done with it
        "OPTIONS": SQLITE_OPTIONS,
        # Tests need a file as well: one in memory belongs to a single thread.
        "TEST": {"NAME": str(test_path)},
    }


def database(url: str, test_path: Path, processes: int = 1) -> dict[str, Any]:
    """The configuration of the database at this address, for one of so many processes."""
    try:
        config: dict[str, Any] = dict(dj_database_url.parse(url))
    except ValueError:  # whose text may hold a password
        config = {"ENGINE": ""}
    if config["ENGINE"] == "django.db.backends.sqlite3":
        return sqlite(Path(config["NAME"]), test_path)
    if config["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL names no database. Write postgres://… or sqlite:///…")
    pool = {**POOL_OPTIONS, "max_size": pages_at_once(processes) + BESIDE_PAGES}
    config["CONN_MAX_AGE"] = 0  # whoever has done with a connection gives it back to the pool
    config["CONN_HEALTH_CHECKS"] = True  # one that the server has closed meanwhile is replaced
    config["OPTIONS"] = {**POSTGRESQL_OPTIONS, **config.get("OPTIONS", {}), "pool": pool}
    return config
