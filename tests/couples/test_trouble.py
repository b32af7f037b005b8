"""What is the matter with a disk or a database is known by the codes of errors, never by their texts."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, OperationalError
from psycopg_pool import PoolTimeout

from couples.infrastructure.health import refusal_of, stored
from couples.infrastructure.trouble import Trouble, kind_of
from couples.infrastructure.watched_file import WatchedFile

Spoil = Callable[[Path], object]


def caused_by(spoil: Spoil, path: Path) -> sqlite3.Error:
    with pytest.raises(sqlite3.Error) as caught:
        spoil(path)
    return caught.value


def fill(path: Path) -> None:
    with sqlite3.connect(path) as full:
        full.execute("PRAGMA max_page_count = 2")
        full.execute("INSERT INTO t VALUES (zeroblob(100000))")


def write_what_may_be_read(path: Path) -> None:
    sqlite3.connect(f"file:{path}?mode=ro", uri=True).execute("DELETE FROM t")


def overwrite(path: Path) -> None:
    path.write_bytes(os.urandom(path.stat().st_size))
    sqlite3.connect(path).execute("SELECT * FROM t")


def wait_in_vain(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    sqlite3.connect(path, timeout=0).execute("DELETE FROM t")


def lose_the_folder(path: Path) -> None:
    sqlite3.connect(path.parent / "nowhere" / path.name).execute("SELECT 1")


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (fill, Trouble.FULL), (write_what_may_be_read, Trouble.READ_ONLY), (overwrite, Trouble.DAMAGED),
        (wait_in_vain, Trouble.BUSY), (lose_the_folder, Trouble.GONE),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning")
def test_what_sqlite_says(tmp_path: Path, spoil: Spoil, kind: Trouble) -> None:
    path = tmp_path / "a.sqlite3"
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE t (x)")
    made.close()
    error = caused_by(spoil, path)
    assert kind_of(error) is kind
    wrapped = OperationalError("anything")
    wrapped.__cause__ = error
    assert kind_of(wrapped) is kind, "and so it is when Django has wrapped it"


@pytest.mark.parametrize(
    ("code", "kind"),
    [(errno.ENOSPC, Trouble.FULL), (errno.EDQUOT, Trouble.FULL), (errno.EFBIG, Trouble.FULL),
     (errno.EROFS, Trouble.READ_ONLY), (errno.EACCES, Trouble.READ_ONLY), (errno.ECONNREFUSED, None)],
)  # fmt: skip
def test_what_the_system_says(code: int, kind: Trouble | None) -> None:
    assert kind_of(OSError(code, os.strerror(code))) is kind


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (psycopg.errors.DiskFull(), Trouble.FULL),
        (psycopg.errors.ReadOnlySqlTransaction(), Trouble.READ_ONLY),
        (psycopg.errors.DataCorrupted(), Trouble.DAMAGED), (psycopg.errors.DeadlockDetected(), Trouble.BUSY),
        (psycopg.errors.LockNotAvailable(), Trouble.BUSY),
        (psycopg.errors.AdminShutdown(), Trouble.UNREACHABLE),
        (psycopg.errors.InvalidPassword(), Trouble.UNREACHABLE), (PoolTimeout(), Trouble.UNREACHABLE),
        (psycopg.OperationalError("connection refused"), Trouble.UNREACHABLE),
        (psycopg.errors.UniqueViolation(), None), (psycopg.ProgrammingError(), None), (ValueError(), None),
    ],
)  # fmt: skip
def test_what_postgresql_says(error: Exception, kind: Trouble | None) -> None:
    assert kind_of(error) is kind


@pytest.fixture
def forgotten() -> Iterator[None]:
    """What is noticed here is nothing that `/healthz` should say of this process."""
    yield
    stored()


@pytest.mark.usefixtures("forgotten")
def test_a_person_is_told_what_is_true_of_it_and_a_fault_of_ours_is_none_of_these() -> None:
    def told(code: int) -> str:
        error = DatabaseError("anything")
        error.__cause__ = sqlite3.OperationalError()
        error.__cause__.sqlite_errorcode = code
        refusal = refusal_of(error)
        return refusal.reason if refusal else ""

    assert told(sqlite3.SQLITE_BUSY) == "busy"
    assert [told(each) for each in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE)] == ["no_room"] * 2
    assert [told(each) for each in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CANTOPEN)] == ["out_of_order"] * 2
    assert told(sqlite3.SQLITE_CONSTRAINT) == "" and refusal_of(KeyError("a fault")) is None


# ---- a file that is not there any more ------------------------------------------------------------------


def watched(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, factory=WatchedFile)


def test_a_connection_keeps_to_the_file_that_the_process_began_with(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    first = watched(path)
    first.cursor().execute("CREATE TABLE t (x)")
    first.commit()
    path.rename(tmp_path / "away")
    for use in (first.cursor, lambda: watched(path)):
        assert kind_of(caused_by(lambda _, use=use: use(), path)) is Trouble.GONE  # type: ignore[misc]
    assert not path.exists(), "no empty one is put in its place"
    path.touch()
    assert kind_of(caused_by(lambda _: first.cursor(), path)) is Trouble.GONE, "another is none, either"
    (tmp_path / "away").rename(path)
    assert first.cursor().execute("SELECT count(*) FROM t").fetchone() == (0,)
    first.close()
