"""Two use cases at the same instant, on PostgreSQL: they end as in one of the two orders, and in no error."""

from __future__ import annotations

import pytest

from tests.support.scripts.races.racing import faults_of
from tests.support.scripts.races.sharp import SHARP

pytestmark = pytest.mark.usefixtures("on_postgresql")


@pytest.mark.parametrize("name, one, other", SHARP)
def test_two_at_once_end_as_one_after_the_other(name: str, one: str, other: str) -> None:
    assert faults_of(name, one, other, rounds=2) == []
