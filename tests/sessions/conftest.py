"""Two people at one session, at the level of use cases."""

from __future__ import annotations

import pytest

from couples import seats
from couples.access import Holder
from tests.support.couples.paired import Pair, start_together


@pytest.fixture
def pair(db: None) -> Pair:
    """alex has begun, sam has joined, nobody has answered, nobody is here."""
    return start_together()


@pytest.fixture
def stranger(db: None) -> Holder:
    """Somebody with a couple of their own."""
    return Holder((seats.open_couple("Stranger", 1).token,))
