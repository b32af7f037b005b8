"""Clients that send what no page of ours would, to an app of a process of its own, and say what broke.

Broken is: an answer of 500 or more, or none at all; a socket that ends with 1011, or without a reason; a
message that was answered with "trouble"; an Origin that is let in; a failure in the log.
"""

from __future__ import annotations

import asyncio
import json
import re
import socket
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from random import Random
from typing import TYPE_CHECKING

import websockets
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from exercises.web.frames import FRAME_BYTES
from tests.support.http.odd_requests import Request, odd_origins, odd_requests
from tests.support.processes.app import App
from tests.support.processes.crashes import crashes_in
from tests.support.socket.odd_frames import Frame, Raw, odd_frames

if TYPE_CHECKING:  # it knows the models, which are not set up here
    from tests.support.scripts.scenes import Scene

PATIENCE_SECONDS = 30
FRAMES_A_SOCKET = 17  # with a hello before and a ping behind them: one more would be a flood
SOCKETS_AT_ONCE = REQUESTS_AT_ONCE = 4
PLACES = ("sit_down", "answered", "at_the_cards", "at_the_ring", "at_the_end")

Seat = tuple[str, str]  # the code of a session, and the cookie of one of the two


def seats_at(app: App, places: Sequence[str] = PLACES) -> list[Scene]:
    """A couple at each of these places."""
    return [app.act(f"tests.support.scripts.scenes:{place}") for place in places]


def cookie(scene: Scene, seat: int) -> str:
    return "=".join(scene["cookies"][seat])


def said_in_the_log(app: App, since: int) -> list[str]:
    """The failures that the log tells of from this character on."""
    news = app.log()[since:]
    errors = [line for line in news.splitlines() if line.startswith(("ERROR", "CRITICAL"))]
    return [f"log: {line}" for line in dict.fromkeys([*errors, *crashes_in(news)])]


# ---- frames --------------------------------------------------------------------------------------------


async def send_odd_frames(app: App, scenes: Sequence[Scene], count: int, chance: Random) -> list[str]:
    """Send so many, over one socket after the other, as the people of these scenes. Returns what broke."""
    seats = cycle([(scene["code"], cookie(scene, seat)) for scene in scenes for seat in (0, 1)])
    left, broken = count, []

    async def one_after_the_other() -> None:
        nonlocal left
        while left > 0:
            many, left = min(left, FRAMES_A_SOCKET), left - FRAMES_A_SOCKET
            broken.extend(await _send_over_one_socket(app, next(seats), many, Random(chance.random())))

    await asyncio.gather(*(one_after_the_other() for _ in range(SOCKETS_AT_ONCE)))
    return broken


async def _send_over_one_socket(app: App, seat: Seat, many: int, chance: Random) -> list[str]:
    sent: list[Frame] = []
    try:
        async with open_socket(app, *seat) as opened:
            await opened.send(json.dumps({"type": "hello", "protocol": 1, "etags": {}}))
            stage = await asyncio.wait_for(opened.recv(), PATIENCE_SECONDS)
            moments = sorted(set(re.findall(r"([a-z-]+)\.(?:receiver|sender)", str(stage))))
            try:
                for frame in islice(odd_frames(chance, moments), many):
                    sent.append(frame)
                    await _send(opened, frame)
                await opened.send('{"type": "ping"}')
                return [f"trouble: {_listed(sent)}"] * await _troubles(opened)
            except ConnectionClosed as closed:
                return _ended(closed, sent)
    except (TimeoutError, OSError, InvalidStatus) as error:
        return [f"{type(error).__name__} after {_listed(sent)}"]


def open_socket(
    app: App, code: str, cookies: str, headers: Mapping[str, str] | None = None
) -> websockets.connect:
    """A socket of this seat, as a page of ours opens it. headers: further ones, as of a proxy."""
    return websockets.connect(
        f"ws://127.0.0.1:{app.port}/ws/s/{code}/", origin=app.origin,
        additional_headers={"Cookie": cookies, **(headers or {})}, compression=None,
        open_timeout=PATIENCE_SECONDS, close_timeout=1,
    )  # fmt: skip


async def _send(opened: ClientConnection, frame: Frame) -> None:
    await opened.send(_bytes(frame), text=not isinstance(frame, bytes))


def _bytes(frame: Frame) -> bytes:
    return (
        frame.content
        if isinstance(frame, Raw)
        else frame.encode(errors="surrogatepass")
        if isinstance(frame, str)
        else frame
    )


async def _troubles(opened: ClientConnection) -> int:
    """How many messages went astray in the server, of all until the pong."""
    count = 0
    while True:
        heard = json.loads(await asyncio.wait_for(opened.recv(), PATIENCE_SECONDS))
        count += heard.get("reason") == "trouble"
        if heard["type"] == "pong":
            return count


def _ended(closed: ConnectionClosed, sent: Sequence[Frame]) -> list[str]:
    """What is no text, or longer than anything that fits, may be cut off; nothing else, and never by 1011."""
    code = closed.rcvd.code if closed.rcvd else 1006
    is_cut = code == 1006 and not any(_may_be_cut_off(each) for each in sent)
    return [f"{code} after {_listed(sent)}"] if code == 1011 or is_cut else []


def _may_be_cut_off(frame: Frame) -> bool:
    if not isinstance(frame, bytes):
        try:
            _bytes(frame).decode()
        except UnicodeDecodeError:
            return True
    return len(_bytes(frame)) > FRAME_BYTES


def _listed(sent: Sequence[Frame]) -> str:
    return " | ".join(repr(each)[:200] for each in sent[-3:])


# ---- requests and origins ------------------------------------------------------------------------------


def send_odd_requests(app: App, scenes: Sequence[Scene], count: int, chance: Random) -> list[str]:
    """Send so many, as the people of these scenes and as strangers. Returns what broke."""
    places = [
        f"/{what}/{code}/" for each in scenes for what, code in (("s", each["code"]), ("us", each["couple"]))
    ]
    cookies = [cookie(scene, seat) for scene in scenes for seat in (0, 1)]
    requests = islice(odd_requests(chance, app.origin, places, cookies), count)
    return _broken(app, requests)


def send_odd_origins(app: App, scene: Scene, count: int, chance: Random) -> list[str]:
    """Knock with so many origins that are not ours, at a socket and at a form. Returns what broke."""
    broken: list[str] = []
    origins = list(islice(odd_origins(chance, app.origin), count))
    cookies = ("Cookie", cookie(scene, 0))
    upgrade = (("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Version", "13"),
               ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="))  # fmt: skip
    for origin in origins:
        sent = (cookies, ("Origin", origin))
        for request in (
            Request("GET", f"/ws/s/{scene['code']}/", (*sent, *upgrade), b""),
            Request("POST", f"/s/{scene['code']}/", sent, b"command=ready&round=&what=begin&on=1"),
        ):
            status = status_of(app, request)
            if not 400 <= status < 500:
                broken.append(f"{status} for {request.method} from the origin {origin[:100]!r}")
    return broken


def _broken(app: App, requests: Iterator[Request]) -> list[str]:
    statuses: Counter[int] = Counter()
    broken: list[str] = []

    def send(request: Request) -> None:
        status = status_of(app, request)
        statuses[status] += 1
        if not 200 <= status < 500:
            broken.append(f"{status} for {request.method} {request.target[:100]!r} {request.body[:200]!r}")

    with ThreadPoolExecutor(REQUESTS_AT_ONCE) as threads:
        list(threads.map(send, requests))
    return broken


def status_of(app: App, request: Request) -> int:
    """The status of the answer to this request; 0 where there is none."""
    lines = [f"{request.method} {request.target} HTTP/1.1", f"Host: 127.0.0.1:{app.port}"]
    lines += [f"{name}: {value}" for name, value in request.headers]
    if not any(name == "Connection" for name, _ in request.headers):
        lines.append("Connection: close")
    if request.body or request.method == "POST":
        lines.append(f"Content-Length: {len(request.body)}")
    head = "\r\n".join([*lines, "", ""]).encode("latin-1", errors="replace")
    try:
        with socket.create_connection(("127.0.0.1", app.port), timeout=PATIENCE_SECONDS) as line:
            line.sendall(head + request.body)
            with line.makefile("rb") as answer:
                found = re.fullmatch(rb"HTTP/1\.[01] (\d{3})\b.*\s*", answer.readline())
    except OSError:
        return 0
    return int(found[1]) if found else 0
