"""Seeded runs under faults: couples side by side, on each database, with everything that a house can suffer.

Batch by batch, each with a seed of its own: `--only live --seed 17 --scale 0.001` plays batch 17 again.
"""

from __future__ import annotations

import asyncio
import math
from collections import Counter

from tests.chaos.batch import kind_of, play_batch
from tests.chaos.house import KINDS, house, may_mount
from tests.chaos.running import Run

RUNS = 1_000
COUPLES = 8  # in a batch
FIGURES = {"lost": "live.lost", "leaked": "live.leaked", "double reveal": "live.double_reveals"}


def measure(run: Run) -> dict[str, float]:
    kinds = KINDS if may_mount() else tuple(kind for kind in KINDS if kind != "small disk")
    if kinds != KINDS:
        run.say("live: this machine lets nobody mount a small disk, so none is filled")
    seeds = range(run.seed, run.seed + math.ceil(run.times(RUNS) / COUPLES))
    found: Counter[str] = Counter()
    runs = 0
    for kind in kinds:
        mine = [seed for seed in seeds if kind_of(seed, kinds) == kind]
        if not mine:
            continue
        with house(kind) as there:
            for seed in mine:
                broken = asyncio.run(play_batch(there, seed, COUPLES))
                runs += COUPLES
                found.update(each.text.partition(":")[0] for each in broken)
                run.say(f"live: batch {seed} on {kind}: {runs} runs, {sum(found.values())} complaints")
                for each in broken:
                    run.complain(f"live: run {each.run} on {kind}: {each.text} (all of it: {each.history})")
    return {"live.runs": runs, **{figure: found[promise] for promise, figure in FIGURES.items()}}
