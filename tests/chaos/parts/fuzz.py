"""10,000 odd frames, 2,000 odd requests, 200 odd origins: nothing of it breaks anything."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from tests.chaos import odd_clients
from tests.chaos.running import Run
from tests.support.processes.app import launch_app

FRAMES, REQUESTS, ORIGINS = 10_000, 2_000, 200
AT_ONCE = 1_000  # after so many it says how far it is
SHOWN = 60  # of what broke


def measure(run: Run) -> dict[str, float]:
    broken: list[str] = []
    frames, requests, origins = run.times(FRAMES), run.times(REQUESTS), run.times(ORIGINS)
    with tempfile.TemporaryDirectory(prefix="meant-") as folder:
        app = launch_app(Path(folder), as_shipped=False)
        try:
            scenes = odd_clients.seats_at(app)
            since = len(app.log())
            for done in range(0, frames, AT_ONCE):
                some, chance = min(AT_ONCE, frames - done), run.random("frames", done)
                broken += asyncio.run(odd_clients.send_odd_frames(app, scenes, some, chance))
                run.say(f"fuzz: {done + some} frames, {len(broken)} broke something")
            for done in range(0, requests, AT_ONCE):
                some, chance = min(AT_ONCE, requests - done), run.random("requests", done)
                scenes = odd_clients.seats_at(app)  # some are erased by what is sent
                broken += odd_clients.send_odd_requests(app, scenes, some, chance)
                run.say(f"fuzz: {done + some} requests, {len(broken)} broke something")
            scene = odd_clients.seats_at(app, ["sit_down"])[0]
            broken += odd_clients.send_odd_origins(app, scene, origins, run.random("origins"))
            broken += odd_clients.said_in_the_log(app, since)
        finally:
            app.stop()
    for line in broken[:SHOWN]:
        run.say(f"fuzz: {line}")
    return {"fuzz.frames": frames, "fuzz.requests": requests, "fuzz.crashes": len(broken)}
