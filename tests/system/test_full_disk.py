"""A full disk, and a database that is gone, under a server that runs: true words, and nothing is lost."""

from __future__ import annotations

import json
import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from websockets.sync.client import connect

from tests.support.http.visitors import Answer, RemoteVisitor
from tests.support.processes.app import App
from tests.support.processes.servers import served
from tests.support.scripts.scenes import Scene

STEP = "quiet-at-dinner.receiver"
WORDS = "I have been worn out since Tuesday"
BYTES_LEFT = 8192  # for the log of the server, but for nothing of a database
PATIENCE_SECONDS = 10
SAFE = "What is stored is safe. Nothing can be added or changed here until whoever runs this app has"


@contextmanager
def no_room(app: App) -> Iterator[None]:
    """Meanwhile nothing that this server writes may be long, as on a disk that is full."""
    resource.prlimit(app.pid, resource.RLIMIT_FSIZE, (BYTES_LEFT, resource.RLIM_INFINITY))
    yield
    resource.prlimit(app.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


@pytest.fixture(scope="session")
def own() -> Iterator[App]:
    """An app of these tests' own, which is well again after each."""
    with served(as_shipped=True) as app:
        yield app


@pytest.fixture
def scene(own: App) -> Iterator[Scene]:
    found: Scene = own.act("tests.support.scripts.scenes:sit_down")
    yield found
    log = own.log()
    tokens = [token for _, token in found["cookies"]]
    said = [each for each in (found["code"], found["couple"], *tokens, WORDS, "Robin", "Alex") if each in log]
    assert said == [] and "Traceback" not in log, "the log can be handed to a stranger"


def answer_fields(step: str, words: str) -> dict[str, str]:
    return {
        "command": "draft",
        "step": step,
        "base": "0",
        "parts.reading": "other",
        "parts.reading.words": words,
    }


def health(app: App) -> tuple[int, dict[str, object]]:
    answer = RemoteVisitor("watcher", app.origin).ask("/healthz")
    return answer.status, json.loads(answer.text)


class Alex:
    """alex at this app, by pages and by a socket."""

    def __init__(self, app: App, scene: Scene) -> None:
        self.app, self.code = app, scene["code"]
        self.cookie = "=".join(scene["cookies"][0])
        self.hands = RemoteVisitor("alex", app.origin)

    def ask(self, fields: dict[str, str] | None = None, **headers: str) -> Answer:
        return self.hands.ask(f"/s/{self.code}/", fields, Cookie=self.cookie, **headers)

    @property
    def step(self) -> str:
        """The step that the page shows."""
        return self.ask().text.partition('name="step" value="')[2].partition('"')[0]


def test_on_a_full_disk_all_can_be_read_nothing_is_acknowledged_and_the_reason_is_said(
    own: App, scene: Scene
) -> None:
    alex = Alex(own, scene)
    fields = answer_fields(alex.step, WORDS)
    assert health(own) == (200, {"ok": True, "database": "ok", "disk": "ok", "layer": "ok"})
    with no_room(own):
        assert alex.ask().status == 200, "what is stored can be read"
        refused = alex.ask(fields)
        assert refused.status == 507 and SAFE in refused.text and WORDS in refused.text
        script = alex.ask(fields, accept="application/json")
        assert script.status == 507 and json.loads(script.text)["reason"] == "no_room"
        begun = RemoteVisitor("robin", own.origin)
        begun.open("/exercises/two-sides-of-a-cue/")
        begun.press("Invite your partner", fill={"Your first name": "Robin"})
        assert begun.status == 507 and SAFE in begun.page.text
        status, found = health(own)
        assert status == 503 and found["disk"] == "full"
    assert alex.ask(fields).status == 303, "as soon as there is room it is taken"
    assert health(own)[0] == 200
    assert WORDS in alex.ask().text
    assert "ERROR couples.infrastructure.health The disk or the database is full." in own.log()


def test_a_socket_outlives_a_full_disk_and_hears_the_same(own: App, scene: Scene) -> None:
    alex = Alex(own, scene)
    step = alex.step
    url = f"{own.origin.replace('http', 'ws')}/ws/s/{alex.code}/"
    draft = {"type": "draft", "step": step, "base": 0, "parts": {"reading": "other", "reading.words": WORDS}}

    with connect(url, origin=own.origin, additional_headers={"Cookie": alex.cookie}) as socket:  # type: ignore[arg-type]

        def hear(*kinds: str) -> dict[str, object]:
            while True:
                message: dict[str, object] = json.loads(socket.recv(PATIENCE_SECONDS))
                if message["type"] in kinds:
                    return message

        with no_room(own):
            socket.send(json.dumps({"type": "hello", "protocol": 1, "tab": "a" * 32, "etags": {}}))
            assert hear("panels")["panels"]
            socket.send(json.dumps({**draft, "ref": 1}))
            said = hear("refused", "ack")
            assert said["reason"] == "no_room" and str(said["message"]).startswith(SAFE)
        socket.send(json.dumps({**draft, "ref": 2}))
        assert hear("refused", "ack")["type"] == "ack"


def test_nothing_is_acknowledged_into_a_database_file_that_is_gone(own: App, scene: Scene) -> None:
    alex = Alex(own, scene)
    fields = answer_fields(alex.step, WORDS)
    file = own.data_dir / "meant.sqlite3"
    away = file.rename(own.data_dir / "elsewhere")
    for answer in (alex.ask(), alex.ask(fields)):
        assert answer.status == 503 and "What is stored can’t be reached at the moment." in answer.text
    assert health(own) == (503, {"ok": False, "database": "gone", "disk": "ok", "layer": "ok"})
    assert not file.exists(), "and no empty one is put in its place"
    away.rename(file)
    assert alex.ask(fields).status == 303 and WORDS in alex.ask().text
    assert health(own)[0] == 200
