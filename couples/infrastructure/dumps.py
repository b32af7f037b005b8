"""Dumps: all that is in the database, as one file, and back into one that is empty."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from textwrap import shorten
from typing import Any
from urllib.parse import quote

Config = Mapping[str, Any]  # an entry of settings.DATABASES

LONGEST_SAYING = 400  # letters of what a program says of itself: the reason stands first, and it may be long
BUSY_SECONDS = 30  # a dump may wait for its turn: there is nobody who waits for it

# What the programs of PostgreSQL read a connection from; its password stands in no list of processes.
LIBPQ = {"NAME": "PGDATABASE", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST", "PORT": "PGPORT"}
LIBPQ_OPTIONS = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}


class NotDone(Exception):
    """It is not done, and nothing has changed. Says why, and what to do."""


def kind_of(database: Config) -> str:
    return str(database["ENGINE"]).rpartition(".")[2]


def what_to_move(database: Config) -> str:
    if kind_of(database) == "sqlite3":
        return f"move away {database['NAME']} and what begins with that name"
    return f"make another database than {database['NAME']}"


def what_is_in(database: Config) -> str | None:
    """Return None where nothing is, else when somebody last wrote there, or "" where that is not known."""
    if kind_of(database) == "sqlite3":
        files = [Path(f"{database['NAME']}{end}") for end in ("", "-wal", "-journal")]
        times = [each.stat().st_mtime for each in files if each.exists() and each.stat().st_size]
        return datetime.fromtimestamp(max(times), UTC).isoformat(timespec="seconds") if times else None
    tables = _run(database, "psql", "-Atc", "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
    return None if tables.strip() == "0" else ""


def dump(database: Config, into: Path) -> None:
    """Write all that is in it to this file, from one instant, while others go on writing."""
    if kind_of(database) != "sqlite3":
        _run(database, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={into}")
        return
    try:
        # One transaction that reads: the log beside the file is in it, and nobody who writes has to wait.
        address = f"file:{quote(str(database['NAME']))}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as connection:
            connection.execute("VACUUM INTO ?", (str(into),))
    except sqlite3.Error as error:
        raise NotDone(f"{database['NAME']} could not be read: {error}.") from None
    into.chmod(0o600)


def load(database: Config, source: Path) -> None:
    """Put what was dumped into a database in which nothing is. A SQLite dump becomes that database."""
    if kind_of(database) != "sqlite3":
        how = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]
        _run(database, "pg_restore", *how, f"--dbname={database['NAME']}", str(source))
        return
    try:
        with closing(sqlite3.connect(source)) as connection:
            (found,) = connection.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error:
        found = "damaged"
    if found != "ok":
        raise NotDone("The database in this backup is damaged. Take an older one.")
    beside = Path(f"{database['NAME']}-restored")  # it may be on another disk than what was unpacked
    try:
        shutil.move(source, beside)
        beside.replace(database["NAME"])  # as a whole or not at all
    finally:
        beside.unlink(missing_ok=True)


def _run(database: Config, program: str, *arguments: str) -> str:
    """Run one of PostgreSQL's programs on this database, and return what it printed."""
    options = database.get("OPTIONS", {})
    named = {variable: str(database.get(key) or "") for key, variable in LIBPQ.items()}
    named |= {variable: str(options.get(key) or "") for key, variable in LIBPQ_OPTIONS.items()}
    environment = {"PATH": os.defpath, "HOME": os.path.expanduser("~"), "LC_ALL": "C", **named}
    environment = {key: value for key, value in environment.items() if value}
    found = shutil.which(program)
    if found is None:
        raise NotDone(f"{program} is missing. Install PostgreSQL's client: postgresql-client.")
    done = subprocess.run([found, *arguments], env=environment, capture_output=True, text=True)
    if done.returncode:
        said = done.stderr.removeprefix(f"{program}: error: ")
        raise NotDone(f"{program} said: {shorten(said, LONGEST_SAYING)}")
    return done.stdout
