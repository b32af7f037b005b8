"""Nothing that an erased couple ever had stored is left in the files: no body, no wrap, no earlier one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from django.db import connection

from couples import seats
from couples.infrastructure import database
from tests.support.couples.paired import start_together
from tests.support.scripts.playthrough import Play

COUPLES = 3  # of which the first is erased: what is beside their rows moves and is freed
DEEDS = 6  # steps of a session: drafts, answers, and what is released of them
LEAST_BYTES = 16  # what is shorter is in a file by chance


def blobs() -> Iterator[bytes]:
    """Everything that is not in the clear, of every row there is."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                yield from (bytes(each) for each in row if isinstance(each, bytes | memoryview))


def on_disk() -> bytes:
    """The file, its log, the index of the log and a journal, whichever there are."""
    name = str(connection.settings_dict["NAME"])
    return b"".join(
        Path(name + end).read_bytes()
        for end in ("", "-wal", "-shm", "-journal")
        if os.path.exists(name + end)
    )


@pytest.mark.django_db(transaction=True)
def test_of_an_erased_couple_nothing_is_left_in_the_files() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("another database keeps its files to itself")
    database.use_write_ahead_log()
    stored: set[bytes] = set()
    pairs = [start_together(f"Alex {number}", f"Sam {number}") for number in range(COUPLES)]
    for pair in pairs:
        for _ in islice(Play(pair).to_the_end(), DEEDS):
            stored.update(blobs())
    seats.erase(pairs[0].alex, pairs[0].couple_code)
    kept = set(blobs())
    gone = {each for each in stored - kept if len(each) >= LEAST_BYTES}
    files = on_disk()
    assert len(stored) > len(gone) > 20 and all(each[:LEAST_BYTES] in files for each in kept), (
        "else this would show nothing"
    )
    assert [len(each) for each in gone if each[:LEAST_BYTES] in files or each[-LEAST_BYTES:] in files] == []
