"""What stops a start says so in one sentence that names what to do, and leaves everything as it was."""

from __future__ import annotations

import http.client
import io
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from couples.management.commands import serve
from tests.support.processes.app import App, launch_app, settings_for
from tests.support.processes.process import ROOT, START_SECONDS, free_port, until

A_KEY = "a key for a test, fifty characters or more, never used elsewhere 0123456789"


def refused(data_dir: Path, port: int = 0, **environment: str) -> str:
    """What `serve` says where it will not serve: one line, and no more."""
    port = port or free_port()
    ended = subprocess.run(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        cwd=ROOT,
        env=settings_for(port, data_dir, **environment),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
    )
    assert ended.returncode == 1, ended
    assert ended.stdout == "" and len(ended.stderr.splitlines()) == 1, ended.stderr
    return ended.stderr.strip()


def all_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".log"
    }


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of an app that has been served, and has ended."""
    folder = tmp_path_factory.mktemp("served") / "stored #1 ?x=%2F"
    folder.mkdir()
    app = launch_app(folder, SECRET_KEY=A_KEY)
    app.stop()
    return folder


@pytest.fixture
def data(stored: Path, tmp_path: Path) -> Path:
    """A copy of it, to be spoilt."""
    return Path(shutil.copytree(stored, tmp_path / "data"))


def test_the_database_is_in_its_folder_whatever_the_folder_is_called(stored: Path) -> None:
    assert (stored / "meant.sqlite3").stat().st_size > 0
    assert list(stored.parent.iterdir()) == [stored]


def test_a_database_of_a_newer_version_is_refused_and_left_alone(data: Path) -> None:
    with sqlite3.connect(data / "meant.sqlite3") as newer:
        newer.execute(
            "INSERT INTO django_migrations(app, name, applied) VALUES ('couples', '0999_later', '2030-01-01')"
        )
    newer.close()
    before = all_of(data)
    said = refused(data, SECRET_KEY=A_KEY)
    assert "A newer version of Meant made this database (couples.0999_later is in it)." in said
    assert all_of(data) == before


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwrite(path: Path) -> None:
    path.write_bytes(os.urandom(path.stat().st_size))


@pytest.mark.parametrize("spoil", [cut_in_half, overwrite])
def test_a_damaged_database_is_refused_and_left_alone(data: Path, spoil: Callable[[Path], None]) -> None:
    spoil(data / "meant.sqlite3")
    before = all_of(data)
    said = refused(data, SECRET_KEY=A_KEY)
    assert f"The database {data / 'meant.sqlite3'} is damaged. Put back a copy" in said
    assert all_of(data) == before


def test_a_log_without_its_database_is_not_thrown_away(data: Path) -> None:
    (data / "meant.sqlite3").write_bytes(b"")
    (data / "meant.sqlite3-wal").write_bytes(b"what had been stored last")
    assert "is missing or empty, but its log is there" in refused(data, SECRET_KEY=A_KEY)
    assert (data / "meant.sqlite3-wal").read_bytes() == b"what had been stored last"


def test_a_database_server_that_is_not_there_is_said_without_its_address(data: Path) -> None:
    said = refused(
        data, SECRET_KEY=A_KEY, DATABASE_URL=f"postgres://somebody:secret@127.0.0.1:{free_port()}/it"
    )
    assert said.endswith(
        "The database that DATABASE_URL names can’t be reached. Start it, or correct DATABASE_URL."
    )


def said_by(data_dir: Path, *command: str, **environment: str) -> str:
    """What a command of manage.py says where it can't do it: one line, and no more."""
    ended = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=settings_for(free_port(), data_dir, **environment),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
    )
    assert ended.returncode == 1 and ended.stdout == "" and len(ended.stderr.splitlines()) == 1, ended
    return ended.stderr.strip()


def test_the_other_commands_end_in_a_sentence_as_well(folder: Path) -> None:
    away = {"SECRET_KEY": A_KEY, "DATABASE_URL": f"postgres://somebody:secret@127.0.0.1:{free_port()}/it"}
    assert said_by(folder, "sweep", **away) == (
        "The database that DATABASE_URL names can’t be reached. Start it, or correct DATABASE_URL."
    )
    backup = said_by(folder, "backup", str(folder / "made.tar"), **away)
    assert backup.startswith("CommandError: pg_dump said: connection to server at") and "refused" in backup
    assert said_by(folder, "sweep", SECRET_KEY=A_KEY).startswith("There is nothing in the database yet.")


def test_the_address_that_a_host_chooses_is_one_by_which_people_come_in(folder: Path) -> None:
    port, chosen = free_port(), "127.0.0.2"  # none of those that are let in anyway
    command = [sys.executable, "manage.py", "serve", "--port", str(port), "--host", chosen]
    app = App(command, settings_for(port, folder), folder / "serve.log", port=port, data_dir=folder)
    app.launch()
    try:
        until(lambda: f"Meant is on http://{chosen}:{port}/" in app.log(), "it to be served")
        with closing(http.client.HTTPConnection(chosen, port, timeout=20)) as connection:
            connection.request("POST", "/", headers={"Origin": f"http://{chosen}:{port}"})
            assert connection.getresponse().status not in {400, 403}
    finally:
        app.stop()


@pytest.mark.parametrize(
    ("host", "named", "lets_in"),
    [
        ("127.0.0.1", "", ""),
        ("localhost", "", ""),
        ("0.0.0.0", "", ""),
        ("192.0.2.7", "", "http://192.0.2.7:8000"),
        ("2001:db8::7", "", "http://[2001:db8::7]:8000"),
        ("192.0.2.7", "https://meant.example", ""),
    ],
)
def test_which_address_a_chosen_host_lets_in(
    monkeypatch: pytest.MonkeyPatch, host: str, named: str, lets_in: str
) -> None:
    monkeypatch.setenv("PUBLIC_ORIGINS", named)
    assert serve.address_named(host, 8000) == lets_in


def test_whoever_listens_everywhere_hears_who_is_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    def said(host: str, lan: str = "") -> str:
        out = io.StringIO()
        serve.Command(stdout=out).say_where(host, 8000, lan)
        return out.getvalue()

    monkeypatch.setenv("PUBLIC_ORIGINS", "")
    assert "PUBLIC_ORIGINS names no other address" in said("0.0.0.0")
    assert "names no other" not in said("127.0.0.1") + said("0.0.0.0", "http://192.0.2.7:8000")
    monkeypatch.setenv("PUBLIC_ORIGINS", "https://meant.example")
    assert "names no other" not in said("0.0.0.0")


def test_a_port_that_is_taken_is_said_before_anything_is_made(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = refused(folder, port=taken.getsockname()[1])
    assert "is taken. Choose another with --port" in said
    assert not (folder / "static").exists() and not (folder / "meant.sqlite3").stat().st_size


def test_settings_that_are_wrong_end_in_a_sentence_as_well(folder: Path) -> None:
    assert "DATABASE_URL names no database" in refused(folder, DATABASE_URL="nonsense:secret")
