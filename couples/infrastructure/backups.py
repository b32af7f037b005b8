"""Backups: the database, the key and the content that sessions began with, as one file, while it is served.

They belong together: a session cannot be shown without the content that it began with, and a SQLite file
without the log beside it lacks what came last. A backup is put back where nothing is, and over nothing.
"""

from __future__ import annotations

import json
import os
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from couples.infrastructure.dumps import Config, NotDone, dump, kind_of, load, what_is_in, what_to_move

ABOUT = "about.json"
DATABASE = "database"
KEY = "secret-key"
CONTENT = "content"


def make(target: Path, data_dir: Path, database: Config) -> None:
    """Write a backup to a file that is not there yet, for its owner only."""
    if target.exists():
        raise NotDone(f"{target} is there already. Name another file.")
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as name:
            aside = Path(name)  # beside it, where its owner has room for it, and 0700
            # The database first: the content of every session that is in it was written before.
            dump(database, aside / DATABASE)
            about = {"made": datetime.now(UTC).isoformat(timespec="seconds"), "database": kind_of(database)}
            (aside / ABOUT).write_text(json.dumps(about))
            whole = aside / "whole"
            with tarfile.open(whole, "x") as tar:
                for each in (ABOUT, DATABASE):
                    tar.add(aside / each, each)
                for each in (KEY, CONTENT):
                    if (data_dir / each).exists():
                        tar.add(data_dir / each, each)
            whole.chmod(0o600)
            whole.rename(target)
    except OSError as error:
        raise NotDone(f"{target} could not be written: {error.strerror}.") from None


def restore(source: Path, data_dir: Path, database: Config) -> str:
    """Put a backup back, where there is nothing yet. Returns when it was made."""
    try:
        with (
            tarfile.open(source) as tar,
            tempfile.TemporaryDirectory(prefix=".restore-", dir=data_dir) as name,
        ):
            aside = Path(name)
            for member in tar:
                _take_out(tar, member, aside)
            if not (aside / ABOUT).exists() or not (aside / DATABASE).exists():
                raise ValueError("something is missing")
            about = json.loads((aside / ABOUT).read_text())
            _check_place(database, about["database"], about["made"])
            (data_dir / CONTENT).mkdir(exist_ok=True)
            for each in (aside / CONTENT).glob("*"):
                each.replace(data_dir / CONTENT / each.name)
            if (aside / KEY).exists():
                (aside / KEY).replace(data_dir / KEY)
            load(database, aside / DATABASE)  # last: without the others it would be no use
    except (tarfile.TarError, ValueError, KeyError):
        raise NotDone(f"{source} is no backup, or not a whole one.") from None
    except OSError as error:
        raise NotDone(f"{error.filename or source}: {error.strerror}.") from None
    return str(about["made"])


def _take_out(tar: tarfile.TarFile, member: tarfile.TarInfo, aside: Path) -> None:
    """One file of a backup, by a name that a backup has; whatever else is in there is left in there."""
    parts = PurePosixPath(member.name).parts
    if not member.isfile() or not (parts in {(ABOUT,), (DATABASE,), (KEY,)} or _is_content(parts)):
        return
    place = aside.joinpath(*parts)
    place.parent.mkdir(exist_ok=True)
    file = tar.extractfile(member)
    assert file is not None, "it is a file"
    with file, open(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        while block := file.read(1 << 20):
            out.write(block)


def _is_content(parts: tuple[str, ...]) -> bool:
    return len(parts) == 2 and parts[0] == CONTENT and parts[1] not in {"..", "."}


def _check_place(database: Config, kind: str, made: str) -> None:
    if kind != kind_of(database):
        raise NotDone(
            f"The backup is of {kind}, and the settings name {kind_of(database)}. Nothing was changed; "
            "correct DATABASE_URL, then restore again."
        )
    there = what_is_in(database)
    if there is None:
        return
    age = {True: ", last written after the backup", False: ", last written before the backup"}
    raise NotDone(
        f"Nothing was changed. There is a database already{age[there > made] if there else ''}; "
        f"the backup is of {made}. "
        "What was entered since then would be lost, and what was erased since then would be back. "
        f"To put it back all the same, stop the server and {what_to_move(database)}."
    )
