"""What is erased is gone from the disk, too: from the database file and from the log beside it."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from couples import seats
from couples.access import Holder
from couples.infrastructure import database

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="it is about SQLite's file")


@pytest.fixture
def log_file(transactional_db: None) -> Iterator[Path]:
    """The log beside the database file, with something in it. Nobody here waits for long."""
    database.use_write_ahead_log()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 20")
    seats.open_couple("Alex", 1)
    path = Path(f"{connection.settings_dict['NAME']}-wal")
    assert path.stat().st_size > 0
    yield path
    connection.close()  # the next one is opened with the patience as shipped


def test_after_an_erase_the_log_is_empty(log_file: Path) -> None:
    opened = seats.open_couple("Robin", 1)
    seats.erase(Holder((opened.token,)), opened.couple_code)
    assert log_file.stat().st_size == 0


def test_while_somebody_reads_the_log_stays_and_that_is_said(
    log_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    reader = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM couples_couple").fetchone()
    seats.open_couple("Robin", 1)
    with caplog.at_level(logging.WARNING):
        database.empty_write_ahead_log()
        database.empty_write_ahead_log()
    assert caplog.text.count("was not emptied") == 1, "once, however often it is tried"
    assert log_file.stat().st_size > 0 and database.log_waits()
    reader.close()
    database.empty_write_ahead_log()
    assert log_file.stat().st_size == 0 and not database.log_waits()


def test_whoever_erases_does_not_wait_for_somebody_who_reads(log_file: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 60000")
    reader = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM couples_couple").fetchone()
    opened = seats.open_couple("Robin", 1)
    seats.erase(Holder((opened.token,)), opened.couple_code)  # or this would take a minute
    assert database.log_waits()
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (60000,), "and others wait as before"
    reader.close()
    database.empty_write_ahead_log()


def test_inside_a_transaction_the_log_is_left_alone(db: None) -> None:
    assert connection.in_atomic_block
    database.empty_write_ahead_log()
    assert database.trouble() is None
