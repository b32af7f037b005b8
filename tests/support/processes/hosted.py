"""The app as a host sets it up for many: three processes behind nginx, over PostgreSQL and Redis.

Everything comes out of docs/hosting/: the command from the unit, the settings from its env file, nginx from
its file. Places and ports are a test's own.
"""

from __future__ import annotations

import contextlib
import re
import shlex
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.processes.app import App, assert_quiet, settings_for
from tests.support.processes.nginx import Nginx, launch_nginx
from tests.support.processes.postgres import Postgres, postgres
from tests.support.processes.process import ROOT, free_port, until
from tests.support.processes.redis_server import Redis, launch_redis

UNIT = ROOT / "docs/hosting/meant@.service"
SETTINGS = ROOT / "docs/hosting/three.env"
ITS_PYTHON = "/opt/meant/.venv/bin/python"
PROCESSES = 3


@dataclass
class Hosted:
    """What a host runs, as long as it is inside `hosted`."""

    folder: Path
    database: Postgres
    redis: Redis
    apps: list[App] = field(default_factory=list)
    nginx: Nginx | None = None

    @property
    def front(self) -> Nginx:
        assert self.nginx is not None
        return self.nginx

    @property
    def origin(self) -> str:
        return self.front.origin

    @property
    def data_dir(self) -> Path:
        return self.folder / "data"

    def restart(self, app: App) -> None:
        """As `systemctl restart` does: asked to end, and started again."""
        app.stop()
        app.launch()
        until(lambda: well(app, self.front), f"the app on port {app.port} to be back")

    def stop(self) -> None:
        for each in [self.nginx, *self.apps, self.redis]:
            if each is not None:
                each.stop()


def settings_of(text: str, **instead: str) -> dict[str, str]:
    """What an env file sets, with other places for these."""
    lines = [line.strip() for line in text.splitlines()]
    pairs = [line.partition("=")[::2] for line in lines if line and not line.startswith("#")]
    found = {name: shlex.split(value)[0] if value else "" for name, value in pairs}
    strange = set(instead) - set(found)
    assert not strange, f"docs/hosting sets no {sorted(strange)}"
    return {**found, **instead}


def command_of(text: str, port: int) -> list[str]:
    """What a unit starts, with this Python and this port."""
    found = re.search(r"^ExecStart=(.+)$", text, re.MULTILINE)
    assert found and found[1].startswith(ITS_PYTHON), "the unit has another command"
    return shlex.split(found[1].replace(ITS_PYTHON, shlex.quote(sys.executable)).replace("%i", str(port)))


def well(app: App, front: Nginx) -> bool:
    """Its process answers, asked for as nginx asks."""
    if not app.alive:
        raise AssertionError(f"the app ended by itself:\n{app.log()}")
    asked = urllib.request.Request(f"{app.origin}/healthz", headers={"Host": front.origin.split("//")[1]})
    try:
        with urllib.request.urlopen(asked, timeout=5) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


@contextlib.contextmanager
def hosted(folder: Path) -> Iterator[Hosted]:
    """All of it runs while inside."""
    with postgres() as database:
        it = Hosted(folder, database, launch_redis(folder))
        try:
            ports = [free_port() for _ in range(PROCESSES)]
            it.nginx = launch_nginx(folder, behind=ports)
            data = folder / "data"
            data.mkdir()
            settings = settings_of(
                SETTINGS.read_text(),
                PUBLIC_ORIGINS=it.origin,
                DATA_DIR=str(data),
                DATABASE_URL=database.url,
                REDIS_URL=it.redis.url,
            )
            for port in ports:
                environment = settings_for(port, **{"data_dir": data}, **settings)
                environment.pop("PORT")  # the unit says it
                log = folder / f"serve-{port}.log"
                it.apps.append(
                    App(command_of(UNIT.read_text(), port), environment, log, port=port, data_dir=data)
                )
                it.apps[-1].launch()
            for app in it.apps:
                until(lambda app=app: well(app, it.front), f"the app on port {app.port}")  # type: ignore[misc]
            yield it
            for app in it.apps:
                assert_quiet(app)
        finally:
            it.stop()
