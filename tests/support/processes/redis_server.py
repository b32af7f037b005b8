"""A Redis of a test's own."""

from __future__ import annotations

import os
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

from tests.support.processes.process import Process, free_port, until


@dataclass
class Redis(Process):
    """A Redis server that keeps nothing on disk."""

    port: int = 0

    @property
    def dump(self) -> Path:
        """Where it writes what it keeps, if it is told to."""
        return self.log_path.parent / "dump.rdb"

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def answers(self) -> bool:
        if not self.alive:
            raise AssertionError(f"redis-server ended by itself:\n{self.log()}")
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def launch_redis(folder: Path, port: int = 0) -> Redis:
    """Start a Redis and wait until it answers. The caller stops it."""
    program = shutil.which("redis-server")
    assert program, "redis-server is missing: `make tools` installs it"
    port = port or free_port()
    redis = Redis(
        command=[program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
                 "--dir", str(folder), "--daemonize", "no"],
        environment={"PATH": os.environ.get("PATH", "")},
        log_path=folder / f"redis-{port}.log",
        port=port,
    )  # fmt: skip
    redis.launch()
    until(redis.answers, f"redis-server on port {port}")
    return redis
