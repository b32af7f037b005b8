"""A thief gets database, log, settings, a Redis dump and the data folder, and opens nothing.

Nor, once it is erased and swept, with the cookies of both; and nothing of what was sealed lies in any file.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from tests.chaos.odd_clients import PLACES, cookie, seats_at
from tests.chaos.running import Run
from tests.chaos.thief import Loot
from tests.support.http.visitors import RemoteVisitor
from tests.support.processes.app import App, launch_app
from tests.support.processes.redis_listener import Listener
from tests.support.processes.redis_server import launch_redis

COUPLES_AT_EACH_PLACE = 8


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
                    bodies = _rob(run, app, folder, listener)
            finally:
                app.stop()
        finally:
            redis.stop()
    return {"thief.bodies": bodies}


def _rob(run: Run, app: App, folder: Path, listener: Listener) -> int:
    scenes = seats_at(app, [*PLACES, "with_a_line"] * run.times(COUPLES_AT_EACH_PLACE))
    tokens = [scene["cookies"][seat][1] for scene in scenes for seat in (0, 1)]
    settings = [value.encode() for value in app.environment.values()]

    before = Loot(_copied(app.data_dir, folder / "before"), [*settings, *listener.taken()])
    wraps, bodies = before.wraps(), before.bodies()
    assert {body.what for body in bodies} == {"name", "choice", "own", "shared", "line"}
    robbed = before.opened()
    run.say(f"thief: {len(scenes)} couples, {len(bodies)} bodies, {len(robbed)} opened without a cookie")
    with_cookies = before.opened(tokens)
    assert len(with_cookies) == len(bodies), "the control: with the cookies of both all of it opens"
    assert len(before.still_holds(bodies)) == len(bodies), "the control: what is there is found in the files"

    for scene in scenes:
        sam = RemoteVisitor("sam", app.origin)
        answer = sam.ask(f"/us/{scene['couple']}/erase/", {"confirm": "erase"}, Cookie=cookie(scene, 1))
        assert answer.status == 200, answer
    app.manage("sweep")
    after = Loot(_copied(app.data_dir, folder / "after"), [*settings, *listener.taken()])
    opened, left = after.opened(tokens), after.still_holds([*wraps, *bodies])
    run.say(
        f"thief: erased and swept: {len(opened)} opened with all cookies, {len(left)} blobs left in the files"
    )
    return len(robbed) + len(opened) + len(left)


def _copied(data_dir: Path, to: Path) -> Path:
    """As it is at this moment, while the app is running on it."""
    return Path(shutil.copytree(data_dir, to, ignore=shutil.ignore_patterns("static")))
