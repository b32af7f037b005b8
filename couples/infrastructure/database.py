"""The database as a file and as a service: is it there, and is what was erased gone from the disk.

SQLite's write-ahead log is switched on once and emptied after an erase; elsewhere that does nothing.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import Error, connection

from couples.infrastructure.trouble import Trouble, kind_of

READER_MS = 200  # a page that is being read is over by then; a backup is not, and nobody waits for it

logger = logging.getLogger(__name__)
_log_waits = False


def use_write_ahead_log() -> None:
    """Switch the database file to WAL, for good. Once, at a start: on each connect it would wait."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")


def empty_write_ahead_log() -> None:
    """Move what is committed into the database file and truncate the log, so that erased rows are in neither.

    To be called outside a transaction. Whoever reads at that moment is not waited for: then `log_waits`, and
    whoever serves tries again a few seconds later.
    """
    global _log_waits
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        try:
            with connection.cursor() as cursor, _patience(cursor, READER_MS):
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                busy = bool(cursor.fetchone()[0])
            if busy and not _log_waits:
                logger.warning("The write-ahead log was not emptied: somebody is reading. It is tried again.")
            _log_waits = busy
        except Error as error:
            _log_waits = True
            logger.warning("The write-ahead log was not emptied: %s", type(error).__name__)


def log_waits() -> bool:
    """Say whether the log of this process's database was to be emptied and could not be."""
    return _log_waits


@contextmanager
def _patience(cursor: Any, milliseconds: int) -> Iterator[None]:
    usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")
    try:
        yield
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {usual}")


def trouble() -> Trouble | None:
    """Return what is the matter with the database now, or None. Nothing is written to find out."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations")  # which is there in each that is ours
            cursor.fetchone()
            return _kept_from_writing(cursor)
    except Error as error:
        return kind_of(error) or Trouble.DAMAGED


def _kept_from_writing(cursor: Any) -> Trouble | None:
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        may_write = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    else:
        cursor.execute("SHOW transaction_read_only")
        may_write = cursor.fetchone() == ("off",)
    return None if may_write else Trouble.READ_ONLY
