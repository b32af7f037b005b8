"""A database that does not answer in time: a kind refusal, and what was typed can be sent again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from django.db import connection

from tests.support.http.visitors import Couple

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="it is about SQLite's one writer")

FIELDS = {"command": "pass", "step": "quiet-at-dinner.receiver", "base": "0"}


@pytest.fixture
def busy(couple: Couple) -> Iterator[sqlite3.Connection]:
    """Somebody else writes, and goes on writing; nobody here waits for long."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()
    connection.close()  # the next one is opened with the patience as shipped


@pytest.mark.django_db(transaction=True)
def test_who_comes_while_it_is_busy_is_told_so_and_may_come_again(
    couple: Couple, busy: sqlite3.Connection
) -> None:
    answer = couple.alex.ask(couple.path, FIELDS)
    assert answer.status == 503
    assert "What is stored is safe. It is very busy here" in answer.text
    script = couple.alex.ask(couple.path, FIELDS, accept="application/json")
    assert script.status == 503 and '"reason": "busy"' in script.text
    busy.execute("ROLLBACK")
    assert couple.alex.ask(couple.path, FIELDS).status == 303
