"""One invite, a hundred people at once, and the robots of chat apps before them."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

from tests.support.http.visitors import RemoteVisitor
from tests.support.processes.app import App

ROBOTS = (
    "WhatsApp/2.24 A",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "TelegramBot (like TwitterBot)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
)
TABLES = (
    "couples_couple", "couples_seat", "couples_invite", "couples_lease",
    "exercises_pairedsession", "exercises_answer", "exercises_readiness", "exercises_moment",
)  # fmt: skip
CROWD = 100


def rows(data_dir: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with sqlite3.connect(f"file:{data_dir / 'meant.sqlite3'}?mode=ro", uri=True) as database:
        return {table: database.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in TABLES}


def invited(app: App) -> str:
    alex = RemoteVisitor("Marguerite", app.origin)
    alex.start()
    return alex.link()


def test_a_link_preview_changes_no_row_and_learns_no_name(app: App) -> None:
    link = invited(app)
    before = rows(app.data_dir)
    assert len(before["couples_invite"]) >= 1
    for agent in ROBOTS:
        for method in ("GET", "HEAD", "OPTIONS"):
            for path in ("/join/", f"/join/?{link.partition('#')[2]}"):
                connection = HTTPConnection("127.0.0.1", app.port, timeout=10)
                connection.request(method, path, headers={"User-Agent": agent})
                response = connection.getresponse()
                assert b"Marguerite" not in response.read()
                assert response.getheader("Set-Cookie") is None
                connection.close()
    assert rows(app.data_dir) == before

    # A person who looks does learn the name, and that changes nothing, either.
    sam = RemoteVisitor("sam", app.origin)
    seen = sam.ask("/join/", {"action": "look", "link_text": link})
    assert "Marguerite" in seen.text
    assert rows(app.data_dir) == before


def test_of_a_hundred_who_claim_at_once_one_gets_the_seat(app: App) -> None:
    link = invited(app)
    couple = link.partition("#")[2].partition(".")[0]

    def look(number: int) -> RemoteVisitor:
        person = RemoteVisitor(f"person {number}", app.origin)
        assert person.ask("/join/", {"action": "look", "link_text": link}).status == 200
        return person

    def claim(number: int, person: RemoteVisitor) -> tuple[int, str]:
        fields = {
            "action": "claim",
            "link_text": link,
            "claim_id": f"{number:032x}",
            "name": f"Person {number}",
        }
        answer = person.ask("/join/", fields)
        return answer.status, person.cookie_header

    with ThreadPoolExecutor(CROWD) as crowd:
        people = list(crowd.map(look, range(1, CROWD + 1)))
        results = list(crowd.map(claim, range(1, CROWD + 1), people))
    winners = [cookie for status, cookie in results if status == 303]
    assert len(winners) == 1
    assert f"seat-{couple}-2=" in winners[0]
    assert sorted({status for status, _ in results}) == [303, 410]
    assert all(cookie == "cookies=1" for status, cookie in results if status == 410)
    assert seats_of(app, couple) == 2


def seats_of(app: App, couple: str) -> int:
    with sqlite3.connect(f"file:{app.data_dir / 'meant.sqlite3'}?mode=ro", uri=True) as database:
        query = (
            "SELECT count(*) FROM couples_seat s JOIN couples_couple c ON s.couple_id = c.id WHERE c.code = ?"
        )
        (count,) = database.execute(query, (couple,)).fetchone()
        return int(count)
