"""A line to a real process: one open socket, as a page would have it, for tests without a browser.

with line(app, scene["code"], *scene["cookies"][0]) as opened:
    greet(opened)                        # says hello, and hears the panels
    say(opened, type="ready", ref=1, round="first", what="next-1", on=True)
    hears(opened, "ack")                 # whatever else arrives meanwhile is passed over
    assert heard(opened) == 4410         # the code that it is closed with
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from tests.support.processes.app import App

TAB = "a" * 32
PATIENCE_SECONDS = 10


@contextmanager
def line(
    app: App, code: str, *cookie: str, origin: str = "", headers: Mapping[str, str] | None = None
) -> Iterator[ClientConnection]:
    """origin: that of a Network before the app, if there is one. headers: further ones, as of a proxy."""
    sent = {**({"Cookie": "=".join(cookie)} if cookie else {}), **(headers or {})}
    origin = origin or app.origin
    url = f"{origin.replace('http', 'ws')}/ws/s/{code}/"
    with connect(url, origin=origin, additional_headers=sent, open_timeout=PATIENCE_SECONDS) as opened:
        yield opened


def say(opened: ClientConnection, **message: object) -> None:
    opened.send(json.dumps(message))


def greet(opened: ClientConnection, tab: str = TAB) -> dict[str, Any]:
    """Say hello, and return the answer."""
    say(opened, type="hello", protocol=1, tab=tab, etags={})
    return hears(opened, "panels")


def hears(opened: ClientConnection, kind: str, seconds: float = PATIENCE_SECONDS) -> dict[str, Any]:
    """The next message of this kind."""
    while True:
        message: dict[str, Any] = json.loads(opened.recv(seconds))
        if message["type"] == kind:
            return message


def heard(opened: ClientConnection) -> int:
    """The code that the server closes this with."""
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            opened.recv(PATIENCE_SECONDS)
    assert closed.value.rcvd is not None, "it was cut, and no reason was given"
    return closed.value.rcvd.code
