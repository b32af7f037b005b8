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
import itertools
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.support.processes import own_clock

ROOT = Path(__file__).resolve().parents[3]
ENTRY = "tests/support/processes/entry.py"  # manage.py on a clock that a test can set
START_SECONDS = 40  # a first start migrates and collects, on a machine that may be busy
STOP_SECONDS = 15
POLL_SECONDS = 0.05
FIRST_PORT, LAST_PORT = 16_000, 32_000
PORTS_OF_ONE_RUN = 64


_ports = itertools.count(os.getpid() * PORTS_OF_ONE_RUN)


def free_port() -> int:
    """A port that nobody has, below those that the system gives to whoever connects to something.

    One of these could be taken between the choice of it and its use. Runs beside this one start elsewhere.
    """
    while True:
        port = FIRST_PORT + next(_ports) % (LAST_PORT - FIRST_PORT)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def until(holds: Callable[[], bool], what: str, seconds: float = START_SECONDS) -> None:
    """Wait until something of another process holds. For pages use Playwright's own waiting."""
    ends = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > ends:
            raise AssertionError(f"waited {seconds:.0f} s in vain: {what}")
        time.sleep(POLL_SECONDS)


@dataclass
class Process:
    """A process with a log. Signals go to its whole group."""

    command: list[str]
    environment: dict[str, str]
    log_path: Path
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def launch(self) -> None:
        with self.log_path.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def log(self) -> str:
        return self.log_path.read_text(errors="replace")

    def freeze(self) -> None:
        os.killpg(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.killpg(self.pid, signal.SIGCONT)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, and insist after a while."""
        with contextlib.suppress(ProcessLookupError):
            self.thaw()
        self._end(signal.SIGTERM)

    def _end(self, by: signal.Signals) -> None:
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, by)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.pid, signal.SIGKILL)
            self.process.wait(STOP_SECONDS)


@dataclass
class App(Process):
    """The app, served by `manage.py serve`. `door`: another port of its origins, for a Network before it."""

    port: int = 0
    data_dir: Path = Path()
    door: int = 0
    actor: subprocess.Popen[str] | None = field(default=None, repr=False)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str = "/") -> str:
        with urllib.request.urlopen(self.origin + path, timeout=10) as response:
            return str(response.read().decode())

    def healthy(self) -> bool:
        if not self.alive:
            raise AssertionError(f"the app ended by itself:\n{self.log()}")
        try:
            return bool(self.get("/healthz"))
        except (OSError, urllib.error.URLError):
            return False

    def manage(self, *arguments: str) -> str:
        """Run another command of manage.py on the same data, e.g. `app.manage("sweep")`."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def act(self, script: str, **arguments: object) -> Any:
        """Call a function of tests/support/scripts on this app's data, and return what it returns."""
        if self.actor is None:
            self.actor = subprocess.Popen(
                [sys.executable, ENTRY, "act"],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self.actor.stdin and self.actor.stdout
        self.actor.stdin.write(json.dumps({"script": script, "arguments": arguments}) + "\n")
        self.actor.stdin.flush()
        answer = json.loads(self.actor.stdout.readline() or '{"failed": "the actor ended by itself"}')
        assert "failed" not in answer, answer["failed"]
        return answer["done"]

    def forward(self, milliseconds: int) -> None:
        """Move the clock of an app that is not served as shipped. Its phones hear of it with a message."""
        own_clock.forward(self.data_dir, milliseconds)

    def forward_to(self, instant: int) -> None:
        """Move the clock to an instant of the app's, in ms, if that has not come yet."""
        now = time.time_ns() // 1_000_000 + own_clock.ahead(self.data_dir)
        self.forward(max(0, instant - now))

    @contextlib.contextmanager
    def as_far_ahead_as_shipped(self) -> Iterator[None]:
        """What both are to see at once is not hurried meanwhile: for tests that measure how well it is."""
        own_clock.as_far_ahead_as_shipped(self.data_dir, True)
        yield
        own_clock.as_far_ahead_as_shipped(self.data_dir, False)

    def _end(self, by: signal.Signals) -> None:
        super()._end(by)
        if self.actor is not None:
            self.actor.communicate(timeout=STOP_SECONDS)  # which ends its orders, and so it ends
            self.actor = None


@dataclass
class Redis(Process):
    """A Redis server that keeps nothing on disk."""

    port: int = 0

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def answers(self) -> bool:
        if not self.alive:
            raise AssertionError(f"redis-server ended by itself:\n{self.log()}")
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False


class Network:
    """What lies between a phone and the app: a relay of bytes, so that a cut is one for open sockets, too.

    carries_sockets=False is one of those networks that let pages through and no websocket.
    """

    def __init__(self, app: App, *, carries_sockets: bool = True) -> None:
        self.app = app
        self.carries_sockets = carries_sockets
        self.is_cut = False
        self.refused_sockets = 0
        self._open: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", app.door))
        self._carriers = [threading.Thread(target=self._let_in, daemon=True)]
        self._carriers[0].start()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.app.door}"

    def cut(self) -> None:
        """End whatever is open, and let nothing through until it is mended."""
        self.is_cut = True
        for each in list(self._open):
            _hang_up(each)

    def mend(self) -> None:
        self.is_cut = False

    def stop(self) -> None:
        self.cut()
        _hang_up(self._door)  # wakes whoever waits at it, which closing would not
        for each in self._carriers:
            each.join(STOP_SECONDS)

    def _let_in(self) -> None:
        with self._door, contextlib.suppress(OSError):
            while True:
                near, _ = self._door.accept()
                carrier = threading.Thread(target=self._carry, args=(near,), daemon=True)
                self._carriers.append(carrier)
                carrier.start()

    def _carry(self, near: socket.socket) -> None:
        with near, contextlib.suppress(OSError):
            self._open.add(near)
            first = near.recv(1 << 16)
            if not first or self.is_cut:
                return
            if not self.carries_sockets and b"upgrade: websocket" in first.lower():
                self.refused_sockets += 1
                return
            with socket.create_connection(("127.0.0.1", self.app.port)) as far:
                self._open.add(far)
                far.sendall(first)
                back = threading.Thread(target=_pump, args=(far, near), daemon=True)
                back.start()
                _pump(near, far)
                back.join()
                self._open.discard(far)
        self._open.discard(near)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(1 << 16):
            target.sendall(data)
    for each in (source, target):
        _hang_up(each)


def _hang_up(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def settings_for(port: int, data_dir: Path, **changes: str) -> dict[str, str]:
    """The environment of an app: this machine's own settings of Meant left out, limits out of the way."""
    kept = {
        name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR") if name in os.environ
    }
    return {
        **kept,
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "LIMIT_CREATE": "100000",
        "LIMIT_CLAIM": "100000",
        **changes,
    }


def launch_app(data_dir: Path, port: int = 0, *, as_shipped: bool = True, **environment: str) -> App:
    """Start the app and wait until it answers. The caller stops it."""
    port = port or free_port()
    own_clock.mark(data_dir)  # which an app that is served as shipped knows nothing of
    app = App(
        command=[sys.executable, "manage.py" if as_shipped else ENTRY, "serve", "--port", str(port)],
        environment=settings_for(port, data_dir, **environment),
        log_path=data_dir / f"serve-{port}.log",
        port=port,
        data_dir=data_dir,
    )
    app.launch()
    try:
        until(app.healthy, f"{app.origin}/healthz")
    except AssertionError as failure:
        app.kill()
        raise AssertionError(f"{failure}\n{app.log()}") from None
    return app


def launch_redis(folder: Path, port: int = 0) -> Redis:
    """Start a Redis and wait until it answers. The caller stops it."""
    program = shutil.which("redis-server")
    assert program, "redis-server is missing: `make tools` installs it"
    port = port or free_port()
    redis = Redis(
        command=[program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
                 "--dir", str(folder), "--daemonize", "no"],
        environment={"PATH": os.environ.get("PATH", "")},
        log_path=folder / f"redis-{port}.log",
        port=port,
    )  # fmt: skip
    redis.launch()
    until(redis.answers, f"redis-server on port {port}")
    return redis


def assert_quiet(app: App) -> None:
    assert "Traceback" not in app.log(), app.log()


# ---- fixtures ---------------------------------------------------------------------------------


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
    assert "Traceback" not in news, news


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
