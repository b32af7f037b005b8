"""Clients that bring about the end of a socket, one way each, and return the code that they hear.

Each takes an app and seats a new couple at it, so that nothing of the one before is left.
"""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import AsyncExitStack
from ipaddress import ip_network

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from exercises.web.frames import FRAME_BYTES
from tests.chaos.odd_clients import PATIENCE_SECONDS, cookie, open_socket, seats_at
from tests.support.http.visitors import RemoteVisitor
from tests.support.processes.app import App

# As of exercises/web: what says them there knows the models, which are not set up here.
IDLE_SECONDS = 2 * 60 * 60
MOST_OF_A_SEAT = 12
MOST_SECONDS_AFTER_AN_ERASE = 1.0
FLOOD_FRAMES = 60  # three times what may be said at once
CUT_OFF = 1006  # no reason was given
_ADDRESSES = ip_network("198.18.0.0/15").hosts()  # of nobody: kept for trying things out


async def no_seat(app: App) -> int:
    async with open_socket(app, seats_at(app, ["sit_down"])[0]["code"], "") as opened:
        return await heard(opened)


async def no_session(app: App) -> int:
    scene = seats_at(app, ["sit_down"])[0]
    async with open_socket(app, "f" * 32, cookie(scene, 0)) as opened:
        return await heard(opened)


async def replaced(app: App) -> int:
    scene = seats_at(app, ["sit_down"])[0]
    seat = scene["code"], cookie(scene, 0)
    async with open_socket(app, *seat) as older, open_socket(app, *seat) as newer:
        await greet(older)
        await greet(newer)
        return await heard(older)


async def over(app: App) -> int:
    """What sam erases is over for alex, within a second after sam is told that it is done."""
    scene = seats_at(app, ["sit_down"])[0]
    async with open_socket(app, scene["code"], cookie(scene, 0)) as opened:
        await greet(opened)
        sam = RemoteVisitor("sam", app.origin)
        erase = (f"/us/{scene['couple']}/erase/", {"confirm": "erase"})
        answer = await asyncio.to_thread(lambda: sam.ask(*erase, Cookie=cookie(scene, 1)))
        began = time.monotonic()
        code = await heard(opened) if answer.status == 200 else -answer.status
        late = time.monotonic() - began > MOST_SECONDS_AFTER_AN_ERASE
        return -code if late else code


async def lost_seat(app: App) -> int:
    """A seat that was given a new link closes as one that nobody holds."""
    scene = seats_at(app, ["sit_down"])[0]
    async with open_socket(app, scene["code"], cookie(scene, 1)) as opened:
        await greet(opened)
        alex = RemoteVisitor("alex", app.origin)
        give = (f"/us/{scene['couple']}/lost/", {"confirm": "lost"})
        answer = await asyncio.to_thread(lambda: alex.ask(*give, Cookie=cookie(scene, 0)))
        return await heard(opened) if answer.status == 303 else -answer.status


async def one_tab_more(app: App) -> int:
    """The one that was opened first is closed, and each of the others still answered."""
    scene = seats_at(app, ["sit_down"])[0]
    async with AsyncExitStack() as stack:
        tabs = []
        for number in range(MOST_OF_A_SEAT + 1):
            seat = open_socket(app, scene["code"], cookie(scene, 0))
            tabs.append(await stack.enter_async_context(seat))
            await greet(tabs[-1], tab=f"{number:032x}")
        code = await heard(tabs[0])
        for number, each in enumerate(tabs[1:], start=1):
            await greet(each, tab=f"{number:032x}")
        return code


async def one_connect_more(app: App) -> int:
    """Of an app that lets each address connect once; this one has an address of its own each time."""
    scene = seats_at(app, ["sit_down"])[0]
    seat = scene["code"], cookie(scene, 0)
    address = {"X-Forwarded-For": str(next(_ADDRESSES))}
    async with open_socket(app, *seat, address) as opened:
        await greet(opened)
        async with open_socket(app, *seat, address) as one_too_many:
            return await heard(one_too_many)


async def idle(app: App) -> int:
    scene = seats_at(app, ["sit_down"])[0]
    async with open_socket(app, scene["code"], cookie(scene, 0)) as opened:
        await greet(opened)
        app.leave_untouched(IDLE_SECONDS + 1)
        return await heard(opened)


async def flood(app: App) -> int:
    scene = seats_at(app, ["sit_down"])[0]
    async with open_socket(app, scene["code"], cookie(scene, 0)) as opened:
        await greet(opened)
        for _ in range(FLOOD_FRAMES):
            await opened.send('{"type": "ping"}')
        return await heard(opened)


async def too_long(app: App) -> int:
    scene = seats_at(app, ["sit_down"])[0]
    async with open_socket(app, scene["code"], cookie(scene, 0)) as opened:
        await greet(opened)
        await opened.send(json.dumps({"type": "ping"}).ljust(2 * FRAME_BYTES))
        return await heard(opened)


async def greet(opened: ClientConnection, tab: str = "a" * 32) -> None:
    await opened.send(json.dumps({"type": "hello", "protocol": 1, "tab": tab, "etags": {}}))
    assert json.loads(await opened.recv())["type"] == "panels"


async def heard(opened: ClientConnection) -> int:
    """The code that the server closes this with."""
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                await opened.recv()
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else CUT_OFF


async def restarts(app: App, sockets: int) -> list[int]:
    """What so many open ones hear when the app is told to end."""
    scenes = seats_at(app, ["sit_down"] * -(-sockets // MOST_OF_A_SEAT))
    async with AsyncExitStack() as stack:
        opened = []
        for number in range(sockets):
            scene = scenes[number % len(scenes)]
            seat = open_socket(app, scene["code"], cookie(scene, 0))
            opened.append(await stack.enter_async_context(seat))
            await greet(opened[-1], tab=f"{number:032x}")
        ending = asyncio.create_task(asyncio.to_thread(app.stop))
        codes = await asyncio.gather(*map(heard, opened))
        await ending
        return codes


async def away(app: App, seat: tuple[str, str]) -> int:
    """What is heard where the database can't be reached, by a seat of before."""
    async with open_socket(app, *seat) as opened:
        return await heard(opened)
