"""A run of the tests that is killed leaves no browser behind, with which the next would share the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.support.processes.process import ROOT, until

ENDS_SECONDS = 15
OPENS_BOTH = """
import sys
from pathlib import Path
from tests.support.engines.firefox import FirefoxProcess
from tests.support.engines.webkit import Screen, WebKit

folder = Path(sys.argv[1])
screen, firefox = Screen(), FirefoxProcess(folder)
webkit = WebKit("alex", None, folder, screen)
webkit.go("about:blank")
print("open", flush=True)
sys.stdin.read()
"""


def of_this_run(folder: Path) -> list[str]:
    """Every process that has this folder in its environment, as all have that were started from this run."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            if str(folder).encode() in (each / "environ").read_bytes():
                found.append((each / "cmdline").read_text().split("\0")[0])
        except OSError:
            pass  # it has ended meanwhile, or is somebody else's
    return found


def test_a_run_that_is_killed_leaves_no_browser_behind(tmp_path: Path) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", OPENS_BOTH, str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "RUN": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with run:
        assert run.stdout is not None and run.stdout.readline() == b"open\n"
        programs = " ".join(of_this_run(tmp_path))
        assert all(each in programs for each in ("firefox", "Xvfb", "WebKitWebDriver", "WebKitWebProcess"))
        run.kill()
    until(lambda: not of_this_run(tmp_path), f"all of it ends: {of_this_run(tmp_path)}", ENDS_SECONDS)
