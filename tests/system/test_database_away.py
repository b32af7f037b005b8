"""The database is away for a moment: who asks is told kindly, nothing is lost, and it goes on by itself."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from websockets.sync.client import ClientConnection

from exercises.web.protocol import Close
from tests.support.couples.paired import FIRST
from tests.support.http.visitors import RemoteVisitor, sit_down
from tests.support.processes.app import App, launch_app
from tests.support.processes.lines import greet, heard, line, say
from tests.support.processes.postgres import Postgres, postgres
from tests.support.processes.process import until

PATIENCE_SECONDS = 20
BACK_SECONDS = 10  # within these it goes on as before
HELD_SECONDS = 4.0  # a backup, say; five are waited for


def draft(opened: ClientConnection, ref: int, words: str, base: int = 0) -> None:
    parts = {"reading": "other", "reading.words": words}
    say(opened, type="draft", ref=ref, step=FIRST, base=base, parts=parts)


def reply(opened: ClientConnection, ref: int) -> dict[str, object]:
    while True:
        heard: dict[str, object] = json.loads(opened.recv(PATIENCE_SECONDS))
        if heard.get("ref") == ref:
            return heard


@pytest.fixture
def on_postgres(folder: Path) -> Iterator[tuple[App, Postgres]]:
    with postgres() as server:
        app = launch_app(folder, DATABASE_URL=server.url)
        try:
            yield app, server
        finally:
            app.stop()


def test_a_restart_of_postgresql_loses_nothing_and_closes_nobody(on_postgres: tuple[App, Postgres]) -> None:
    app, server = on_postgres
    alex, sam = RemoteVisitor("alex", app.origin), RemoteVisitor("sam", app.origin)
    code = sit_down(alex, sam)
    with line(app, code, alex.cookie_header) as opened:
        greet(opened)
        draft(opened, 1, "before it went")
        assert reply(opened, 1)["type"] == "ack"

        server.stop()
        draft(opened, 2, "while it was away", base=1)
        assert reply(opened, 2)["type"] == "refused"
        page = sam.ask(f"/s/{code}/")
        assert page.status == 503 and "Nothing was changed. What is stored can’t be reached" in page.text
        assert alex.ask("/healthz").status == 503
        with line(app, code, sam.cookie_header) as early:
            assert heard(early) == Close.AWAY

        server.launch()
        back = time.monotonic()
        until(lambda: sam.ask(f"/s/{code}/").status == 200, "sam's page", BACK_SECONDS)
        draft(opened, 3, "while it was away", base=1)
        assert reply(opened, 3)["type"] == "ack"
        with line(app, code, sam.cookie_header) as late:
            greet(late)
        assert time.monotonic() - back < BACK_SECONDS
    alex.open(f"/s/{code}/")
    assert "while it was away" in alex.page.html
    assert "Exception inside application" not in app.log()


def test_a_file_that_somebody_else_holds_is_waited_for(app: App) -> None:
    alex, sam = RemoteVisitor("alex", app.origin), RemoteVisitor("sam", app.origin)
    code = sit_down(alex, sam)
    statuses: list[int] = []
    with line(app, code, alex.cookie_header) as opened:
        greet(opened)
        holder = sqlite3.connect(app.data_dir / "meant.sqlite3", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        ends = time.monotonic() + HELD_SECONDS
        pages = [
            threading.Thread(target=lambda: statuses.append(sam.ask(f"/s/{code}/").status)) for _ in range(8)
        ]
        for each in pages:
            each.start()
        draft(opened, 1, "while it was held")
        until(lambda: time.monotonic() > ends, "the one who holds it", HELD_SECONDS + 1)
        assert not statuses, "they had not to wait at all"
        holder.execute("ROLLBACK")
        holder.close()
        assert reply(opened, 1)["type"] == "ack"
        for each in pages:
            each.join(PATIENCE_SECONDS)
    assert statuses == [200] * 8
