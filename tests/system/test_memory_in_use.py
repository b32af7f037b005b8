"""The memory in use, as long runs measure it: what is kept shows, what is let go of does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.processes.memory_in_use import ALL_COUNTED
from tests.support.processes.process import ROOT

KEPT_KB = 20_000
STRAY_KB = 2_000  # what Python itself needs meanwhile

PROCESS = f"""
import os, signal, sys
from pathlib import Path
from tests.support.processes import memory_in_use

folder = Path(sys.argv[1])
memory_in_use.install(folder)

def told():
    os.kill(os.getpid(), signal.SIGUSR1)
    return int((folder / memory_in_use.TOLD).read_text())

before = told()
kept = [str(number) * 5 for number in range({KEPT_KB} * 1024 // 80)]
kept.append(kept)  # nothing but a search for garbage finds this
full = told()
del kept
print(before, full, told())
"""


def test_what_is_kept_shows_and_what_is_let_go_of_does_not(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROCESS, str(folder)],
        cwd=ROOT, env={**os.environ, **ALL_COUNTED}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    before, full, after = map(int, done.stdout.split())
    assert full - before > KEPT_KB / 2
    assert abs(after - before) < STRAY_KB
