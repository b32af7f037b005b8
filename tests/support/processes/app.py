"""The app as a process of its own, served by manage.py; and what a test does with its data and its clock."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.processes import own_clock
from tests.support.processes.crashes import crashes_in
from tests.support.processes.process import ROOT, START_SECONDS, STOP_SECONDS, Process, free_port, until

ENTRY = "tests/support/processes/entry.py"  # manage.py on a clock that a test can set


@dataclass
class App(Process):
    """The app, served by `manage.py serve`. `door`: another port of its origins, for a Network before it."""

    port: int = 0
    data_dir: Path = Path()
    door: int = 0
    actor: subprocess.Popen[str] | None = field(default=None, repr=False)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str = "/") -> str:
        with urllib.request.urlopen(self.origin + path, timeout=10) as response:
            return str(response.read().decode())

    def healthy(self) -> bool:
        if not self.alive:
            raise AssertionError(f"the app ended by itself:\n{self.log()}")
        try:
            return bool(self.get("/healthz"))
        except (OSError, urllib.error.URLError):
            return False

    def manage(self, *arguments: str, fails: bool = False) -> str:
        """Run another command of manage.py on the same data, e.g. `app.manage("sweep")`.

        fails: it is to end with status 1 and a sentence, which is returned.
        """
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
        )
        assert done.returncode == int(fails), done.stdout + done.stderr
        return done.stderr if fails else done.stdout

    def act(self, script: str, **arguments: object) -> Any:
        """Call a function of tests/support/scripts on this app's data, and return what it returns."""
        if self.actor is None:
            self.actor = subprocess.Popen(
                [sys.executable, ENTRY, "act"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self.actor.stdin and self.actor.stdout
        self.actor.stdin.write(json.dumps({"script": script, "arguments": arguments}) + "\n")
        self.actor.stdin.flush()
        answer = json.loads(self.actor.stdout.readline() or '{"failed": "the actor ended by itself"}')
        assert "failed" not in answer, answer["failed"]
        return answer["done"]

    def forward(self, milliseconds: int) -> None:
        """Move the clock of an app that is not served as shipped. Its phones hear of it with a message."""
        own_clock.forward(self.data_dir, milliseconds)

    def forward_to(self, instant: int) -> None:
        """Move the clock to an instant of the app's, in ms, if that has not come yet."""
        now = time.time_ns() // 1_000_000 + own_clock.ahead(self.data_dir)
        self.forward(max(0, instant - now))

    def leave_untouched(self, seconds: int) -> None:
        """Let every page that is open have been left alone for so much longer: see own_clock.py."""
        own_clock.leave_untouched(self.data_dir, seconds)

    @contextlib.contextmanager
    def as_far_ahead_as_shipped(self) -> Iterator[None]:
        """What both are to see at once is not hurried meanwhile: for tests that measure how well it is."""
        own_clock.as_far_ahead_as_shipped(self.data_dir, True)
        yield
        own_clock.as_far_ahead_as_shipped(self.data_dir, False)

    def _end(self, by: signal.Signals) -> None:
        super()._end(by)
        if self.actor is not None:
            self.actor.communicate(timeout=STOP_SECONDS)  # which ends its orders, and so it ends
            self.actor = None


def settings_for(port: int, data_dir: Path, **changes: str) -> dict[str, str]:
    """The environment of an app: this machine's own settings of Meant left out, limits out of the way."""
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR") if name in os.environ
    }
    return {
        **kept,
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "LIMIT_CREATE": "100000",
        "LIMIT_CLAIM": "100000",
        "LIMIT_CONNECT": "100000",
        **changes,
    }


def launch_app(data_dir: Path, port: int = 0, *, as_shipped: bool = True, **environment: str) -> App:
    """Start the app and wait until it answers. The caller stops it."""
    port = port or free_port()
    own_clock.mark(data_dir)  # which an app that is served as shipped knows nothing of
    app = App(
        command=[sys.executable, "manage.py" if as_shipped else ENTRY, "serve", "--port", str(port)],
        environment=settings_for(port, data_dir, **environment),
        log_path=data_dir / f"serve-{port}.log",
        port=port,
        data_dir=data_dir,
    )
    app.launch()
    try:
        until(app.healthy, f"{app.origin}/healthz")
    except AssertionError as failure:
        app.kill()
        raise AssertionError(f"{failure}\n{app.log()}") from None
    return app


def assert_quiet(app: App) -> None:
    assert not crashes_in(app.log()), app.log()
