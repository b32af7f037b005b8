"""Measure one answer against a bare relay, in the same run and in turns.

    make bench
    make bench ARGS="--rounds 20"

(a) a stock Channels relay on Daphne (`relay.py`): a frame on one socket until it is on the other;
(b) the app as `manage.py serve` starts it, SQLite on disk: an answer's frame until its ack and the panels
    that it led to are here (`seats.py`).

Closed loop: one thing under way at a time. The machine is whoever's it is today, so the ratio says more
than the milliseconds. Nothing is asserted; it ends by itself, in about half a minute.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import websockets
from websockets.asyncio.client import ClientConnection

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE)]

from seats import Seat, sit_down  # noqa: E402

from tests.support.processes.app import launch_app  # noqa: E402
from tests.support.processes.process import Process, free_port, until  # noqa: E402

ROUNDS = 10
LEAST_ROUNDS = 3
ENOUGH_SECONDS = 30  # on a busy machine: no further round is begun after that
COUPLES = 16
RELAYED = 300  # in a round
ANSWERED = 60
WARM_UP = 100


@dataclass
class Timed:
    """One side of the comparison: each time in ms, and what a round took from the processor, in us each."""

    times: list[list[float]] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def p50s(self) -> list[float]:
        return [statistics.median(each) for each in self.times]

    def p50(self) -> float:
        return statistics.median(self.p50s())

    def p99(self) -> float:
        pooled = sorted(one for each in self.times for one in each)
        return pooled[int(len(pooled) * 0.99)]

    def cpu_us(self) -> float:
        return statistics.median(self.cpu) if self.cpu else float("nan")


# ---- the two sides ----------------------------------------------------------------------------


class Relay:
    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        program = [sys.executable, "-m", "daphne", "-v", "0", "-b", "127.0.0.1", "-p", str(self.port)]
        self.process = Process(
            command=[*program, "relay:application"],
            environment={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(HERE)},
            log_path=folder / "relay.log",
        )
        self.process.launch()

    async def connect(self) -> None:
        await asyncio.to_thread(until, self.listens, "the relay")
        url = f"ws://127.0.0.1:{self.port}/"
        self.pair: list[ClientConnection] = [
            await websockets.connect(url, compression=None) for _ in range(2)
        ]
        self.turn = cycle((self.pair, self.pair[::-1]))

    def listens(self) -> bool:
        import socket

        assert self.process.alive, self.process.log()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    async def relay(self, number: int) -> float:
        sender, hearer = next(self.turn)
        text = json.dumps({"type": "answer", "ref": number, "step": "phone-away.receiver", "base": number,
                           "parts": {"reading": "strain", "sure": "50"}})  # fmt: skip
        began = time.perf_counter()
        await sender.send(text)
        await hearer.recv()
        took = (time.perf_counter() - began) * 1000
        await sender.recv()  # a group holds its sender, too
        return took


async def change(seats: Sequence[Seat], number: int) -> float:
    """An answer by whoever's turn it is, and whose socket may speak."""
    while True:
        for offset in range(len(seats)):
            seat = seats[(number + offset) % len(seats)]
            if seat.may_speak():
                return await seat.change()
        await asyncio.sleep(0.1)


# ---- measuring --------------------------------------------------------------------------------


def cpu_seconds(pid: int) -> float:
    """What a process has used so far, user and system; nan where there is no /proc."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measure(rounds: int, folder: Path) -> tuple[Timed, Timed, list[float]]:
    """The relay, the answers, and the time of every first answer."""
    ends = time.monotonic() + ENOUGH_SECONDS
    relay = Relay(folder)
    app = launch_app(folder)
    try:
        await relay.connect()
        seats = await sit_down(app, COUPLES)
        for number in range(WARM_UP):
            await relay.relay(number)
        for number in range(len(seats)):
            await change(seats, number)
        bare, real = Timed(), Timed()
        for turn in range(rounds):
            if turn >= LEAST_ROUNDS and time.monotonic() > ends:
                break
            before = cpu_seconds(relay.process.pid)
            bare.times.append([await relay.relay(number) for number in range(RELAYED)])
            bare.cpu.append((cpu_seconds(relay.process.pid) - before) / RELAYED * 1e6)
            before = cpu_seconds(app.pid)
            start = turn * ANSWERED
            real.times.append([await change(seats, start + number) for number in range(ANSWERED)])
            real.cpu.append((cpu_seconds(app.pid) - before) / ANSWERED * 1e6)
        for socket in [*relay.pair, *(seat.socket for seat in seats)]:
            await socket.close()
        return bare, real, [one for seat in seats for one in seat.first_answers]
    finally:
        app.stop()
        relay.process.stop()


# ---- saying it --------------------------------------------------------------------------------


def machine() -> str:
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line.partition(":")[2] for line in cpuinfo.read_text().splitlines() if "model name" in line]
        model = names[0].strip() if names else model
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} cores, {model}, Python {platform.python_version()}{load}"


def report(bare: Timed, real: Timed, first: list[float], lasted: float) -> str:
    ratios = [ours / theirs for ours, theirs in zip(real.p50s(), bare.p50s(), strict=True)]
    costs = [ours / theirs for ours, theirs in zip(real.cpu, bare.cpu, strict=True)]
    lines = [
        f"{datetime.date.today()}: {machine()}",
        f"{len(bare.times)} rounds in turns, {RELAYED} relayed and {ANSWERED} answered in each, "
        f"{COUPLES} couples connected, {lasted:.0f} s in all",
        "",
        f"{'':44}{'p50 ms':>9}{'p99 ms':>9}{'CPU us':>9}",
        _row("(a) a bare Channels relay", bare.p50(), bare.p99(), bare.cpu_us()),
        _row("(b) an answer: stored, acked, panels rendered", real.p50(), real.p99(), real.cpu_us()),
        f"{'(b) / (a), median of the rounds':44}{statistics.median(ratios):9.1f}{'':9}"
        f"{statistics.median(costs):9.1f}",
        f"{'          least and most':44}{f'{min(ratios):.1f}–{max(ratios):.1f}':>9}{'':9}"
        f"{f'{min(costs):.1f}–{max(costs):.1f}':>9}",
        "",
        f"A first answer, which leads to the next step: p50 {statistics.median(first):.1f} ms",
    ]
    return "\n".join(lines)


def _row(name: str, p50: float, p99: float, cpu: float) -> str:
    return f"{name:44}{p50:9.2f}{p99:9.2f}{cpu:9.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="default: %(default)s")
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="meant-") as folder:
        measured = asyncio.run(measure(max(LEAST_ROUNDS, options.rounds), Path(folder)))
    print(report(*measured, time.monotonic() - began))


if __name__ == "__main__":
    main()
