"""Two people at one session, for tests that talk through a `Tab`. Others of this folder take `couple`."""

from __future__ import annotations

import pytest

from exercises.web import connection, pulse
from tests.support.couples.paired import Pair, start_together

SELDOM = 3600
OFTEN = 0.05


@pytest.fixture
def pair(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Pair:
    """alex has begun, sam has joined, nobody has answered, nobody is here.

    The pulse rests, so that whatever arrives came by a hint; and a tab may talk as much as it likes.
    """
    monkeypatch.setattr(pulse, "BEAT_SECONDS", SELDOM)
    monkeypatch.setattr(connection, "MESSAGES_AT_ONCE", 10_000)
    return start_together()


@pytest.fixture
def quick_pulse(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "BEAT_SECONDS", OFTEN)
