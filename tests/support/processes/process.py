"""A process of this machine's: how it is launched, frozen and ended, its port, and how one waits for it."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
START_SECONDS = 40  # a first start migrates and collects, on a machine that may be busy
STOP_SECONDS = 15
POLL_SECONDS = 0.05
FIRST_PORT, LAST_PORT = 16_000, 32_000
PORTS_OF_ONE_RUN = 64


_ports = itertools.count(os.getpid() * PORTS_OF_ONE_RUN)


def free_port() -> int:
    """A port that nobody has, below those that the system gives to whoever connects to something.

    One of these could be taken between the choice of it and its use. Runs beside this one start elsewhere.
    """
    while True:
        port = FIRST_PORT + next(_ports) % (LAST_PORT - FIRST_PORT)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def until(holds: Callable[[], bool], what: str, seconds: float = START_SECONDS) -> None:
    """Wait until something of another process holds. For pages use Playwright's own waiting."""
    ends = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > ends:
            raise AssertionError(f"waited {seconds:.0f} s in vain: {what}")
        time.sleep(POLL_SECONDS)


def bound_to_us(*command: str) -> list[str]:
    """This command, as a process that is killed when this one ends, however it ends; where Linux is below."""
    program = shutil.which("setpriv")
    return [program, "--pdeathsig", "KILL", "--", *command] if program else list(command)


@dataclass
class Process:
    """A process with a log. Signals go to its whole group."""

    command: list[str]
    environment: dict[str, str]
    log_path: Path
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def launch(self) -> None:
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def log(self) -> str:
        return self.log_path.read_text(errors="replace")

    def freeze(self) -> None:
        os.killpg(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.killpg(self.pid, signal.SIGCONT)

    def send(self, what: signal.Signals) -> None:
        """Send a signal, and wait for nothing."""
        os.killpg(self.pid, what)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, and insist after a while."""
        with contextlib.suppress(ProcessLookupError):
            self.thaw()
        self._end(signal.SIGTERM)

    def _end(self, by: signal.Signals) -> None:
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, by)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.pid, signal.SIGKILL)
            self.process.wait(STOP_SECONDS)
