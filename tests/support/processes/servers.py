"""Real processes for tests: the app as it is served, and a Redis. Both on ports of their own.

    def test_it(start_app):
        app = start_app()                    # waits until /healthz answers; served by manage.py, as shipped
        app.get("/")                         # or open app.origin in a phone
        app.kill()                           # as a power cut would
        start_app(port=app.port)             # the same address and the same data again
        assert "Robin" not in app.log()

`app` is one that the whole run shares, for tests that only use it. It runs on a clock that a test can set
(own_clock.py), and `app.act("tests.support.scripts.scenes:…", …)` does something in its database, by use
cases. `shipped_app` is another, served as shipped, for what is about real time. `two_apps` are two processes
over one database with a Redis between them. A `Network` stands between a phone and the app, and can be cut.
Whatever a test starts is stopped after it, and an exception in a log fails the test.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.processes.app import App, assert_quiet, launch_app
from tests.support.processes.crashes import crashes_in
from tests.support.processes.network import Network
from tests.support.processes.process import free_port
from tests.support.processes.redis_server import Redis, launch_redis


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder of a test's own, with a short path: some sockets have no room for a long one."""
    with tempfile.TemporaryDirectory(prefix="meant-") as name:
        yield Path(name)


@pytest.fixture
def start_app(folder: Path) -> Iterator[Callable[..., App]]:
    """start_app(data_dir=…, port=…, as_shipped=…, REDIS_URL=…) -> App. All share a folder unless told."""
    started: list[App] = []

    def start(
        data_dir: Path | None = None, port: int = 0, *, as_shipped: bool = True, **environment: str
    ) -> App:
        data_dir = data_dir or folder / "data"
        data_dir.mkdir(exist_ok=True)
        app = launch_app(data_dir, port, as_shipped=as_shipped, **environment)
        started.append(app)
        return app

    yield start
    for app in started:
        app.stop()
    for app in started:
        assert_quiet(app)


@pytest.fixture
def start_redis(folder: Path) -> Iterator[Callable[..., Redis]]:
    """start_redis(port=…) -> Redis. With the port of one that was killed it comes back empty."""
    started: list[Redis] = []

    def start(port: int = 0) -> Redis:
        started.append(launch_redis(folder, port))
        return started[-1]

    yield start
    for redis in started:
        redis.stop()


@pytest.fixture
def redis_server(start_redis: Callable[..., Redis]) -> Redis:
    return start_redis()


@pytest.fixture
def two_apps(start_app: Callable[..., App], redis_server: Redis) -> tuple[App, App]:
    """Two processes of one app: the same data, key and origins, and a Redis between them."""
    ports = (free_port(), free_port())
    shared = {
        "REDIS_URL": redis_server.url,
        "SECRET_KEY": "one key for two processes, at least fifty characters long 0123456789",
        "PUBLIC_ORIGINS": ",".join(f"http://127.0.0.1:{port}" for port in ports),
        "WEB_PROCESSES": "2",
    }
    first, second = (start_app(port=port, **shared) for port in ports)
    return first, second


@contextlib.contextmanager
def served(*, as_shipped: bool) -> Iterator[App]:
    with tempfile.TemporaryDirectory(prefix="meant-") as name:
        port, door = free_port(), free_port()
        origins = ",".join(f"http://127.0.0.1:{each}" for each in (port, door))
        app = launch_app(Path(name), port, as_shipped=as_shipped, PUBLIC_ORIGINS=origins)
        app.door = door
        yield app
        app.stop()


@contextlib.contextmanager
def in_use(app: App) -> Iterator[App]:
    """What it logs meanwhile is this test's."""
    before = len(app.log())
    yield app
    news = app.log()[before:]
    assert not crashes_in(news), news


@pytest.fixture(scope="session")
def shared_app() -> Iterator[App]:
    with served(as_shipped=False) as app:
        yield app


@pytest.fixture(scope="session")
def shared_shipped_app() -> Iterator[App]:
    with served(as_shipped=True) as app:
        yield app


@pytest.fixture
def app(shared_app: App) -> Iterator[App]:
    """The app that this whole run shares. Not to be stopped; couples and sessions are a test's own."""
    with in_use(shared_app):
        yield shared_app


@pytest.fixture
def shipped_app(shared_shipped_app: App) -> Iterator[App]:
    """Another, on this machine's clock, as it is served to people."""
    with in_use(shared_shipped_app):
        yield shared_shipped_app


@pytest.fixture
def network(request: pytest.FixtureRequest) -> Iterator[Callable[..., Network]]:
    """network(carries_sockets=…) -> Network in front of `app`, or of the one that is given; one at a time."""
    made: list[Network] = []

    def make(before: App | None = None, **options: bool) -> Network:
        made.append(Network(before or request.getfixturevalue("app"), **options))
        return made[-1]

    yield make
    for each in made:
        each.stop()
