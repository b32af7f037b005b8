"""The clock that tests set: the app as shipped has no way to it, and it refuses whatever is no test's."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.support.http.visitors import RemoteVisitor
from tests.support.processes import own_clock
from tests.support.processes.app import ENTRY, App, settings_for
from tests.support.processes.process import ROOT, START_SECONDS

HOUR_MS = 3_600_000
BUSY_MS = 60_000  # between two looks at a clock, at the most


def now_of(app: App) -> int:
    """What the app tells a page that asks."""
    person = RemoteVisitor("alex", app.origin)
    code = person.start()
    return int(json.loads(person.ask(f"/s/{code}/", accept="application/json").text)["now"])


def ahead_of_here(app: App) -> int:
    return now_of(app) - time.time_ns() // 1_000_000


def refused(data_dir: Path, **environment: str) -> str:
    """What the entry of the tests says where it will not serve."""
    ended = subprocess.run(
        [sys.executable, ENTRY, "serve"],
        cwd=ROOT,
        env=settings_for(8000, data_dir, **environment),
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
    )
    assert ended.returncode == 1, ended
    return ended.stderr


def test_the_app_as_shipped_is_on_this_machines_clock_whatever_a_test_has_set(
    start_app: Callable[..., App], folder: Path
) -> None:
    own, shipped = folder / "own", folder / "shipped"
    for data_dir in (own, shipped):
        data_dir.mkdir()
        own_clock.mark(data_dir)
        own_clock.forward(data_dir, HOUR_MS)
    assert abs(ahead_of_here(start_app(own, as_shipped=False)) - HOUR_MS) < BUSY_MS, "a test can set it"
    assert abs(ahead_of_here(start_app(shipped))) < BUSY_MS


def test_it_refuses_a_data_folder_that_no_test_has_marked(folder: Path) -> None:
    assert f"{folder} is no data folder of a test." in refused(folder)
    assert not (folder / "meant.sqlite3-wal").exists(), "nothing was served"


def test_it_refuses_an_app_that_others_can_reach(folder: Path) -> None:
    own_clock.mark(folder)
    said = refused(folder, PUBLIC_ORIGINS="http://127.0.0.1:8000,https://meant.example")
    assert "https://meant.example can be reached by others." in said
