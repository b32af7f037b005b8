"""What no page of ours would send, at a real process: nothing breaks, and nothing of it fills the log.

`make chaos` sends much more of it (tests/chaos/parts/fuzz.py).
"""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import suppress
from random import Random

import pytest
import websockets

from couples.infrastructure.bodies import MOST_BYTES
from exercises.web.frames import FRAME_BYTES
from tests.chaos import odd_clients
from tests.support.http.odd_requests import Request
from tests.support.http.visitors import RemoteVisitor
from tests.support.processes.app import App
from tests.support.processes.process import until
from tests.support.scripts.scenes import Scene

FRAMES, REQUESTS, ORIGINS, SEED = 200, 100, 20, 13
CUTS = 8  # half of them came between a message and its answer
LONG_BODY = 32 << 20  # bytes; what is on its way between the two may be a few of these millions
REAPED_SECONDS = 1.5  # Daphne looks every second at what has ended, and then writes why


@pytest.fixture
def scenes(app: App) -> list[Scene]:
    return odd_clients.seats_at(app, ("sit_down", "at_the_cards"))


async def test_odd_frames_break_nothing(app: App, scenes: list[Scene]) -> None:
    since = len(app.log())
    assert await odd_clients.send_odd_frames(app, scenes, FRAMES, Random(SEED)) == []
    assert odd_clients.said_in_the_log(app, since) == []


def test_odd_requests_break_nothing(app: App, scenes: list[Scene]) -> None:
    since = len(app.log())
    assert odd_clients.send_odd_requests(app, scenes, REQUESTS, Random(SEED)) == []
    assert odd_clients.said_in_the_log(app, since) == []


def test_no_origin_but_ours_is_let_in(app: App, scenes: list[Scene]) -> None:
    assert odd_clients.send_odd_origins(app, scenes[0], ORIGINS, Random(SEED)) == []
    alex = RemoteVisitor("alex", app.origin)
    command = {"command": "ready", "round": "", "what": "begin", "on": "1"}
    answer = alex.ask(f"/s/{scenes[0]['code']}/", command, cookie=odd_clients.cookie(scenes[0], 0))
    assert answer.status == 303, "ours is"


async def test_who_is_cut_off_while_answers_are_under_way_leaves_no_failure(
    app: App, scenes: list[Scene]
) -> None:
    since = len(app.log())
    seat = scenes[0]["code"], odd_clients.cookie(scenes[0], 0)
    for _ in range(CUTS):
        async with odd_clients.open_socket(app, *seat) as opened:
            await opened.send(json.dumps({"type": "hello", "protocol": 1, "etags": {}}))
            assert json.loads(await opened.recv())["type"] == "panels"
            with pytest.raises(websockets.ConnectionClosed):
                for _ in range(odd_clients.FRAMES_A_SOCKET):
                    await opened.send('{"type": "nothing"}'.ljust(FRAME_BYTES - 1))
                await opened.send(b"\xff", text=True)  # this is no text, and ends the connection
                while True:
                    assert json.loads(await opened.recv())["type"] == "refused"
    with pytest.raises(AssertionError, match="in vain"):
        await asyncio.to_thread(
            until, lambda: odd_clients.said_in_the_log(app, since), "a failure", REAPED_SECONDS
        )


def test_a_form_of_too_many_fields_is_refused_without_a_word_in_the_log(
    app: App, scenes: list[Scene]
) -> None:
    since = len(app.log())
    headers = (("Origin", app.origin), ("Content-Type", "application/x-www-form-urlencoded"))
    body = b"&".join(b"x%d=y" % number for number in range(2_000))
    assert odd_clients.status_of(app, Request("POST", "/join/", headers, body)) == 400
    assert odd_clients.said_in_the_log(app, since) == []


@pytest.mark.parametrize("length", ["said", "not said"])
def test_a_body_that_is_longer_than_fits_is_cut_off_before_anybody_has_read_it(app: App, length: str) -> None:
    since = len(app.log())
    fits, status = sent_body(app, MOST_BYTES, says=length == "said")
    assert fits == MOST_BYTES and b"403" in status, "it is read, and no page of ours has sent it"
    taken, status = sent_body(app, LONG_BODY, says=length == "said")
    assert taken < LONG_BODY
    assert status in (b"", b"HTTP/1.1 413 Content Too Large"), "unless the cut came first"
    assert odd_clients.status_of(app, Request("GET", "/", (), b"")) == 200
    assert odd_clients.said_in_the_log(app, since) == []


def sent_body(app: App, length: int, *, says: bool) -> tuple[int, bytes]:
    """How much of a body so long was taken, and the first line of what was said to it."""
    block, taken = b"x" * 0x8000, 0
    header = f"Content-Length: {length}" if says else "Transfer-Encoding: chunked"
    with socket.create_connection(("127.0.0.1", app.port), timeout=20) as line:
        line.sendall(f"POST /join/ HTTP/1.1\r\nHost: 127.0.0.1:{app.port}\r\n{header}\r\n\r\n".encode())
        with suppress(ConnectionError):
            while taken < length:
                line.sendall(block if says else b"8000\r\n" + block + b"\r\n")
                taken += len(block)
            if not says:
                line.sendall(b"0\r\n\r\n")
        with suppress(ConnectionError):
            return taken, line.recv(4096).partition(b"\r\n")[0]
    return taken, b""
