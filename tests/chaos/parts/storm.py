"""1,000 phones are cut off at once by a power cut; the server starts again, and all of them come back."""

from __future__ import annotations

import asyncio
import resource
import tempfile
import time
from math import nan
from pathlib import Path

from tests.chaos.odd_clients import cookie, seats_at
from tests.chaos.running import Run
from tests.chaos.storm_clients import Phone, all_back
from tests.support.processes import usage
from tests.support.processes.app import App, launch_app

PHONES = 1_000
PATIENCE_SECONDS = 180
MOST_MIB = 400
FILES = 3 * PHONES  # a descriptor for each, here and there, and room to spare
APART_SECONDS = 0.02  # they first come one after the other


def measure(run: Run) -> dict[str, float]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(FILES, hard)), hard))  # the app's, too
    with tempfile.TemporaryDirectory(prefix="meant-") as folder:
        app = launch_app(Path(folder), as_shipped=False)
        try:
            couples = max(1, run.times(PHONES) // 2)
            scenes = seats_at(app, ["sit_down"] * couples)
            run.say(f"storm: {couples} couples have sat down")
            phones = [
                Phone(
                    app,
                    scene["code"],
                    cookie(scene, seat),
                    f"{number * 2 + seat:032x}",
                    run.random(number, seat),
                )
                for number, scene in enumerate(scenes)
                for seat in (0, 1)
            ]
            return asyncio.run(_storm(run, app, phones))
        finally:
            app.stop()


async def _storm(run: Run, app: App, phones: list[Phone]) -> dict[str, float]:
    def say(text: str) -> None:
        run.say(f"storm: {text}, {usage.cpu_seconds(app.pid):.0f} s of CPU")

    tasks = []
    began, cpu = time.monotonic(), usage.cpu_seconds(app.pid)
    for phone in phones:
        tasks.append(asyncio.create_task(phone.stay()))
        await asyncio.sleep(APART_SECONDS)
    assert await all_back(phones, PATIENCE_SECONDS, say), "they never all came"
    first = (usage.cpu_seconds(app.pid) - cpu) / len(phones) * 1000
    run.say(f"storm: all there after {time.monotonic() - began:.1f} s, {first:.1f} ms of CPU each")
    await asyncio.to_thread(app.kill)
    again = await asyncio.to_thread(launch_app, app.data_dir, app.port, as_shipped=False)
    app.process = again.process  # whoever stops the one stops the other
    began, cpu = time.monotonic(), usage.cpu_seconds(app.pid)
    came = await all_back(phones, PATIENCE_SECONDS, say)
    took = max((phone.back for phone in phones), default=began) - began if came else nan
    each = (usage.cpu_seconds(app.pid) - cpu) / len(phones) * 1000
    memory = usage.most_resident_kb(app.pid) / 1024
    run.say(
        f"storm: all back {took:.1f} s after the port, {each:.1f} ms of CPU each, {memory:.0f} MiB at most"
    )
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert memory < MOST_MIB, f"{memory:.0f} MiB"
    return {"storm.back_s": took}
