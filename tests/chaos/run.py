"""Hurt the app, part by part, and end with one line a figure.

    make chaos                                          # everything, for hours
    make chaos ARGS="--only live,kill --scale 0.05"     # a twentieth of two parts
    make chaos ARGS="--only live --seed 17"             # the same again

Each part starts servers of its own on free ports and stops them. The status is 1 where a bar was missed or
a part failed. The bars stand in figures.py.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import random
import sys
import time
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent
if __name__ == "__main__":
    sys.path[0] = str(HERE.parent.parent)  # instead of this folder

from tests.chaos.figures import PARTS, missing, report  # noqa: E402
from tests.chaos.running import Run  # noqa: E402


def made() -> list[str]:
    """The parts that there are, in the order of their figures; what gives none comes last."""
    there = {path.stem for path in (HERE / "parts").glob("*.py")} - {"__init__"}
    return [*(part for part in PARTS if part in there), *sorted(there - set(PARTS))]


def names_of(text: str) -> list[str]:
    names = [name for name in text.split(",") if name]
    unknown = set(names) - set(made())
    if unknown:
        raise argparse.ArgumentTypeError(f"no such part: {', '.join(sorted(unknown))}; there are {made()}")
    return [part for part in made() if part in names]


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", type=names_of, default=made(), metavar="name,…", help="these parts")
    parser.add_argument("--scale", type=float, default=1, help="how much of each, e.g. 0.05")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="to do the same again")
    options = parser.parse_args()
    run = Run(scale=options.scale, seed=options.seed)
    run.say(
        f"{os.cpu_count()} cores, Python {platform.python_version()}, --seed {run.seed} --scale {run.scale:g}"
    )
    found: dict[str, float] = {}
    failed = []
    for part in options.only:
        began = time.monotonic()
        run.say(f"{part}: begins")
        try:
            found |= importlib.import_module(f"tests.chaos.parts.{part}").measure(run)
        except Exception:  # the other parts are still worth their figures
            traceback.print_exc()
            failed.append(part)
        run.say(f"{part}: {'failed' if part in failed else 'done'} after {time.monotonic() - began:.0f} s")
    found |= missing(found, options.only)
    lines, good = report(found, run.scale)
    print("\n".join(["", *lines]))
    left = [part for part in PARTS if part not in options.only]
    if left:
        print(f"# not run: {', '.join(left)}")
    if failed:
        print(f"# failed: {', '.join(failed)}")
    for text in run.complaints:
        print(f"# {text}")
    return 0 if good and not failed and not run.complaints else 1


if __name__ == "__main__":
    sys.exit(main())
