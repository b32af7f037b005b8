"""What a socket does when something goes wrong behind it: it says so to its own person, and nobody's words
are written down."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.db import connection

from couples import live
from couples.wiring import (
    asgi as asgi,  # setting up the app sets up its logs, and takes away who listens by then
)
from exercises import commands
from tests.support.couples.paired import FIRST, Pair
from tests.support.socket.tabs import Tab, off_loop

CANARY = "counting plates in the moonlight"


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def quoting_database(pair: Pair) -> Iterator[None]:
    """A database whose errors quote what somebody wrote."""
    run(
        "CREATE TRIGGER quoting BEFORE INSERT ON exercises_answer"
        f" BEGIN SELECT RAISE(ABORT, 'no room for {CANARY}'); END"
    )
    yield
    run("DROP TRIGGER quoting")


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """All that is logged, to the last detail, and before anything is taken out of it."""
    caplog.set_level(logging.DEBUG, "exercises")
    return caplog


async def test_the_text_of_an_error_is_neither_logged_nor_sent(
    pair: Pair, quoting_database: None, log: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Exception, match=CANARY):
        await off_loop(pair.answer)(pair.alex, FIRST)
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        reply = await alex.answer(FIRST, reading="strain")
    assert (reply["type"], reply["reason"]) == ("refused", "trouble")
    assert "message failed" in log.text and "IntegrityError" in log.text
    assert CANARY not in log.text
    assert not [frame for frame in alex.frames if CANARY in frame]


async def test_after_an_error_the_same_socket_goes_on(pair: Pair, quoting_database: None) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        assert (await alex.answer(FIRST, reading="strain"))["reason"] == "trouble"
        await off_loop(run)("DROP TRIGGER quoting")
        await off_loop(run)("CREATE TRIGGER quoting BEFORE INSERT ON exercises_answer BEGIN SELECT 1; END")
        assert (await alex.answer(FIRST, reading="strain"))["type"] == "ack"


async def test_a_panel_that_could_not_be_rendered_is_logged_without_its_text_and_comes_later(
    pair: Pair, log: pytest.LogCaptureFixture
) -> None:
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await alex.hello()
        await sam.hello()
        while not await alex.silent():
            await alex.hear()
        await off_loop(run)("ALTER TABLE exercises_moment RENAME TO exercises_away")
        try:
            await off_loop(live.announce)(pair.couple_code)
            assert await alex.silent()
        finally:
            await off_loop(run)("ALTER TABLE exercises_away RENAME TO exercises_moment")
        assert "a panel was not rendered" in log.text
        assert "exercises_moment" not in log.text
        await off_loop(commands.stop)(pair.sam, pair.code)
        await alex.shows("This has ended.")
