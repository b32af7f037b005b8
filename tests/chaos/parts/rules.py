"""The rules alone, in any order: as many examples of fifty deeds as nobody would wait for in the suite.

The state machine over the use cases (`make test-long`) is another, and has the database.
"""

from __future__ import annotations

import os
import subprocess
import sys
from tempfile import TemporaryDirectory

from tests.chaos.running import Run
from tests.support.processes.process import ROOT

EXAMPLES = 20_000
AT_ONCE = 2_000  # in one process, so that it says how far it is
TEST = "tests/rules/test_rules_in_any_order.py"


def measure(run: Run) -> dict[str, float]:
    wanted, done, breaks = run.times(EXAMPLES), 0, 0
    while done < wanted:
        examples = min(AT_ONCE, wanted - done)
        breaks += not _holds(run, examples, seed=run.seed + done)
        done += examples
        run.say(f"rules: {done} examples, {breaks} breaks")
    return {"rules.examples": done, "rules.breaks": breaks}


def _holds(run: Run, examples: int, seed: int) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "--timeout", "3600"]
    with TemporaryDirectory() as folder:
        found = subprocess.run(
            [*command, f"--hypothesis-seed={seed}", TEST],
            cwd=ROOT,
            env={**os.environ, "RULES_EXAMPLES": str(examples), "HYPOTHESIS_STORAGE_DIRECTORY": folder},
            capture_output=True,
            text=True,
        )
    if found.returncode:
        run.complain(f"rules: seed {seed}:\n{found.stdout[-4000:]}")
    return not found.returncode
