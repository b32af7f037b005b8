"""What people entered, their names, tokens and addresses are nowhere in the clear.

Not in the database and its log, the app's log, Redis, the collected files, nor on any page that a stranger
gets.
"""

from __future__ import annotations

import asyncio
import json
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from tests.chaos.odd_clients import cookie, open_socket, send_odd_requests
from tests.chaos.running import Run
from tests.support.http.visitors import RemoteVisitor
from tests.support.processes.app import App, launch_app
from tests.support.processes.process import ROOT
from tests.support.processes.redis_listener import Listener
from tests.support.processes.redis_server import launch_redis
from tests.support.processes.searching import files, forms

if TYPE_CHECKING:
    from tests.support.scripts.scenes import Scene

EXERCISES = sorted((ROOT / "exercises/content/en/exercises").glob("*.yaml"))
BEGINS_AT_A_PLAN = "looks_at:"  # in its file: it cannot be chosen from the list
TEXTS = ("zalex.", "zsam.")  # what everything that the two write begins with
ADDRESSES = ("203.0.113.77", "2001:db8:77::77")  # of documentation: nobody's
PAGES = ("", "comparison/", "own/", "1/", "2/")
PAGES_OF_US = (
    "",
    "now/",
    "notes.ics",
    "checkins/",
    "glossary/",
    "export/",
    "export/export.json",
    "export/export.txt",
)
REQUESTS = 300
SHOWN = 10


def measure(run: Run) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="meant-") as name:
        folder = Path(name)
        data = folder / "data"
        data.mkdir()
        redis = launch_redis(folder)
        try:
            app = launch_app(data, as_shipped=False, REDIS_URL=redis.url)
            try:
                with Listener(redis) as listener:
                    secret, pages = _live(run, app)
                    taken = {f"Redis {number}": each for number, each in enumerate(listener.taken())}
                    kept = _on_disk(data)
                    assert any(b"two-sides-of-a-cue" in it for it in kept.values()), "it can find"
                    hits = _hits(run, "while it runs", secret, taken | pages | kept)
            finally:
                app.stop()
            hits += _hits(run, "once it is stopped", secret, _on_disk(data))
        finally:
            redis.stop()
    return {"canary.hits": hits}


def _live(run: Run, app: App) -> tuple[dict[str, str], dict[str, bytes]]:
    """Couples play to the end and look at everything. What is secret of theirs, and what a stranger got."""
    secret = {f"a text of {text}": text for text in TEXTS} | {
        f"the address {each}": each for each in ADDRESSES
    }
    names = [f"Q{secrets.token_hex(6)}" for _ in range(2)]
    secret |= {"the name of alex": names[0], "the name of sam": names[1]}
    scenes: list[Scene] = [app.act("tests.support.scripts.scenes:with_a_line", names=names)]
    for path in EXERCISES[: run.times(len(EXERCISES))]:
        scene = "looked_back" if BEGINS_AT_A_PLAN in path.read_text() else "played_out"
        scenes.append(app.act(f"tests.support.scripts.scenes:{scene}", exercise=path.stem, names=names))
    run.say(f"canary: {len(scenes)} couples have played to the end")
    pages: dict[str, bytes] = {}
    shown = ""
    for number, scene in enumerate(scenes):
        secret |= {f"token {seat} of couple {number}": scene["cookies"][seat][1] for seat in (0, 1)}
        shown += _look_at_everything(app, scene)
        asyncio.run(_say_something(app, scene))
        pages |= {f"a stranger's page {path}": text for path, text in _as_a_stranger(app, scene)}
    for what, text in secret.items():
        in_use = what.startswith(("a text", "the name"))
        assert not in_use or text in shown, f"the control: {what} is really in use"
    secret["an invite"] = _invited(app)
    send_odd_requests(app, scenes[:3], run.times(REQUESTS), run.random("odd"))
    return secret, pages


def _look_at_everything(app: App, scene: Scene) -> str:
    texts = []
    for seat in (0, 1):
        person = RemoteVisitor("alex", app.origin)
        own = {"Cookie": cookie(scene, seat), "X-Forwarded-For": ADDRESSES[seat], "User-Agent": "zalex.agent"}
        for path in _paths(scene):
            texts.append(person.ask(path, **own).text)
        typed = {"command": "answer", "step": "nowhere", "base": "0", "parts.reading.words": "zalex.refused"}
        texts.append(person.ask(f"/s/{scene['code']}/", typed, **own).text)
    return "".join(texts)


def _paths(scene: Scene) -> list[str]:
    return [f"/s/{scene['code']}/{page}" for page in PAGES] + [
        f"/us/{scene['couple']}/{page}" for page in PAGES_OF_US
    ]


async def _say_something(app: App, scene: Scene) -> None:
    async with open_socket(app, scene["code"], cookie(scene, 1)) as opened:
        for message in (
            {"type": "hello", "protocol": 1, "etags": {}},
            {"type": "answer", "ref": 1, "step": "takeaway", "base": 9, "parts": {"line": "zsam.late"}},
            {"type": "zsam.type", "zsam.field": "zsam.value"},
        ):
            await opened.send(json.dumps(message))
            await opened.recv()


def _as_a_stranger(app: App, scene: Scene) -> Iterator[tuple[str, bytes]]:
    """Every page at the addresses of this couple, and every error that there is."""
    stranger = RemoteVisitor("stranger", app.origin)
    for path in _paths(scene):
        yield path, stranger.ask(path).text.encode()
    yield "400", stranger.ask("/", Host="elsewhere.example").text.encode()
    yield "403", stranger.ask(f"/s/{scene['code']}/", {"command": "stop"}, origin="null").text.encode()
    yield "404", stranger.ask(f"/s/{scene['code']}/", {"command": "stop"}).text.encode()
    yield "405", stranger.ask(f"/us/{scene['couple']}/erase/").text.encode()
    yield (
        "410",
        stranger.ask(
            "/join/", {"action": "look", "link_text": f"{scene['couple']}.{'A' * 43}"}
        ).text.encode(),
    )


def _invited(app: App) -> str:
    alex = RemoteVisitor("alex", app.origin)
    alex.start()
    return alex.link().partition("#")[2].partition(".")[2]


def _on_disk(data: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(data)): content for path, content in files(data, static=True)}
    assert any(name.endswith(".sqlite3") for name in found) and any(name.endswith(".log") for name in found)
    return found


def _hits(run: Run, when: str, secret: Mapping[str, str], places: Mapping[str, bytes]) -> int:
    found = [
        f"{what} is in {place}"
        for what, text in secret.items()
        for place, content in places.items()
        if any(form in content for form in forms(text))
    ]
    run.say(f"canary: {when}, {len(secret)} secrets looked for in {len(places)} places: {len(found)} found")
    for line in found[:SHOWN]:
        run.say(f"canary: {line}")
    return len(found)
