"""What a host is given in docs/hosting/ works as it stands: three processes behind nginx, over PostgreSQL and
Redis. Only places and ports are a test's own (tests/support/processes/hosted.py).
"""

from __future__ import annotations

import asyncio
import http.client
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from websockets.sync.client import connect

from tests.chaos.rolling import roll
from tests.support.http.visitors import RemoteVisitor, sit_down
from tests.support.processes import nginx
from tests.support.processes.app import App
from tests.support.processes.hosted import ITS_PYTHON, UNIT, Hosted, command_of, hosted, well
from tests.support.processes.process import free_port, until

SECRET = "0123456789abcdef.a-secret-of-forty-three-characters-0123456789a"
BROKEN_LINK = f"/join/%23{SECRET}"  # as a chat hands it on
PATIENCE_SECONDS = 15


@pytest.fixture(scope="session")
def hosted_house() -> Iterator[Hosted]:
    with tempfile.TemporaryDirectory(prefix="meant-") as name, hosted(Path(name)) as it:
        yield it


def visitor(name: str, house: Hosted) -> RemoteVisitor:
    return RemoteVisitor(name, house.origin, house.front.trusted)


def asked(front: nginx.Nginx, path: str, body: bytes | None = None, **headers: str) -> tuple[int, str, str]:
    """Status, where it leads and what it says; from a connection of its own, following nothing."""
    connection = http.client.HTTPSConnection(nginx.NAME, front.port, timeout=20, context=front.trusted)
    connection.request("GET" if body is None else "POST", path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, answer.headers.get("Location", ""), text


def test_two_people_come_to_their_cards_through_three_processes(hosted_house: Hosted) -> None:
    alex, sam = visitor("alex", hosted_house), visitor("sam", hosted_house)
    code = sit_down(alex, sam)
    assert "__Host-seat-" in alex.cookie_header and "on this network could read" not in alex.page.text
    opened = connect(
        f"wss://{nginx.NAME}:{hosted_house.front.port}/ws/s/{code}/",
        ssl=hosted_house.front.trusted,
        origin=hosted_house.origin,  # type: ignore[arg-type]  # a text of its own kind
        additional_headers={"Cookie": alex.cookie_header},
        open_timeout=PATIENCE_SECONDS,
    )
    with opened as socket:
        socket.send(json.dumps({"type": "hello", "protocol": 1, "etags": {}}))
        heard = json.loads(socket.recv(PATIENCE_SECONDS))
        assert heard["type"] == "panels"
        for person in (alex, sam):
            person.open(f"/s/{code}/")
            person.answer_all()
            person.show_ours("share")
        # Whichever processes took in their answers, the one that has this socket hears of it.
        while "reveal_at" not in heard:
            heard = json.loads(socket.recv(PATIENCE_SECONDS))
    for person in (alex, sam):
        person.open(f"/s/{code}/")
        assert "Next" in person.page.buttons, person.page.text[:300]


def test_every_process_answers_and_says_what_nginx_says_of_it(hosted_house: Hosted) -> None:
    for _ in range(2 * len(hosted_house.apps)):
        status, _, text = asked(hosted_house.front, "/")
        assert status == 200 and "read along" not in text
    connection = http.client.HTTPConnection(nginx.NAME, hosted_house.front.plain_port, timeout=20)
    connection.request("GET", "/safety/?a=b")
    answer = connection.getresponse()
    assert answer.status == 301 and answer.headers["Location"] == f"{hosted_house.origin}/safety/?a=b"
    connection.close()


@pytest.mark.matrix  # `make chaos` restarts three of them under fifty couples
def test_a_process_is_restarted_under_couples_who_go_on_and_lose_nothing(hosted_house: Hosted) -> None:
    found = asyncio.run(
        roll(hosted_house, couples=3, rng=random.Random(13), think=(0.1, 0.5), haste=20, processes=1)
    )
    assert found.closed, "nobody was there, so nothing was shown"
    assert found.broken == []
    assert found.back_s_max < PATIENCE_SECONDS


# ---- what nginx keeps --------------------------------------------------------------------------------


def test_a_link_that_came_as_a_path_is_in_no_log(hosted_house: Hosted) -> None:
    status, location, _ = asked(hosted_house.front, BROKEN_LINK)
    assert status == 302 and SECRET in location
    assert asked(hosted_house.front, BROKEN_LINK.replace("%23", "%ff%00"))[0] in {302, 400, 404}
    assert SECRET not in hosted_house.front.logged() and "/join/" not in hosted_house.front.logged()


def test_without_its_two_lines_on_logs_nginx_would_have_written_that_link_down(folder: Path) -> None:
    """The control, and what is said while nobody stands behind it."""
    careless = re.sub(r"^\s*(access_log|error_log) .*$", "", nginx.FILE.read_text(), flags=re.MULTILINE)
    for number, (file, kept) in enumerate(((careless, True), (nginx.FILE.read_text(), False))):
        place = folder / str(number)
        place.mkdir()
        front = nginx.launch_nginx(place, behind=[1, 2, 3], file=file)  # nobody is on these ports
        try:
            status, _, text = asked(front, BROKEN_LINK)
            assert status == 503 and "taken in is safe" in text and SECRET not in text
        finally:
            front.stop()
        assert (SECRET in front.logged()) is kept


def test_nothing_that_is_sent_is_written_to_the_disk_of_nginx(hosted_house: Hosted, folder: Path) -> None:
    body = b"text=" + b"x" * 60_000
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": hosted_house.origin}
    assert asked(hosted_house.front, "/join/", body, **headers)[0] == 422, "the app itself answers it"

    def said_of_the_disk(file: str, place: Path) -> bool:
        place.mkdir()
        front = nginx.launch_nginx(place, behind=[app.port for app in hosted_house.apps], file=file)
        try:
            asked(front, "/join/", body, **headers)
        finally:
            front.stop()
        return "buffered to a temporary file" in front.logged()

    talkative = re.sub(r"^\s*error_log .*$", "", nginx.FILE.read_text(), flags=re.MULTILINE)
    assert not said_of_the_disk(talkative, folder / "ours")
    careless = talkative.replace("client_body_buffer_size 128k;", "")
    assert said_of_the_disk(careless, folder / "control")


# ---- a backup of it ----------------------------------------------------------------------------------


def test_a_backup_of_postgresql_is_put_into_another_and_never_over_one(
    hosted_house: Hosted, folder: Path
) -> None:
    alex, sam = visitor("alex", hosted_house), visitor("sam", hosted_house)
    code = sit_down(alex, sam)
    made, one = folder / "made.tar", hosted_house.apps[0]
    one.manage("backup", str(made))
    assert "There is a database already" in one.manage("restore", str(made), fails=True)

    with psycopg.connect(hosted_house.database.url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE another")
    url = hosted_house.database.url.replace("/postgres", "/another")
    data_dir, port = folder / "elsewhere", free_port()
    data_dir.mkdir()
    again = App(
        [*command_of(UNIT.read_text(), port), "--no-prepare"],
        {**one.environment, "DATA_DIR": str(data_dir), "DATABASE_URL": url},
        folder / "serve.log",
        port=port,
    )
    again.manage("restore", str(made))
    again.launch()
    try:
        until(lambda: well(again, hosted_house.front), "what was put back to be served")
        headers = {"Host": hosted_house.origin.removeprefix("https://"), "X-Forwarded-Proto": "https"}
        direct = RemoteVisitor("alex", again.origin)
        assert direct.ask(f"/s/{code}/", **headers, Cookie=alex.cookie_header).status == 200
        assert direct.ask(f"/s/{code}/", **headers).status == 404
    finally:
        again.stop()


# ---- the unit ----------------------------------------------------------------------------------------


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("this machine has no systemd")

    def said(unit: str) -> str:
        path = tmp_path / "meant@8001.service"
        path.write_text(unit)
        done = subprocess.run([analyze, "verify", "--man=no", str(path)], capture_output=True, text=True)
        return "".join(line for line in done.stderr.splitlines(True) if "meant@" in line)

    unit = UNIT.read_text().replace(ITS_PYTHON, sys.executable)
    assert "Unknown key" in said(unit.replace("ProtectHome=", "ProtectHouse="))
    assert said(unit) == ""
