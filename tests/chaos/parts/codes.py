"""Each close code that is documented, heard by a real client 100 times; after an erase, within a second."""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from exercises.web.frames import FRAME_BYTES
from tests.chaos.odd_clients import PATIENCE_SECONDS, cookie, open_socket, said_in_the_log, seats_at
from tests.chaos.running import Run
from tests.support.http.visitors import RemoteVisitor
from tests.support.processes.app import App, launch_app

TIMES = 100
MOST_SECONDS_AFTER_AN_ERASE = 1.0
IDLE_SECONDS = 2 * 60 * 60
FLOOD_FRAMES = 60  # three times what may be said at once
CUT_OFF = 1006  # no reason was given


def measure(run: Run) -> dict[str, float]:
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="meant-") as folder:
        app = launch_app(Path(folder))
        (Path(folder) / "set").mkdir()
        app_whose_clock_is_set = launch_app(Path(folder) / "set", as_shipped=False)
        try:
            for case, code, hear in CASES:
                heard: Counter[int] = Counter()
                for _ in range(run.times(TIMES)):
                    heard[asyncio.run(hear(app_whose_clock_is_set if hear is _idle else app))] += 1
                run.say(f"codes: {case}, {code}: heard {dict(heard)}")
                wrong += heard.total() - heard[code]
            troubles = said_in_the_log(app, 0)
            run.say(f"codes: {len(troubles)} failures in the log {troubles[:5]}")
            wrong += len(troubles)
        finally:
            app.stop()
            app_whose_clock_is_set.stop()
    return {"codes.wrong": wrong}


async def _no_seat(app: App) -> int:
    async with open_socket(app, seats_at(app, ["sit_down"])[0]["code"], "") as opened:
        return await _heard(opened)


async def _no_session(app: App) -> int:
    scene = seats_at(app, ["sit_down"])[0]
    async with open_socket(app, "f" * 32, cookie(scene, 0)) as opened:
        return await _heard(opened)


async def _replaced(app: App) -> int:
    scene = seats_at(app, ["sit_down"])[0]
    seat = scene["code"], cookie(scene, 0)
    async with open_socket(app, *seat) as older, open_socket(app, *seat) as newer:
        await _greet(older)
        await _greet(newer)
        return await _heard(older)


async def _over(app: App) -> int:
    """What sam erases is over for alex, within a second after sam is told that it is done."""
    scene = seats_at(app, ["sit_down"])[0]
    async with open_socket(app, scene["code"], cookie(scene, 0)) as opened:
        await _greet(opened)
        sam = RemoteVisitor("sam", app.origin)
        erase = (f"/us/{scene['couple']}/erase/", {"confirm": "erase"})
        answer = await asyncio.to_thread(lambda: sam.ask(*erase, Cookie=cookie(scene, 1)))
        began = time.monotonic()
        code = await _heard(opened) if answer.status == 200 else -answer.status
        late = time.monotonic() - began > MOST_SECONDS_AFTER_AN_ERASE
        return -code if late else code


async def _lost_seat(app: App) -> int:
    """A seat that was given a new link closes as one that nobody holds."""
    scene = seats_at(app, ["sit_down"])[0]
    async with open_socket(app, scene["code"], cookie(scene, 1)) as opened:
        await _greet(opened)
        alex = RemoteVisitor("alex", app.origin)
        give = (f"/us/{scene['couple']}/lost/", {"confirm": "lost"})
        answer = await asyncio.to_thread(lambda: alex.ask(*give, Cookie=cookie(scene, 0)))
        return await _heard(opened) if answer.status == 303 else -answer.status


async def _idle(app: App) -> int:
    scene = seats_at(app, ["sit_down"])[0]
    async with open_socket(app, scene["code"], cookie(scene, 0)) as opened:
        await _greet(opened)
        app.leave_untouched(IDLE_SECONDS + 1)
        return await _heard(opened)


async def _flood(app: App) -> int:
    scene = seats_at(app, ["sit_down"])[0]
    async with open_socket(app, scene["code"], cookie(scene, 0)) as opened:
        await _greet(opened)
        for _ in range(FLOOD_FRAMES):
            await opened.send('{"type": "ping"}')
        return await _heard(opened)


async def _too_long(app: App) -> int:
    scene = seats_at(app, ["sit_down"])[0]
    async with open_socket(app, scene["code"], cookie(scene, 0)) as opened:
        await _greet(opened)
        await opened.send(json.dumps({"type": "ping"}).ljust(2 * FRAME_BYTES))
        return await _heard(opened)


CASES: tuple[tuple[str, int, Callable[[App], Awaitable[int]]], ...] = (
    ("a stranger", 4401, _no_seat), ("a seat with a new link", 4401, _lost_seat),
    ("no session", 4404, _no_session), ("a tab anew", 4409, _replaced), ("an erase", 4410, _over),
    ("a flood", 4429, _flood), ("nothing touched", 4408, _idle),
    ("a frame too long", 1009, _too_long),
)  # fmt: skip


async def _greet(opened: ClientConnection) -> None:
    await opened.send(json.dumps({"type": "hello", "protocol": 1, "tab": "a" * 32, "etags": {}}))
    assert json.loads(await opened.recv())["type"] == "panels"


async def _heard(opened: ClientConnection) -> int:
    """The code that the server closes this with."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                await opened.recv()
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else CUT_OFF
