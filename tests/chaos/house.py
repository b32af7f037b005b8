"""Where runs take place: real processes of the app over one of the databases, and what can happen to them.

    with house("pair") as there:            # KINDS says which there are
        there.doors()                       # the ports of its processes
        there.kill(0)                       # as a power cut would; and the same port and data again

A house outlives what happens to it. What is done here waits, so from an event loop it is done in a thread.
"""

from __future__ import annotations

import contextlib
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.processes.app import App, launch_app
from tests.support.processes.postgres import Postgres, postgres
from tests.support.processes.process import free_port, until
from tests.support.processes.redis_server import Redis, launch_redis

KINDS = ("sqlite", "postgres", "pair", "small disk")
SMALL_DISK = "24m"  # the collected files, a database of some couples, and little else
KEY = "one key for two processes, at least fifty characters long 0123456789"


@dataclass
class House:
    """as_shipped: on the clock of people; else what both see at once lies a third of a second ahead."""

    kind: str
    folder: Path
    environment: dict[str, str]
    as_shipped: bool = False
    ports: tuple[int, ...] = ()
    apps: list[App] = field(default_factory=list)
    postgres: Postgres | None = None
    redis: Redis | None = None
    _keeper: App | None = None
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    @property
    def data_dir(self) -> Path:
        return self.folder / "data"

    def origin(self, at: int = 0) -> str:
        return f"http://127.0.0.1:{self.ports[at % len(self.ports)]}"

    def act(self, script: str, **arguments: object) -> Any:
        """Call a function of tests/support/scripts on its data, in a process that none of this hurts."""
        with self._one_at_a_time:
            if self._keeper is None:
                self._keeper = App([], self.apps[0].environment, self.folder / "keeper.log")
            return self._keeper.act(script, **arguments)

    def log(self) -> str:
        return "".join(path.read_text(errors="replace") for path in sorted(self.data_dir.glob("serve-*.log")))

    # ---- what can happen to it

    def kill(self, at: int) -> None:
        self.apps[at].kill()
        self.launch(at)

    def end(self, at: int) -> None:
        self.apps[at].stop()
        self.launch(at)

    def freeze(self, at: int, seconds: float) -> None:
        """Stopped as a machine is that swaps, or is moved."""
        self.apps[at].freeze()
        time.sleep(seconds)
        self.apps[at].thaw()

    def lose_redis(self, seconds: float) -> None:
        assert self.redis is not None
        self.redis.kill()
        time.sleep(seconds)
        self.redis = launch_redis(self.folder, self.redis.port)

    def restart_postgres(self) -> None:
        assert self.postgres is not None
        self.postgres.stop()
        self.postgres.launch()
        until(lambda: listens(self.postgres.port if self.postgres else 0), "postgres again")

    def lock_database(self, seconds: float) -> None:
        """Another program writes, and takes its time."""
        with contextlib.closing(sqlite3.connect(self.data_dir / "meant.sqlite3", timeout=5)) as other:
            other.execute("BEGIN IMMEDIATE")
            time.sleep(seconds)
            other.rollback()

    def fill_disk(self, seconds: float) -> None:
        """Not a byte is left."""
        filler = self.data_dir / "filler"
        with contextlib.suppress(OSError), filler.open("wb", buffering=0) as file:
            for size in (1 << 16, 1 << 10, 1):
                with contextlib.suppress(OSError):
                    while file.write(b"x" * size):
                        pass
        time.sleep(seconds)
        filler.unlink()

    # ---- its beginning and end

    def launch(self, at: int) -> None:
        port = self.ports[at]
        app = launch_app(self.data_dir, port, as_shipped=self.as_shipped, **self.environment)
        self.apps[at : at + 1] = [app]

    def leave(self) -> None:
        for app in self.apps:
            app.stop()
        self.forget_keeper()
        if self.redis is not None:
            self.redis.stop()

    def forget_keeper(self) -> None:
        """End the process that looks into the database; another is begun where one is needed again."""
        if self._keeper is not None:
            self._keeper.kill()
            self._keeper = None


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def may_mount() -> bool:
    """Whether a small disk can be had here: it takes a mount."""
    with tempfile.TemporaryDirectory() as name:
        command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", name]
        try:
            if subprocess.run(command, capture_output=True).returncode:
                return False
        except OSError:
            return False
        subprocess.run(["umount", name], check=True)
        return True


@contextlib.contextmanager
def _small_disk(folder: Path) -> Iterator[None]:
    command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK},mode=0700", "tmpfs", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextlib.contextmanager
def house(kind: str, *, as_shipped: bool = False, **environment: str) -> Iterator[House]:
    """Two processes and a Redis on PostgreSQL for a pair, else one on what its name says."""
    assert kind in KINDS, kind
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="meant-")))
        ports = tuple(free_port() for _ in range(2 if kind == "pair" else 1))
        origins = ",".join(f"http://127.0.0.1:{port}" for port in ports)
        settings = {"PUBLIC_ORIGINS": origins, "SECRET_KEY": KEY, **environment}
        there = House(kind, folder, settings, as_shipped, ports)
        there.data_dir.mkdir()
        if kind == "small disk":
            stack.enter_context(_small_disk(there.data_dir))
        if kind in ("postgres", "pair"):
            there.postgres = stack.enter_context(postgres())
            settings["DATABASE_URL"] = there.postgres.url
        stack.callback(there.leave)
        if kind == "pair":
            there.redis = launch_redis(folder)
            settings |= {"REDIS_URL": there.redis.url, "WEB_PROCESSES": "2"}
        for at in range(len(ports)):
            there.apps.append(launch_app(there.data_dir, ports[at], as_shipped=as_shipped, **settings))
        yield there
