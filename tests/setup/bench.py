"""Measure the running app: how long one answer takes, and what many couples at once cost.

    make bench                     # 1 couple alone, then 40 at once
    make bench ARGS="--couples 100"

Each person keeps a draft of one step, again and again, over a socket to a real process with SQLite on disk:
parse, one hop, a transaction, a seal, a write, a render, an ack. Bounded: it ends by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import websockets

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from servers import App, launch_app  # noqa: E402
from visitors import RemoteVisitor, sit_down  # noqa: E402

DRAFTS = 15  # a person's, within what a socket may say at once
PATIENCE_SECONDS = 30


async def hear(socket: websockets.ClientConnection, kind: str) -> dict[str, object]:
    while True:
        heard: dict[str, object] = json.loads(await asyncio.wait_for(socket.recv(), PATIENCE_SECONDS))
        assert heard["type"] != "refused", heard
        if heard["type"] == kind:
            return heard


async def keep_drafts(app: App, visitor: RemoteVisitor, code: str, step: str, part: str) -> list[float]:
    """The time of each ack, in ms."""
    url = f"ws://127.0.0.1:{app.port}/ws/s/{code}/"
    cookies = {"Cookie": visitor.cookie_header}
    took, base = [], 0
    async with websockets.connect(url, origin=app.origin, additional_headers=cookies) as socket:
        await socket.send(json.dumps({"type": "hello", "protocol": 1, "etags": {}}))
        await hear(socket, "panels")
        for number in range(DRAFTS):
            parts = {part: "other", f"{part}.words": f"draft {number}"}
            draft = {"type": "draft", "ref": number, "step": step, "base": base, "parts": parts}
            began = time.perf_counter()
            await socket.send(json.dumps(draft))
            base = int(str((await hear(socket, "ack"))["revision"]))
            took.append((time.perf_counter() - began) * 1000)
    return took


def cpu_seconds(pid: int) -> float:
    """What the process has used, user and system. Only where /proc is."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


async def measure(app: App, couples: int) -> None:
    people: list[tuple[RemoteVisitor, str]] = []
    for _ in range(couples):
        alex, sam = RemoteVisitor("alex", app.origin), RemoteVisitor("sam", app.origin)
        code = await asyncio.to_thread(sit_down, alex, sam)
        people += [(alex, code), (sam, code)]
    step = people[0][0].page.all("input", name="step")[0].attributes["value"]
    part = people[0][0].page.all("input", type="radio")[0].attributes["name"].removeprefix("parts.")

    before, began = cpu_seconds(app.pid), time.perf_counter()
    took = await asyncio.gather(*(keep_drafts(app, visitor, code, step, part) for visitor, code in people))
    lasted = time.perf_counter() - began
    times = sorted(one for each in took for one in each)
    cpu = (cpu_seconds(app.pid) - before) / len(times) * 1000
    print(
        f"{couples:4} couples: {len(times)} drafts in {lasted:.1f} s, {len(times) / lasted:.0f} a second; "
        f"ack p50 {statistics.median(times):.1f} ms, p99 {times[int(len(times) * 0.99)]:.1f} ms; "
        f"{cpu:.1f} ms of CPU each; {memory_mb(app.pid):.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--couples", type=int, default=40)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="meant-") as folder:
        app = launch_app(Path(folder))
        try:
            for couples in (1, options.couples):
                asyncio.run(measure(app, couples))
        finally:
            app.stop()


if __name__ == "__main__":
    main()
