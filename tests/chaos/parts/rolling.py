"""A rolling restart of three processes behind nginx, by the files of docs/hosting/, under live couples."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from tests.chaos.rolling import roll
from tests.chaos.running import Run
from tests.support.processes.hosted import hosted

COUPLES = 50
THINK = (1.0, 3.0)  # seconds between two deeds, so that all of them are at it while all three are restarted


def measure(run: Run) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="meant-") as name, hosted(Path(name)) as house:
        couples = run.times(COUPLES)
        run.say(f"rolling: {couples} couples at {len(house.apps)} processes")
        found = asyncio.run(roll(house, couples, run.random("rolling"), THINK, haste=1))
    run.say(f"rolling: {found.closed} sockets were closed, and back within {found.back_s_max:.1f} s")
    for text in found.broken:
        run.complain(f"rolling: {text}")
    if not found.closed:
        run.complain("rolling: no socket was closed, so nothing was shown")
    lost = sum(text.startswith("lost:") for text in found.broken)
    return {"rolling.lost": lost, "rolling.back_s_max": found.back_s_max}
