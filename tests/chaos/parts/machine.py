"""Two people at four tabs, over sockets and with the database, in any order: on SQLite and on PostgreSQL.

The suite has a few runs of it. Here are hundreds on each database, both beside each other, and before them
the control: every fault that is put into the app is noticed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from tests.chaos.running import Run
from tests.support.processes.process import ROOT

EXAMPLES, STEPS = 500, 30
AT_ONCE = 50  # in one process, so that it says how far it is
TEST = "tests/chaos/test_machine.py"
HOLDS = f"{TEST}::test_what_was_promised_holds_at_four_tabs_in_any_order"
DATABASES = {
    "sqlite": [sys.executable, "-m", "pytest"],
    "postgres": [sys.executable, "tests/setup/on_postgresql.py"],
}
# xunit1 has room for what a test counted.
QUIETLY = ("-q", "-n", "0", "-p", "no:cacheprovider", "-o", "junit_family=xunit1")
SHOWN_CHARACTERS = 6_000  # of the end of what pytest says


def measure(run: Run) -> dict[str, float]:
    for name in DATABASES:
        _, broke = _pytest(run, name, [TEST, "-k", "notices", "--hypothesis-profile", "long"], {})
        assert not broke, f"the control: on {name} a fault was not noticed"
    run.say("machine: every fault that was put in is noticed, on both databases")
    with ThreadPoolExecutor(len(DATABASES)) as both:
        found = dict(zip(DATABASES, both.map(lambda name: _examples(run, name), DATABASES), strict=True))
    counted: dict[str, float] = {f"machine.{name}_examples": done for name, (done, _) in found.items()}
    return {**counted, "machine.breaks": sum(broke for _, broke in found.values())}


def _examples(run: Run, name: str) -> tuple[int, int]:
    """How many runs held on this database, and how often one broke."""
    wanted, tried, held, breaks = run.times(EXAMPLES), 0, 0, 0
    while tried < wanted:
        some = min(AT_ONCE, wanted - tried)
        environment = {"SOCKET_RUNS": str(some), "SOCKET_STEPS": str(STEPS)}
        counted, broke = _pytest(run, name, [HOLDS, f"--hypothesis-seed={run.seed + tried}"], environment)
        tried, held, breaks = tried + some, held + counted, breaks + broke
        run.say(f"machine: {name}: {held} of {wanted} runs of {STEPS} deeds, {breaks} breaks")
    return held, breaks


def _pytest(run: Run, name: str, arguments: list[str], environment: dict[str, str]) -> tuple[int, bool]:
    """How many examples the test says that it had, and whether it failed."""
    with TemporaryDirectory(prefix="meant-") as folder:
        told = Path(folder) / "told.xml"
        found = subprocess.run(
            [*DATABASES[name], *QUIETLY, f"--junitxml={told}", *arguments],
            cwd=ROOT,
            env={**os.environ, **environment, "HYPOTHESIS_STORAGE_DIRECTORY": folder},
            capture_output=True,
            text=True,
        )
        kept = ElementTree.parse(told).getroot().iter("property") if told.exists() else []
        counted = sum(int(each.get("value", "0")) for each in kept if each.get("name") == "examples")
    if found.returncode:
        run.complain(f"machine: on {name}, {arguments}:\n{found.stdout[-SHOWN_CHARACTERS:]}{found.stderr}")
    return counted, bool(found.returncode)
