"""The database as a file and as a service: is it there, and is what was erased gone from the disk.

SQLite's write-ahead log is switched on once and emptied after an erase; elsewhere that does nothing.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from django.db import Error, OperationalError, connection

from couples.infrastructure.trouble import Trouble, kind_of

logger = logging.getLogger(__name__)


def use_write_ahead_log() -> None:
    """Switch the database file to WAL, for good. Once, at a start: on each connect it would wait."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")


def empty_write_ahead_log() -> None:
    """Move what is committed into the database file and truncate the log, so that erased rows are in neither.

    To be called outside a transaction. If the file is too busy, the next sweep does it.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        try:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                busy = bool(cursor.fetchone()[0])
            if busy:
                logger.warning(
                    "The write-ahead log was not emptied: somebody is reading. The next sweep tries again."
                )
        except OperationalError as error:
            logger.warning("The write-ahead log was not emptied: %s", type(error).__name__)


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
