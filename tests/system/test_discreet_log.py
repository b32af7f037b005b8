"""Whatever is sent, and however it fails, the log names nobody: it can be handed to a stranger."""

from __future__ import annotations

import contextlib
import json
import socket

from websockets.sync.client import connect

from tests.support.processes.app import App
from tests.support.scripts.scenes import Scene

CANARY = "canary-of-a-word"
NOWHERE = "192.0.2.77"  # an address that somebody says to come from
LONGER_THAN_A_HEADER = 70_000
PATIENCE_SECONDS = 5.0


def send(app: App, text: str) -> None:
    """These bytes to the port, whatever they are, and whatever is answered."""
    place = ("127.0.0.1", app.port)
    with socket.create_connection(place, PATIENCE_SECONDS) as wire, contextlib.suppress(OSError):
        wire.sendall(text.encode("latin-1", "replace"))
        wire.shutdown(socket.SHUT_WR)
        wire.recv(1 << 16)


def test_odd_requests_of_somebody_leave_nothing_of_theirs_in_the_log(app: App) -> None:
    scene: Scene = app.act("tests.support.scripts.scenes:sit_down")
    code, (name, token) = scene["code"], scene["cookies"][0]
    ours = f"Host: 127.0.0.1:{app.port}\r\nCookie: {name}={token}\r\nX-Forwarded-For: {NOWHERE}\r\n"
    form = f"{ours}Origin: {app.origin}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    upgrade = f"{ours}Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    before = len(app.log())
    for text in (
        f"GET /s/{code}/%ff?{CANARY} HTTP/1.1\r\n{ours}\r\n",
        f"GET /s/{code}/ HTTP/1.1\r\nHost: {CANARY}.example\r\n\r\n",
        f"BREW /s/{code}/ HTTP/9.9\r\n{ours}\r\n",
        f"GET /join/%23{code[:16]}.{token} HTTP/1.1\r\n{ours}\r\n",
        f"POST /s/{code}/ HTTP/1.1\r\n{form}Content-Length: 99\r\n\r\nparts.reading={CANARY}",
        f"POST /s/{code}/ HTTP/1.1\r\n{form}Transfer-Encoding: chunked\r\n\r\nzz{CANARY}\r\n",
        f"POST /s/{code}/ HTTP/1.1\r\n{ours}Origin: http://{CANARY}.example\r\nContent-Length: 0\r\n\r\n",
        f"GET /ws/s/{code}/ HTTP/1.1\r\n{upgrade}Origin: {app.origin}\r\n\r\n",
        f"GET /ws/s/{code}/ HTTP/1.1\r\n{upgrade}Sec-WebSocket-Key: {CANARY}\r\nOrigin: [{CANARY}\r\n\r\n",
        f"GET /{CANARY} HTTP/1.1\r\nX: {'a' * LONGER_THAN_A_HEADER}\r\n\r\n",
        f"\x16\x03\x01{CANARY}\r\n\r\n",
    ):
        send(app, text)
    url = f"{app.origin.replace('http', 'ws')}/ws/s/{code}/"
    cookie = {"Cookie": f"{name}={token}"}
    with connect(url, origin=app.origin, additional_headers=cookie) as opened:  # type: ignore[arg-type]
        for frame in (CANARY, b"\xff" + CANARY.encode(), json.dumps({"type": CANARY}), "\u200b" * 300):
            opened.send(frame)
            assert json.loads(opened.recv(PATIENCE_SECONDS))["type"] == "refused"
    assert app.healthy(), "it has outlived all of it"
    assert "Meant is on" in app.log(), "it is the log that is looked at"
    log = app.log()[before:]
    assert [each for each in (code, scene["couple"], token, CANARY, NOWHERE, "Alex") if each in log] == []
