"""The engines of a run: each is started when a test first asks for it, and ended with the last.

    def test_it(hands, app):
        alex = hands("alex", "firefox", app)

A fault in a page of one of these phones fails the test, as everywhere.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.support.engines import firefox, webkit
from tests.support.engines.chromium import Chromium
from tests.support.engines.hands import Engine, Hands
from tests.support.processes.app import App
from tests.support.processes.network import Network

MISSING = "{} is not here. `make tools` installs it, or: apt-get install {}"

MakeHands = Callable[..., Hands]


class Engines:
    """What makes phones of each engine. Nothing is started before somebody asks for it."""

    def __init__(self, folder: Path, chromium: Callable[[], Browser]) -> None:
        self.folder = folder
        self.chromium = chromium
        self.firefox: firefox.FirefoxProcess | None = None
        self.screen: webkit.Screen | None = None

    def hands(self, name: str, engine: Engine, app: App | Network, **options: Any) -> Hands:
        if engine == "chromium":
            return Chromium(name, app, self.chromium(), **options)
        if engine == "firefox":
            assert not firefox.missing(), MISSING.format("Firefox", firefox.missing())
            self.firefox = self.firefox or firefox.FirefoxProcess(self.folder)
            return firefox.Firefox(name, app, self.firefox, **options)
        if self.screen is None:
            assert not webkit.missing(), MISSING.format("A WebKit", webkit.missing())
            self.screen = webkit.Screen()
        return webkit.WebKit(name, app, self.folder, self.screen, **options)

    def stop(self) -> None:
        for each in (self.firefox, self.screen):
            if each is not None:
                each.stop()


@pytest.fixture(scope="session")
def engines(request: pytest.FixtureRequest) -> Iterator[Engines]:
    with tempfile.TemporaryDirectory(prefix="meant-engines-", ignore_cleanup_errors=True) as name:
        made = Engines(Path(name), lambda: request.getfixturevalue("chromium"))
        yield made
        made.stop()


@pytest.fixture
def hands(engines: Engines) -> Iterator[MakeHands]:
    """hands(name, engine, app, before=…, javascript=…) -> Hands. Fails the test for any fault on one."""
    made: list[Hands] = []

    def make(name: str, engine: Engine, app: App | Network, **options: Any) -> Hands:
        made.append(engines.hands(name, engine, app, **options))
        return made[-1]

    yield make
    complaints = {str(each): each.complaints() for each in made if each.complaints()}
    for each in made:
        each.put_away()
    assert complaints == {}
