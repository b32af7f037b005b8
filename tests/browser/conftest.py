"""In this folder the three people hold phones, and the app is a process of its own.

Nothing moves on these phones: a tap waits until what it is to hit stands still. Tests for which it matters
that things move take `moving_alex` and `moving_sam`, or make phones of their own.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.browser.chromium import STILL
from tests.support.browser.phones import Phone
from tests.support.processes.app import App
from tests.support.scripts.redo import Twice, gone_through_twice

MakePhone = Callable[..., Phone]


@pytest.fixture
def alex(phone: MakePhone, app: App) -> Phone:
    return phone("alex", app, **STILL)


@pytest.fixture
def sam(phone: MakePhone, app: App) -> Phone:
    return phone("sam", app, **STILL)


@pytest.fixture
def stranger(phone: MakePhone, app: App) -> Phone:
    return phone("stranger", app, **STILL)


@pytest.fixture
def moving_alex(phone: MakePhone, app: App) -> Phone:
    return phone("alex", app)


@pytest.fixture
def moving_sam(phone: MakePhone, app: App) -> Phone:
    return phone("sam", app)


@pytest.fixture(scope="session")
def twice(shared_app: App) -> Twice:
    """Two people who have been through the core exercise, and through the same once more."""
    return gone_through_twice(shared_app.origin)
