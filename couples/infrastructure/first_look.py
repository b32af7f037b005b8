"""What a database file tells before it is used: whether it is whole, and whether a newer version made it.

Asked once, at a start, by a connection that may only read: whatever is refused is left as it was.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.loader import MigrationLoader

Migrations = set[tuple[str, str]]  # app, name


class Damaged(Exception):
    """The file is no database, or not a whole one."""


class LogAlone(Exception):
    """The log of a database is there with something in it, and its database is not: SQLite would drop it."""


def newer_migrations() -> list[str]:
    """Return the changes that this database has seen and this version doesn't know.

    Raises Damaged, LogAlone, or what the database raises that can't be reached.
    """
    known = MigrationLoader(None).disk_migrations
    names = set(known) | {tuple(old) for each in known.values() for old in each.replaces}
    path = Path(str(connection.settings_dict["NAME"]))
    applied = _of_file(path) if connection.vendor == "sqlite" else _of_server()
    ours = {config.label for config in apps.get_app_configs()}
    return sorted(f"{app}.{name}" for app, name in applied - names if app in ours)


def _of_file(path: Path) -> Migrations:
    log = Path(f"{path}-wal")
    if (not path.exists() or not path.stat().st_size) and log.exists() and log.stat().st_size:
        raise LogAlone
    if not path.exists():
        return set()
    # Where nobody has it open there is no log, and a reader that knows this leaves none behind, either.
    how = "mode=ro" if log.exists() else "mode=ro&immutable=1"
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True)) as reader:
        try:
            if reader.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise Damaged
            if not reader.execute("SELECT 1 FROM sqlite_master WHERE name = 'django_migrations'").fetchone():
                return set()
            return set(reader.execute("SELECT app, name FROM django_migrations"))
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise Damaged from None
            raise


def _of_server() -> Migrations:
    """By a connection of its own: a pool would go on trying, and say so, where nobody answers."""
    options = {name: value for name, value in connection.settings_dict["OPTIONS"].items() if name != "pool"}
    once = connections.create_connection(DEFAULT_DB_ALIAS)
    once.settings_dict = {**connection.settings_dict, "OPTIONS": options}
    try:
        with once.cursor() as cursor:
            if "django_migrations" not in once.introspection.table_names(cursor):
                return set()
            cursor.execute("SELECT app, name FROM django_migrations")
            return {(app, name) for app, name in cursor.fetchall()}
    finally:
        once.close()
