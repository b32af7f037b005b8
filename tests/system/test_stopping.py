"""A server that is told to end: what is under way is done, everybody hears why, and it is gone soon."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from exercises.web.protocol import Close
from tests.support.processes.app import App
from tests.support.processes.lines import greet, heard, hears, line, say
from tests.support.processes.process import until
from tests.support.scripts.scenes import Scene

GONE_SECONDS = 8  # on a busy machine; alone it takes a tenth of one
WORDS = 12


def say_words(opened: ClientConnection) -> None:
    """That one would go on, and that one would not, by turns: each is a transaction of its own."""
    for ref in range(1, WORDS + 1):
        say(opened, type="ready", ref=ref, round="first", what="next-1", on=ref % 2 == 1)


def acks_until_it_ends(opened: ClientConnection) -> list[int]:
    """The versions that are acknowledged until the server says that it ends."""
    versions = []
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            versions.append(hears(opened, "ack")["version"])
    assert closed.value.rcvd is not None and closed.value.rcvd.code == Close.RESTART
    return versions


def stored_version(app: App) -> int:
    with closing(sqlite3.connect(app.data_dir / "meant.sqlite3")) as reader:
        return int(reader.execute("SELECT version_first FROM exercises_pairedsession").fetchone()[0])


def test_a_server_that_is_told_to_end_finishes_what_is_under_way_and_says_why(
    start_app: Callable[..., App],
) -> None:
    app = start_app()
    scene: Scene = app.act("tests.support.scripts.scenes:at_the_cards")
    with (
        line(app, scene["code"], *scene["cookies"][0]) as alex,
        line(app, scene["code"], *scene["cookies"][1]) as sam,
        line(app, "f" * 32, *scene["cookies"][1]) as nowhere,
    ):
        before = greet(alex)["version"]
        greet(sam)
        say_words(alex)
        hears(alex, "ack")
        app.send(signal.SIGTERM)
        assert heard(nowhere) == Close.NO_SESSION
        acked = acks_until_it_ends(alex)
        assert heard(sam) == Close.RESTART
    until(lambda: not app.alive, "the server to end", GONE_SECONDS)
    assert "ERROR" not in app.log() and "WARNING" not in app.log(), app.log()
    assert stored_version(app) >= max([before, *acked]), "what was acknowledged is there"

    again = start_app(port=app.port)
    with line(again, scene["code"], *scene["cookies"][1]) as sam:
        partner = greet(sam)["panels"]["partner"]["html"]
        assert 'class="presence here"' in partner, "nobody has gone away: the server has"
        hears_nothing_that_is_not_stored(again, sam)


def hears_nothing_that_is_not_stored(app: App, sam: ClientConnection) -> None:
    """While somebody else holds the database, it is told to end as well."""
    with closing(sqlite3.connect(app.data_dir / "meant.sqlite3", isolation_level=None)) as writer:
        before = stored_version(app)
        writer.execute("BEGIN IMMEDIATE")
        say(sam, type="ready", ref=1, round="first", what="next-1", on=True)
        app.send(signal.SIGTERM)
        with pytest.raises(ConnectionClosed):
            hears(sam, "ack")
        until(lambda: not app.alive, "the server to end", 2 * GONE_SECONDS)
        writer.execute("ROLLBACK")
    assert stored_version(app) == before
