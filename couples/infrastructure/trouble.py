"""Trouble: what is the matter when the disk or the database does not do what it should.

Pure: an error is known by the code that its system gave it, never by its text. Whoever serves, whoever
starts and `/healthz` ask here, so that all of them call it by the same word.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from enum import Enum


class Trouble(Enum):
    """One word each, for a log and for `/healthz`."""

    BUSY = "busy"  # it did not answer in time, and may do so in a moment
    FULL = "full"  # there is no room for more
    READ_ONLY = "read-only"  # it may be read and not written
    DAMAGED = "damaged"  # it is no database, or not a whole one
    GONE = "gone"  # the file is not there, or another is in its place
    UNREACHABLE = "unreachable"  # the server of the database does not let us in


_OF_THE_SYSTEM = {
    errno.ENOSPC: Trouble.FULL,
    errno.EDQUOT: Trouble.FULL,
    errno.EFBIG: Trouble.FULL,
    errno.EROFS: Trouble.READ_ONLY,
    errno.EACCES: Trouble.READ_ONLY,
    errno.EPERM: Trouble.READ_ONLY,
}
_OF_SQLITE = {
    sqlite3.SQLITE_BUSY: Trouble.BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.BUSY,
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_IOERR: Trouble.DAMAGED,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
    sqlite3.SQLITE_CANTOPEN: Trouble.GONE,
}
# Where SQLite could not write, and the system did not say that it was full: a quota, a limit of the process.
_UNWRITTEN = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMMAP,
    sqlite3.SQLITE_IOERR_SHMOPEN,
}
_OF_POSTGRESQL = {
    "53100": Trouble.FULL,  # disk_full
    "25006": Trouble.READ_ONLY,  # read_only_sql_transaction
    "XX001": Trouble.DAMAGED,  # data_corrupted
    "XX002": Trouble.DAMAGED,  # index_corrupted
    "53300": Trouble.BUSY,  # too_many_connections
    "55P03": Trouble.BUSY,  # lock_not_available
    "57014": Trouble.BUSY,  # query_canceled, after statement_timeout
    "40001": Trouble.BUSY,  # serialization_failure
    "40P01": Trouble.BUSY,  # deadlock_detected
}
_NOT_LET_IN = ("08", "28", "3D", "57P")  # connection, password, no such database, shutting down


class FileGone(sqlite3.OperationalError):
    """The file of the database is not the one that this process began with."""


def kind_of(error: BaseException | None) -> Trouble | None:
    """Return what is the matter, by this error or by what caused it; None for one that is none of these."""
    return next((found for each in _and_causes(error) if (found := _kind(each))), None)


def _and_causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _kind(error: BaseException) -> Trouble | None:
    if isinstance(error, FileGone):
        return Trouble.GONE
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        if code is None:
            return None
        return Trouble.FULL if code in _UNWRITTEN else _OF_SQLITE.get(code & 0xFF)
    if isinstance(error, OSError):
        return _OF_THE_SYSTEM.get(error.errno or 0)
    return _of_psycopg(error) if type(error).__module__.startswith("psycopg") else None


def _of_psycopg(error: BaseException) -> Trouble | None:
    """psycopg may not be installed, so its errors are known by what they have."""
    if type(error).__name__ == "PoolTimeout":
        return Trouble.UNREACHABLE  # there is a connection for each thread, so it could not make one
    state = getattr(error, "sqlstate", None)
    if state is None:  # no answer of the server's at all
        lost = any(each.__name__ == "OperationalError" for each in type(error).__mro__)
        return Trouble.UNREACHABLE if lost else None
    return Trouble.UNREACHABLE if state.startswith(_NOT_LET_IN) else _OF_POSTGRESQL.get(state)
