"""Couples who go on while the three processes behind nginx are restarted, one after the other.

found = asyncio.run(roll(house, couples=50, rng=random.Random(17), think=(1, 3), haste=1))
assert found.broken == [] and found.back_s_max < 10
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from math import inf

from tests.chaos.checker import check
from tests.chaos.game import Game
from tests.chaos.history import History
from tests.chaos.house import House
from tests.chaos.tab import Seat
from tests.support.http.visitors import RemoteVisitor, sit_down
from tests.support.processes import own_clock
from tests.support.processes.hosted import PROCESSES, Hosted
from tests.support.processes.nginx import NAME

PATIENCE_SECONDS = 240  # for everybody to come to the end, on a machine that does all of it
SEATED_AT_ONCE = 4
PIECE_BYTES = 1 << 16


@dataclass(frozen=True)
class Found:
    broken: list[str]  # promises that did not hold
    closed: int  # sockets that a restart ended
    back_s_max: float  # until each of them was open again, with what it shows


async def roll(
    house: Hosted,
    couples: int,
    rng: random.Random,
    think: tuple[float, float],
    haste: float,
    processes: int = PROCESSES,
) -> Found:
    """Everybody sits down and plays, and processes are restarted meanwhile; then one looks at what is left.

    processes: how many of them, one after the other.
    """
    own_clock.mark(house.data_dir)  # for whoever looks into the database; those that serve know nothing of it
    async with through_tls(house) as port:
        there = House("pair", house.folder, {}, as_shipped=True, ports=(port,), apps=house.apps)
        slots = asyncio.Semaphore(SEATED_AT_ONCE)

        async def seat(at: int) -> Game:
            async with slots:
                seats, couple = await asyncio.to_thread(_sit_down, house)
            chance = random.Random(rng.getrandbits(64))
            return Game(there, History(f"rolling.{at}"), chance, seats, couple, think=think, haste=haste)

        games = await asyncio.gather(*(seat(at) for at in range(couples)))
        try:
            await asyncio.gather(*(game.open() for game in games))
            playing = [asyncio.create_task(game.play(PATIENCE_SECONDS, faults=0)) for game in games]
            for tab in (tab for game in games for tab in game.tabs):
                assert await tab.until(lambda tab=tab: tab.heard, PATIENCE_SECONDS)  # type: ignore[misc]
            for app in house.apps[:processes]:
                await asyncio.to_thread(house.restart, app)
            await asyncio.gather(*playing)
            for game in games:
                await game.look_back()
        finally:
            await asyncio.gather(*(game.close() for game in games))
            there.forget_keeper()
    broken = [text for game in games for text in check(game.history)]
    broken += ["unfinished: two did not come to the end" for game in games if not game.finished]
    waits = [wait for game in games for wait in _waits(game.history)]
    return Found(broken, len(waits), max(waits, default=0))


def _waits(history: History) -> Iterable[float]:
    """From each end of a socket until its tab was shown something again; for ever, if it never was."""
    for closed in history.all("closed"):
        later = [e.at for e in history.all("panels", closed.who, closed.tab) if e.at > closed.at]
        yield min(later, default=inf) - closed.at


def _sit_down(house: Hosted) -> tuple[list[Seat], str]:
    alex, sam = (RemoteVisitor(who, house.origin, house.front.trusted) for who in ("alex", "sam"))
    code = sit_down(alex, sam)
    seats = [Seat(who.name, code, who.cookie_header, house.origin) for who in (alex, sam)]
    return seats, alex.couple


@contextlib.asynccontextmanager
async def through_tls(house: Hosted) -> AsyncIterator[int]:
    """A port from which all goes on to nginx over TLS, for clients that speak none themselves."""
    carried: set[asyncio.Task[None]] = set()

    async def carry(near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        ends = [back]
        try:
            far, on = await asyncio.open_connection(
                NAME, house.front.port, ssl=house.front.trusted, server_hostname=NAME
            )
            ends.append(on)
            await asyncio.gather(_pump(near, on), _pump(far, back))
        except (OSError, asyncio.CancelledError):
            pass  # a line that breaks, or the end of all of this
        finally:
            for end in ends:
                end.transport.abort()

    def accept(near: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(carry(near, back))
        carried.add(task)
        task.add_done_callback(carried.discard)

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in list(carried):
            task.cancel()
        await asyncio.gather(*carried)
        await asyncio.sleep(0)  # what was aborted is closed in the loop's next turn


async def _pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    while data := await source.read(PIECE_BYTES):
        target.write(data)
        await target.drain()
    target.close()
