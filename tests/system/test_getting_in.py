"""Nobody gets in who was not let in: by no link, no cookie, no page of somebody else's. Over real HTTP."""

from __future__ import annotations

import http.client
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from couples.infrastructure import vault
from couples.infrastructure.proxies import UNNAMED
from couples.invites import new_claim_id
from exercises.web.protocol import Close
from tests.support.http.visitors import RemoteVisitor, sit_down
from tests.support.processes.app import App

ALEX = "Marguerite"  # a name that stands on no page by itself
PATIENCE_SECONDS = 10


@dataclass
class House:
    """alex and sam at a session, a stranger with a couple of their own, and somebody who erased theirs."""

    app: App
    alex: RemoteVisitor
    sam: RemoteVisitor
    stranger: RemoteVisitor
    erased: str  # the cookies that opened what is erased now
    code: str
    link: str  # which sam used

    @property
    def paths(self) -> list[str]:
        """Whatever is of this couple."""
        us = ("", "now/", "settings/", "checkins/", "glossary/", "notes.ics")
        us += ("export/", "export/export.json", "export/export.txt")
        session = [f"/s/{self.code}/{each}" for each in ("", "comparison/", "own/")]
        return session + [f"{self.alex.us}{each}" for each in us]


@pytest.fixture
def house(app: App) -> House:
    alex, sam, stranger, robin = (
        RemoteVisitor(name, app.origin) for name in (ALEX, "sam", "stranger", "robin")
    )
    alex.start()
    link = alex.link()
    code = sam.join(link)
    stranger.start()
    sit_down(robin, RemoteVisitor("sam", app.origin))
    erased = robin.cookie_header
    assert robin.ask(f"{robin.us}erase/", {"confirm": "erase"}).status == 200
    return House(app, alex, sam, stranger, erased, code, link)


def seat_cookie(person: RemoteVisitor) -> tuple[str, str]:
    found = re.search(r"(seat-\w+-[12])=([\w-]+)", person.cookie_header)
    assert found
    return found[1], found[2]


# ---- cookies ------------------------------------------------------------------------------------------


def cookies_of_others(house: House) -> Iterator[tuple[str, str]]:
    """What somebody could send who holds no seat of this couple."""
    name, token = seat_cookie(house.alex)
    _, strange = seat_cookie(house.stranger)
    other_end = "A" if token[0] != "A" else "B"
    yield "nothing", ""
    yield "the cookies of another couple", house.stranger.cookie_header
    yield "another couple's token under this couple's name", f"{name}={strange}"
    yield "the cookies of a couple that was erased", house.erased
    yield "a token made up", f"{name}={vault.to_text(vault.new_key())}"
    yield "a token cut short", f"{name}={token[:-1]}"
    yield "a token with another letter", f"{name}={other_end}{token[1:]}"
    yield "a token in capitals", f"{name}={token.swapcase()}"
    yield "what the server finds a token by", f"{name}={vault.to_text(vault.lookup(vault.from_text(token)))}"
    yield "the couple's code for a token", f"{name}={house.alex.couple}"


def test_a_cookie_opens_the_seat_that_it_is_of_and_nothing_else(house: House) -> None:
    visitor = RemoteVisitor("", house.app.origin)
    for what, cookie in cookies_of_others(house):
        for path in house.paths:
            answer = visitor.ask(path, Cookie=cookie)
            assert answer.status == 404 and ALEX not in answer.text, (what, path)
        assert closed_with(house, cookie) in {Close.NO_SEAT, Close.NO_SESSION}, what
        erase = visitor.ask(f"{house.alex.us}erase/", {"confirm": "erase"}, Cookie=cookie)
        assert erase.status == 404, what
    # The control: with the seat's own cookie every one of them opens, under whichever position it is sent.
    name, token = seat_cookie(house.alex)
    for cookie in (f"{name}={token}", f"{name[:-1]}2={token}"):
        assert visitor.ask(f"/s/{house.code}/", Cookie=cookie).status == 200
    for path in house.paths:
        assert visitor.ask(path, Cookie=f"{name}={token}").status in {200, 303, 422}, path
    assert closed_with(house, f"{name}={token}") is None


def closed_with(house: House, cookie: str, origin: str = "") -> int | None:
    """What a socket with this cookie is closed with, or None if it is let in."""
    url = f"ws{house.app.origin.removeprefix('http')}/ws/s/{house.code}/"
    own: dict[str, str] = {"Cookie": cookie} if cookie else {}
    try:
        with connect(url, origin=origin or house.app.origin, additional_headers=own) as opened:  # type: ignore[arg-type]
            opened.send('{"type": "ping"}')
            opened.recv(PATIENCE_SECONDS)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else 1006
    return None


# ---- links --------------------------------------------------------------------------------------------


def tried(person: RemoteVisitor, link: str) -> set[int]:
    """What a look and a claim with this link are answered, by somebody who is new here."""
    new = RemoteVisitor(person.name, person.origin)
    new.open("/join/")
    looked = new.ask("/join/", {"action": "look", "link_text": link})
    claim = {"action": "claim", "link_text": link, "claim_id": new_claim_id(), "name": "Robin"}
    claimed = new.ask("/join/", claim, Cookie="cookies=1")
    assert ALEX not in looked.text + claimed.text
    if claimed.status != 303:
        assert "seat-" not in new.cookie_header
    return {looked.status, claimed.status}


def test_no_link_opens_a_seat_but_one_that_is_open(house: House) -> None:
    stranger, (start, _, invite) = house.stranger, house.link.partition("#")
    couple, _, secret = invite.partition(".")
    assert tried(stranger, house.link) == {410}, "it is spent"
    stranger.open(stranger.us)
    other_link = stranger.link()
    other_couple, _, other_secret = other_link.partition("#")[2].partition(".")
    for made_up in (
        f"{start}#{couple}.{vault.to_text(vault.new_key())}",  # guessed
        f"{start}#{couple}.{other_secret}",  # another couple's
        f"{start}#{other_couple}.{secret}",
        f"{start}#{'0' * len(couple)}.{secret}",
    ):
        assert tried(stranger, made_up) == {410}, made_up
    assert tried(stranger, f"{start}#{couple}.{secret[:-1]}") == {422}, "not a whole link"
    # Of an open one: replaced, then run out of time, then taken, then taken again by a copy of it.
    stranger.press("Make a new link")
    assert tried(stranger, other_link) == {410}, "it is replaced"
    newer = stranger.link()
    with_time_over(house.app, other_couple, lambda: tried(stranger, newer) == {410})
    assert tried(house.sam, newer) == {200, 303}
    assert tried(house.sam, newer) == {410}, "stolen out of the chat, and too late"


def with_time_over(app: App, couple: str, holds: Callable[[], bool]) -> None:
    """Its links have run out, for as long as something is looked at."""
    change = """UPDATE couples_invite SET expires = datetime(expires, ?)
        WHERE couple_id = (SELECT id FROM couples_couple WHERE code = ?)"""
    with closing(sqlite3.connect(app.data_dir / "meant.sqlite3", timeout=PATIENCE_SECONDS)) as database:
        for days in ("-400 days", "+400 days"):
            if days.startswith("+"):
                assert holds(), "it is expired"
            with database:
                database.execute(change, (days, couple))


# ---- pages of somebody else's -------------------------------------------------------------------------


def posted(app: App, path: str, headers: list[tuple[str, str]]) -> int:
    """A form sent with exactly these headers, some of them twice."""
    connection = http.client.HTTPConnection("127.0.0.1", app.port, timeout=PATIENCE_SECONDS)
    body = urlencode({"confirm": "erase", "text": "canary"}).encode()
    connection.putrequest("POST", path)
    for name, value in [*headers, ("Content-Type", "application/x-www-form-urlencoded")]:
        connection.putheader(name, value)
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_form_of_another_page_is_refused_whoever_is_logged_in_there(house: House) -> None:
    ours, port = house.app.origin, house.app.port
    cookie = ("Cookie", house.alex.cookie_header)
    foreign: list[list[tuple[str, str]]] = [
        [],
        [("Origin", "null")],
        [("Origin", "")],
        [("Origin", f"http://127.0.0.1:{port + 7}")],
        [("Origin", "http://127.0.0.1")],
        [("Origin", f"https://127.0.0.1:{port}")],
        [("Origin", f"http://evil.example:{port}")],
        [("Origin", f"http://127.0.0.1.evil.example:{port}")],
        [("Origin", f"{ours}/")],
        [("Origin", ours), ("Origin", "http://evil.example")],
        [("Origin", "http://evil.example"), ("Origin", ours)],
        [("Origin", f"{ours}, {ours}")],
        [("Referer", f"{ours}{house.alex.us}")],
        [("Origin", ours), ("Sec-Fetch-Site", "cross-site")],
        [("Origin", ours), ("Sec-Fetch-Site", "same-site")],
    ]
    for headers in foreign:
        for path in (f"{house.alex.us}erase/", f"/s/{house.code}/", f"{house.alex.us}settings/", "/leave/"):
            assert posted(house.app, path, [*headers, cookie]) == 403, (path, headers)
        sent = [value for name, value in headers if name == "Origin"]
        if len(sent) == 1 and "Sec-Fetch-Site" not in dict(headers):
            with pytest.raises(InvalidStatus) as refused:
                closed_with(house, cookie[1], origin=sent[0] or "null")
            assert refused.value.response.status_code in {400, 403}, headers
    assert house.alex.open(house.alex.us).text and house.alex.status == 200, "nothing is erased"
    assert posted(house.app, f"{house.alex.us}erase/", [("Origin", ours), cookie]) == 200, "the control"
    assert house.alex.open(house.alex.us) and house.alex.status == 404


# ---- how often ----------------------------------------------------------------------------------------


def test_each_visitor_has_a_limit_of_their_own_behind_proxies(start_app: Callable[..., App]) -> None:
    app = start_app(LIMIT_CLAIM="2", TRUSTED_PROXIES="127.0.0.1, 192.0.2.0/24, 2001:db8:ffff::/48")
    guess = urlencode({"action": "look", "link_text": f"{'0' * 32}.{vault.to_text(vault.new_key())}"})

    def look(forwarded: str, peer: str = "127.0.0.1") -> int:
        connection = http.client.HTTPConnection(
            "127.0.0.1", app.port, timeout=PATIENCE_SECONDS, source_address=(peer, 0)
        )
        headers = {"Origin": app.origin, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/join/", guess, {**headers, "X-Forwarded-For": forwarded})
        status = connection.getresponse().status
        connection.close()
        return status

    same_person = ["203.0.113.1", "203.0.113.1:4711", "::ffff:203.0.113.1", "[::FFFF:203.0.113.1]:80",
                   "198.51.100.7, 203.0.113.1", "203.0.113.1, 192.0.2.9", "unknown, 203.0.113.1",
                   "203.0.113.1,[2001:db8:ffff::5]:443"]  # fmt: skip
    assert [look(each) for each in same_person] == [410, 410] + [429] * 6
    assert [look(each) for each in ("203.0.113.2", "203.0.113.3")] == [410, 410]
    one_line = ["2001:DB8::1", "2001:db8:0:0::2%eth0", "[2001:db8::3]:80"]
    assert [look(each) for each in one_line] == [410, 410, 429]
    assert look("2001:db8:1::1") == 410
    # From where no proxy is named, what is claimed counts for nothing, and the log says so without a name.
    assert [look(f"203.0.113.{number}", peer="127.0.0.2") for number in range(50, 54)] == [410, 410, 429, 429]
    assert app.log().count(UNNAMED) == 1
    assert not re.search(r"203\.0\.113|127\.0\.0\.2|2001:", app.log())
