"""In this folder the three people hold phones, and the app is a process of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.browser.phones import Phone
from tests.support.processes.servers import App
from tests.support.scripts.redo import Twice, gone_through_twice

MakePhone = Callable[..., Phone]


@pytest.fixture
def alex(phone: MakePhone, app: App) -> Phone:
    return phone("alex", app)


@pytest.fixture
def sam(phone: MakePhone, app: App) -> Phone:
    return phone("sam", app)


@pytest.fixture
def stranger(phone: MakePhone, app: App) -> Phone:
    return phone("stranger", app)


@pytest.fixture(scope="module")
def twice(shared_app: App) -> Twice:
    """Two people who have been through the core exercise, and through the same once more."""
    return gone_through_twice(shared_app.origin)
