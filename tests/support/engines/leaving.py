"""Somebody leaves a page at once: what can still be seen then, and what the browser's own buttons bring back.

with leavable() as place:
    alex = hands("alex", "firefox", place.network)
    assert shown_after(alex, place, "/us/…/", "button") == []
"""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

from tests.support.browser.device import PATIENCE_MS
from tests.support.engines.hands import SHIFT, Hands, ScriptFailed
from tests.support.processes.app import App, launch_app
from tests.support.processes.network import Network
from tests.support.processes.process import free_port, until

Way = Literal["button", "shift"]
WAYS: tuple[Way, ...] = ("button", "shift")

ELSEWHERE = b"<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>"
# In the tick of the tap: is anything of the page left?
TAP_LEAVE = """
document.querySelector("[data-leave]").click();
return document.documentElement.childElementCount;
"""
# What can be seen of a page of ours, and whether another one is there: of elsewhere, or the browser's own.
SEEN = """
const main = document.getElementById("main");
const seen = main && main.getClientRects().length ? main.innerText.trim() : "";
const elsewhere = document.querySelector("h1")?.innerText === "Elsewhere";
const there = document.readyState !== "loading" && document.body !== null;
return [seen, elsewhere, there && !main];
"""


class _Elsewhere(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(ELSEWHERE)

    def log_message(self, format: str, *args: object) -> None:
        pass


@dataclass
class Place:
    """An app, a line to it that can be cut, and two people whose cards lie open."""

    app: App
    network: Network
    exit: str
    scene: dict[str, Any]

    def pages(self) -> list[str]:
        """Every page that one of the two can come to, and those for everybody."""
        code, couple = self.scene["code"], self.scene["couple"]
        session = [f"/s/{code}/{page}" for page in ("", "comparison/", "own/")]
        of_couple = ("", "glossary/", "settings/", "checkins/", "export/")
        couples = [f"/us/{couple}/{page}" for page in of_couple]
        everybodys = ["/", "/exercises/", "/exercises/two-sides-of-a-cue/", "/join/", "/gone/"]
        told = ["/safety/", "/privacy/", "/about/", "/nowhere/"]
        return [*session, *couples, *everybodys, *told]


@contextlib.contextmanager
def leavable() -> Iterator[Place]:
    elsewhere = ThreadingHTTPServer(("127.0.0.1", 0), _Elsewhere)
    threading.Thread(target=elsewhere.serve_forever, daemon=True).start()
    exit_url = f"http://localhost:{elsewhere.server_port}/"  # another site than 127.0.0.1
    port, door = free_port(), free_port()
    origins = ",".join(f"http://127.0.0.1:{each}" for each in (port, door))
    with tempfile.TemporaryDirectory(prefix="meant-") as folder:
        app = launch_app(Path(folder), port, as_shipped=False, PUBLIC_ORIGINS=origins, EXIT_URL=exit_url)
        app.door = door
        network = Network(app)
        try:
            scene = app.act("tests.support.scripts.scenes:at_the_end")
            yield Place(app, network, exit_url, scene)
        finally:
            network.stop()
            app.stop()
            elsewhere.shutdown()
            elsewhere.server_close()


def shown_after(person: Hands, place: Place, page: str, way: Way, *, down: bool = False) -> list[str]:
    """Come to a page by way of another, leave it, go back and forward. What of ours was seen after that."""
    person.take_cookie(*place.scene["cookies"][0])
    person.open(f"/us/{place.scene['couple']}/")  # there is something to go back to
    person.open(page)
    person.until("return document.querySelector('[data-leave]') !== null", "the way out")
    shown: list[str] = []
    if down:
        place.network.cut()
    try:
        if way == "shift":
            person.keys(SHIFT * 3)
        elif left := person.run(TAP_LEAVE):
            shown.append(f"{left} elements in the tick of the tap")
        _note(person, shown, "leaving", down=False)
        for steps in (-1, 1, -1, -1, 1):
            person.through_history(steps)
            _note(person, shown, "back" if steps < 0 else "forward", down=down)
    finally:
        place.network.mend()
    return [f"{person}, {page}, {way}{', down' * down}: {each}" for each in shown]


def shown_anywhere(person: Hands, place: Place, pages: Sequence[str]) -> list[str]:
    """Leave each page, by button and by key, with the server and without it. What of ours was seen then."""
    person.forgive("404", "WebSocket", "ws://", "ERR_")
    ways = [(way, down) for way in WAYS for down in (False, True)]
    return [each for page in pages for way, down in ways
            for each in shown_after(person, place, page, way, down=down)]  # fmt: skip


def _note(person: Hands, shown: list[str], when: str, *, down: bool) -> None:
    """Look until elsewhere is there (with the server down, the browser's own page), and note what is seen."""

    def looks_elsewhere() -> bool:
        try:
            seen, elsewhere, other = person.run(SEEN)
        except ScriptFailed:
            return False  # between two pages
        if seen:
            shown.append(f"{when}: {seen[:60]!r} at {person.address}")
        return bool(seen or elsewhere or (down and other) or person.address == "about:blank")

    try:
        until(looks_elsewhere, f"{person} is elsewhere after {when}", PATIENCE_MS / 1_000)
    except AssertionError as failure:
        raise AssertionError(f"{failure}\n{person.screen()}") from None
