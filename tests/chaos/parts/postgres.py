"""The suite’s own tests of what is stored, on a PostgreSQL of their own: what `make test-postgres` runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from tests.chaos.running import Run
from tests.setup.on_postgresql import FOLDERS
from tests.support.processes.process import ROOT

SHOWN_CHARACTERS = 6_000  # of the end of what pytest says, where something failed


def measure(run: Run) -> dict[str, float]:
    """Less than a full run takes the first folders only."""
    folders = FOLDERS[: run.times(len(FOLDERS))]
    run.say(f"postgres: {', '.join(folders)}")
    with TemporaryDirectory(prefix="meant-") as folder:
        told = Path(folder) / "told.xml"
        found = subprocess.run(
            [sys.executable, "tests/setup/on_postgresql.py", "-q", "-n", "auto", f"--junitxml={told}",
             "-p", "no:cacheprovider", *(f"tests/{each}" for each in folders)],
            cwd=ROOT, capture_output=True, text=True,
        )  # fmt: skip
        suites = ElementTree.parse(told).getroot().iter("testsuite") if told.exists() else []
        counted = [{name: int(count) for name, count in _counts(each)} for each in suites]
    failed = sum(each["failures"] + each["errors"] for each in counted)
    ran = sum(each["tests"] - each["skipped"] for each in counted)
    said = found.stdout[-SHOWN_CHARACTERS:] + found.stderr
    run.say(f"postgres: {ran} tests, {failed} failed")
    if found.returncode:
        run.complain(f"postgres: status {found.returncode}:\n{said}")
    return {"postgres.tests": ran, "postgres.failed": failed}


def _counts(suite: ElementTree.Element) -> list[tuple[str, str]]:
    return [(name, suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")]
