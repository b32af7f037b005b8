"""A new link for a lost seat, in the files of a real process: what was not shown is in none of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.support.http.visitors import RemoteVisitor, sit_down
from tests.support.processes.app import App

OF_SAM = "FROM exercises_answer a JOIN couples_seat s ON a.seat_id = s.id WHERE s.position = 2"
BODY_BYTES = 64  # of the middle of a sealed body: no two of them are alike anywhere


def answers(data_dir: Path, column: str) -> list[bytes]:
    with sqlite3.connect(f"file:{data_dir / 'meant.sqlite3'}?mode=ro", uri=True) as database:
        return [row for (row,) in database.execute(f"SELECT a.{column} {OF_SAM}") if row]


def wraps(data_dir: Path) -> list[bytes]:
    with sqlite3.connect(f"file:{data_dir / 'meant.sqlite3'}?mode=ro", uri=True) as database:
        columns = "token_lookup, couple_key_wrap, own_key_wrap"
        (row,) = database.execute(f"SELECT {columns} FROM couples_seat WHERE position = 2").fetchall()
        return list(row)


def files(data_dir: Path) -> Iterator[bytes]:
    """The database and the log beside it."""
    for path in sorted(data_dir.glob("meant.sqlite3*")):
        yield path.read_bytes()


def held(data_dir: Path, bodies: list[bytes]) -> int:
    """How many of these bodies stand in a file, by their middle: a page's border may run through the rest."""
    everything = b"".join(files(data_dir))
    return sum(body[len(body) // 2 :][:BODY_BYTES] in everything for body in bodies)


def test_what_was_not_shown_is_gone_from_the_files(start_app: Callable[..., App]) -> None:
    app = start_app()
    alex, sam = RemoteVisitor("alex", app.origin), RemoteVisitor("sam", app.origin)
    code = sit_down(alex, sam)
    sam.open(f"/s/{code}/")
    sam.answer_all()
    sam.show_ours(tender="share")
    own, released = answers(app.data_dir, "own_sealed"), answers(app.data_dir, "shared_sealed")
    _, couple_key_wrap, own_key_wrap = wraps(app.data_dir)
    before = [*own, *released, couple_key_wrap, own_key_wrap]
    assert len(own) == len(released) == 6
    assert held(app.data_dir, before) == len(before), "all of it is there"

    assert alex.ask(f"{alex.us}lost/", {"confirm": "lost"}).status == 303
    assert held(app.data_dir, before) == 0
    assert wraps(app.data_dir)[1:] == [b"", b""]

    phone = RemoteVisitor("sam", app.origin)
    link = alex.open(alex.us).by_id("link").attributes["value"]
    phone.open("/join/")
    phone.press("Look at it", fill={"The link": link})
    phone.press("Go on here")
    assert phone.code == code and not answers(app.data_dir, "own_sealed")
