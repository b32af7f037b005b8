"""Backups are put back where nothing is, and over nothing; what cannot be done is said in a sentence."""

from __future__ import annotations

import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from couples.infrastructure import backups, dumps
from couples.infrastructure.dumps import Config, NotDone

POSTGRESQL = {"ENGINE": "django.db.backends.postgresql", "NAME": "meant"}


def sqlite_in(folder: Path, rows: int = 0) -> Config:
    """A place for a database, as the settings name one, with so many rows in it."""
    folder.mkdir(exist_ok=True)
    name = folder / "meant.sqlite3"
    if rows:
        with closing(sqlite3.connect(name)) as database, database:
            database.execute("CREATE TABLE was_there (text)")
            database.executemany("INSERT INTO was_there VALUES (?)", [("x" * 100,)] * rows)
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(name)}


def rows_in(database: Config) -> int:
    with closing(sqlite3.connect(database["NAME"])) as connection:
        return int(connection.execute("SELECT count(*) FROM was_there").fetchone()[0])


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A backup of a database with a hundred rows."""
    target = tmp_path / "made.tar"
    backups.make(target, tmp_path / "data", sqlite_in(tmp_path / "data", rows=100))
    return target


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    folder = tmp_path / "fresh"
    folder.mkdir()
    return folder


MEMORY = Path("/dev/shm")  # a file system of its own, wherever there is one


@pytest.mark.skipif(not MEMORY.is_dir(), reason="another file system is needed, and this machine has none")
def test_a_backup_is_put_back_where_the_database_is_on_another_disk(made: Path, fresh: Path) -> None:
    if MEMORY.stat().st_dev == fresh.stat().st_dev:
        pytest.skip("another file system is needed, and all of this is on one")
    with tempfile.TemporaryDirectory(dir=MEMORY, prefix="meant-") as elsewhere:
        database = sqlite_in(Path(elsewhere))
        backups.restore(made, fresh, database)
        assert rows_in(database) == 100
        assert os.listdir(elsewhere) == ["meant.sqlite3"]


def test_a_backup_holds_what_is_committed_while_somebody_else_writes(tmp_path: Path, fresh: Path) -> None:
    database = sqlite_in(tmp_path / "data", rows=5)
    with closing(sqlite3.connect(database["NAME"], isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("INSERT INTO was_there VALUES ('in the log')")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO was_there VALUES ('not yet')")
        backups.make(tmp_path / "made.tar", tmp_path / "data", database)
        writer.execute("COMMIT")
    backups.restore(tmp_path / "made.tar", fresh, sqlite_in(fresh))
    assert rows_in(sqlite_in(fresh)) == 6 and rows_in(database) == 7


@pytest.mark.parametrize("age, seconds", [("after", 60), ("before", -60)])
def test_a_backup_is_put_over_nothing_and_says_which_is_newer(
    made: Path, tmp_path: Path, age: str, seconds: int
) -> None:
    other = sqlite_in(tmp_path / "other", rows=7)
    when = made.stat().st_mtime + seconds
    os.utime(other["NAME"], (when, when))
    with pytest.raises(NotDone, match=f"last written {age} the backup.*move away"):
        backups.restore(made, tmp_path / "other", other)
    assert rows_in(other) == 7
    Path(other["NAME"]).unlink()
    backups.restore(made, tmp_path / "other", other)
    assert rows_in(other) == 100


def test_a_log_alone_is_something_too(made: Path, fresh: Path) -> None:
    (fresh / "meant.sqlite3-wal").write_bytes(b"what came last")
    with pytest.raises(NotDone, match="There is a database already"):
        backups.restore(made, fresh, sqlite_in(fresh))


def test_one_database_is_not_put_into_another_kind(made: Path, fresh: Path) -> None:
    with pytest.raises(NotDone, match="of sqlite3, and the settings name postgresql"):
        backups.restore(made, fresh, POSTGRESQL)


def test_what_is_no_whole_backup_is_refused_and_leaves_nothing(
    made: Path, tmp_path: Path, fresh: Path
) -> None:
    whole, path = made.read_bytes(), tmp_path / "given.tar"
    with tarfile.open(made) as tar:
        at = next(each.offset_data for each in tar if each.name == "database")
    damaged = whole[:at] + b"\xff" * 5000 + whole[at + 5000 :]
    given = {
        b"something else": "is no backup",
        b"": "is no backup",
        b"\0" * 10240: "is no backup",
        whole[: at + 2000]: "is no backup",
        damaged: "is damaged",
    }
    for content, said in given.items():
        path.write_bytes(content)
        with pytest.raises(NotDone, match=said):
            backups.restore(path, fresh, sqlite_in(fresh))
        assert [each.name for each in fresh.iterdir() if each.name != "content"] == []
    with pytest.raises(NotDone, match="No such file"):
        backups.restore(tmp_path / "none.tar", fresh, sqlite_in(fresh))
    backups.restore(made, fresh, sqlite_in(fresh))
    assert rows_in(sqlite_in(fresh)) == 100


def test_a_backup_is_written_over_nothing_and_not_by_half(made: Path, tmp_path: Path) -> None:
    database = sqlite_in(tmp_path / "data")
    before = made.read_bytes()
    with pytest.raises(NotDone, match="is there already"):
        backups.make(made, tmp_path / "data", database)
    assert made.read_bytes() == before
    with pytest.raises(NotDone, match="could not be written: No such file"):
        backups.make(tmp_path / "nowhere/made.tar", tmp_path / "data", database)
    Path(database["NAME"]).write_bytes(b"no database" * 1000)
    with pytest.raises(NotDone, match="could not be read"):
        backups.make(tmp_path / "another.tar", tmp_path / "data", database)
    assert not (tmp_path / "another.tar").exists() and not list(tmp_path.glob(".backup-*"))


def test_a_file_that_somebody_made_up_writes_nowhere_else(made: Path, tmp_path: Path, fresh: Path) -> None:
    evil = tmp_path / "evil"
    evil.write_text("evil")
    names = ["../evil-1", str(tmp_path / "evil-2"), "content/../../evil-3", "content/a/evil-4", "evil-5"]
    with tarfile.open(made, "a") as tar:
        for name in [*names, "content/good.json"]:
            tar.add(evil, name)
        link = tarfile.TarInfo("content/evil-6")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    backups.restore(made, fresh, sqlite_in(fresh))
    assert (fresh / "content/good.json").read_text() == "evil"
    assert not list(tmp_path.rglob("evil-*"))


def test_without_the_programs_of_postgresql_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotDone, match="postgresql-client"):
        dumps.dump(POSTGRESQL, tmp_path / "dump")
