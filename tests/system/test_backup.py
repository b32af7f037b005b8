"""A backup is taken while two people go on, and opens elsewhere with the cookies that they have."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.support.http.visitors import RemoteVisitor, sit_down
from tests.support.processes.app import App
from tests.support.processes.process import ROOT, START_SECONDS, free_port

BACKUP, RESTORE = ROOT / "docs/hosting/backup.sh", ROOT / "docs/hosting/restore.sh"


def run(script: Path, argument: Path, env_file: Path) -> subprocess.CompletedProcess[str]:
    """As a host does, with the settings in a file."""
    return subprocess.run(
        ["sh", str(script), str(argument)],
        env={"PATH": os.environ["PATH"], "MEANT_ENV": str(env_file)},
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
    )


def settings_file(folder: Path, data_dir: Path, **more: str) -> Path:
    data_dir.mkdir(exist_ok=True)
    path = folder / f"{data_dir.name}.env"
    path.write_text("".join(f"{name}='{value}'\n" for name, value in {"DATA_DIR": data_dir, **more}.items()))
    return path


def backed_up(folder: Path, env_file: Path) -> Path:
    """The new one, in a folder that has some already: those of the last week stay."""
    into = folder / "backups"
    into.mkdir()
    old = {"meant-1.tar": 1, "meant-6.tar": 6, "meant-8.tar": 8, "meant-30.tar": 30, "mine.tar": 30}
    for name, days in old.items():
        (into / name).touch()
        then = (into / name).stat().st_mtime - days * 24 * 60 * 60
        os.utime(into / name, (then, then))
    done = run(BACKUP, into, env_file)
    assert done.returncode == 0, done.stderr
    left = {each.name for each in into.iterdir()}
    assert {"meant-1.tar", "meant-6.tar", "mine.tar"} < left and len(left) == 4, left
    (made,) = left - set(old)
    return into / made


def answers_in(database: Path) -> int:
    """How many there are, or -1 where there is not even a place for them."""
    with closing(sqlite3.connect(f"file:{database}?immutable=1", uri=True)) as connection:
        try:
            (count,) = connection.execute("SELECT count(*) FROM exercises_answer").fetchone()
        except sqlite3.DatabaseError:
            return -1
        return int(count)


def moved_to(person: RemoteVisitor, app: App) -> RemoteVisitor:
    """The same browser, with its cookies, at another place."""
    person.origin = app.origin
    return person


def test_a_backup_of_a_running_server_opens_elsewhere_with_the_old_cookies(
    start_app: Callable[..., App], folder: Path
) -> None:
    app = start_app()
    alex, sam = RemoteVisitor("alex", app.origin), RemoteVisitor("sam", app.origin)
    code = sit_down(alex, sam)
    alex.answer_all()
    sam.open(f"/s/{code}/")
    sam.answer_all()
    copied = folder / "copied.sqlite3"
    copied.write_bytes((app.data_dir / "meant.sqlite3").read_bytes())
    made = backed_up(folder, settings_file(folder, app.data_dir))
    assert made.stat().st_mode & 0o777 == 0o600
    with tarfile.open(made) as tar:
        assert {"about.json", "database", "secret-key", "content"} <= set(tar.getnames())
        assert any(name.startswith("content/") for name in tar.getnames())
        tar.extract("database", folder, filter="data")
    # What came last is in the log beside the file, and whoever copies the file alone does not have it.
    assert answers_in(folder / "database") == 12 > answers_in(copied)
    # The server goes on, and what comes after the backup is not in it.
    alex.show_ours("share")
    app.stop()

    elsewhere = folder / "elsewhere #1"  # whatever it is called
    done = run(RESTORE, made, settings_file(folder, elsewhere))
    assert done.returncode == 0 and "erased since then is back" in done.stdout, done.stderr
    key = (app.data_dir / "secret-key").read_text()
    assert (elsewhere / "secret-key").read_text() == key
    assert all(each.stat().st_mode & 0o077 == 0 for each in elsewhere.rglob("*") if each.is_file())
    again = start_app(data_dir=elsewhere, port=free_port())
    for person in (alex, sam):
        page = moved_to(person, again).open(f"/s/{code}/")
        assert person.status == 200 and "I’m ready to show mine" in page.buttons, page.text[:300]
    for person in (alex, sam):
        person.show_ours("share")
    assert "Next" in alex.open(f"/s/{code}/").buttons
