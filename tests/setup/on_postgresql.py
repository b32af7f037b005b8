"""Run tests on a PostgreSQL of their own, which goes away afterwards. What else is given is for pytest.

python tests/setup/on_postgresql.py -n 2                 # everything that stores something
python tests/setup/on_postgresql.py tests/sessions -x    # a part of it
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.support.processes.postgres import postgres  # noqa: E402

FOLDERS = (
    "couples",
    "sessions",
    "http",
    "hostile",
    "socket",
)  # the others store nothing, or in an app's file


def main(arguments: list[str]) -> int:
    named = any(each.startswith("tests/") for each in arguments)
    where = [] if named else [f"tests/{folder}" for folder in FOLDERS]
    with postgres() as server:
        # What goes with its server need not be dropped, which waits for a slow disk, and may give up.
        command = [sys.executable, "-m", "pytest", "--reuse-db", *arguments, *where]
        return subprocess.run(
            command, cwd=ROOT, env={**os.environ, "TEST_DATABASE_URL": server.url}
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
