"""Pages are asked for as often as a test needs: what one has used up is no limit to the next."""

from __future__ import annotations

import pytest

from couples.infrastructure import limits


@pytest.fixture(autouse=True)
def no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_buckets", {})
