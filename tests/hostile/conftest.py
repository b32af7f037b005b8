"""In this folder sam is the one who would like to know more than was shown, and alex the one who kept it."""

from __future__ import annotations

import pytest

from couples.access import Holder
from couples.infrastructure import limits
from tests.support.couples.paired import Pair, start_alone, start_together


@pytest.fixture
def pair(db: None) -> Pair:
    """Both are here."""
    pair = start_together()
    for who in pair.both:
        pair.arrive(who)
    return pair


@pytest.fixture
def stranger(db: None) -> Holder:
    """Somebody with a couple of their own."""
    return start_alone("Stranger")[2]


@pytest.fixture(autouse=True)
def no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_buckets", {})
