"""A PostgreSQL of a test's own: on a free port, in a folder that goes away. It keeps nothing safe on disk.

    def test_it(on_postgresql):              # its models live there, tables and all
        ...

What SQLite settles by letting one writer in at a time, PostgreSQL leaves to row locks.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.support.processes.process import Process, free_port, until

FOLDERS = "/usr/lib/postgresql"  # where Debian keeps the programs, by version and on no PATH
QUICK = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off",
    "listen_addresses": "127.0.0.1", "unix_socket_directories": "",
}  # fmt: skip

READY = "ready to accept connections"


@dataclass
class Postgres(Process):
    """server.stop() and server.launch() restart it: the same port, and what was stored is there."""

    port: int = 0
    starts: int = 0  # before this one

    @property
    def url(self) -> str:
        return f"postgres://meant@127.0.0.1:{self.port}/postgres"

    def answers(self) -> bool:
        if not self.alive:
            raise AssertionError(f"postgres ended by itself:\n{self.log()}")
        return self.log().count(READY) > self.starts

    def launch(self) -> None:
        """Start it, for the first time or again, and wait until it takes connections."""
        self.starts = self.log().count(READY) if self.log_path.exists() else 0
        super().launch()
        until(self.answers, f"postgres on port {self.port}")

    def stop(self) -> None:
        """At once, whoever is still connected."""
        self._end(signal.SIGINT)


def program(name: str) -> str:
    newest_first = sorted(Path(FOLDERS).glob(f"*/bin/{name}"), reverse=True)
    found = next((str(each) for each in newest_first), None) or shutil.which(name)
    assert found, f"{name} is missing: `make tools` installs it"
    return found


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A server that runs while inside. It refuses to be root, so where we are it runs as its own user."""
    with tempfile.TemporaryDirectory(prefix="meant-") as name:
        folder, rooted = Path(name), os.geteuid() == 0
        as_itself = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if rooted else []
        if rooted:
            shutil.chown(folder, "postgres", "postgres")
        data, port = str(folder / "data"), free_port()
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
        make = [program("initdb"), "-D", data, "-U", "meant", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run([*as_itself, *make], env=environment, cwd=folder, check=True, capture_output=True)
        settings = [part for key, value in QUICK.items() for part in ("-c", f"{key}={value}")]
        command = [*as_itself, program("postgres"), "-D", data, "-p", str(port), *settings]
        server = Postgres(command, environment, folder / "postgres.log", port=port)
        try:
            server.launch()
            yield server
        finally:
            server.stop()


@dataclass
class Tables:
    """A database with every table of ours in it, for whichever tests live there in turn."""

    settings: Any
    connection: Any

    @contextmanager
    def instead_of_the_usual(self) -> Iterator[None]:
        usual, connection = connections.settings, connections["default"]
        connections.settings, connections["default"] = self.settings, self.connection
        try:
            yield
        finally:
            connections["default"].close()
            connections.settings, connections["default"] = usual, connection


@pytest.fixture(scope="session")
def tables(django_db_blocker: DjangoDbBlocker) -> Iterator[Tables]:
    """On a PostgreSQL with the options as shipped. One for a whole run: to start one costs as much as ten
    tests that use it.
    """
    from couples.wiring.databases import database

    with postgres() as server, django_db_blocker.unblock():
        usual = connections.settings
        settings = connections.configure_settings({"default": database(server.url, server.log_path)})
        connections.settings = settings
        try:
            made = Tables(settings, connections.create_connection("default"))
        finally:
            connections.settings = usual
        with made.instead_of_the_usual():
            call_command("migrate", verbosity=0, interactive=False)
        yield made
        made.connection.close_pool()


@pytest.fixture
def on_postgresql(tables: Tables, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Meanwhile every model lives on a PostgreSQL, in any thread. Couples are a test's own."""
    with django_db_blocker.unblock(), tables.instead_of_the_usual():
        yield
