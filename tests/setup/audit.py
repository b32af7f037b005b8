"""Ask whether a locked version has a known weakness: `make audit`.

No answer is no good news: what could not be asked ends in a sentence and a failure, as a weakness does.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().parents[2] / "requirements-postgres.lock"
LONGEST_SECONDS = 600  # a question for each package, to an index that may be slow
UNASKED = (
    "Nothing is known about {}: the index of packages gave no answer. "
    "Ask again where pypi.org can be reached."
)


def locked(lock: str) -> set[str]:
    return set(re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE))


def verdict(answer: str, names: set[str]) -> list[str]:
    """What has to be said of pip-audit's answer: nothing where each of these was asked about and is sound."""
    try:
        told = {each["name"]: each for each in json.loads(answer)["dependencies"]}
    except (ValueError, KeyError, TypeError):
        told = {}
    unasked = sorted(name for name in names if "vulns" not in told.get(name, {}))
    weak = [
        f"{name} {each['version']}: {weakness['id']}"
        + (f", mended in {' or '.join(weakness['fix_versions'])}" if weakness.get("fix_versions") else "")
        for name, each in sorted(told.items())
        for weakness in each.get("vulns", [])
    ]
    if len(unasked) == len(names):
        return [*weak, UNASKED.format("any of them")]
    return [*weak, UNASKED.format(", ".join(unasked))] if unasked else weak


def main() -> None:
    program = Path(sys.executable).with_name("pip-audit")
    asked = [program, "--disable-pip", "--require-hashes", "--requirement", LOCK]
    names = locked(LOCK.read_text())
    try:
        done = subprocess.run(
            [*asked, "--format", "json", "--progress-spinner", "off"],
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
        )
        answer = done.stdout
    except subprocess.TimeoutExpired:
        answer = ""
    if said := verdict(answer, names):
        sys.exit("\n".join(said))
    print(f"No weakness is known of any of the {len(names)} locked packages.")


if __name__ == "__main__":
    main()
