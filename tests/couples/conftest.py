"""A couple for the tests in this folder: alex has opened it, sam has joined."""

from __future__ import annotations

import pytest

from couples import seats
from couples.access import Holder
from couples.invites import new_claim_id
from tests.support.couples.two_seats import NOBODY, Pair, link_of


@pytest.fixture
def opened(db: None) -> tuple[str, Holder]:
    """A couple that only alex sits in."""
    opened = seats.open_couple("Alex", days=30)
    return opened.couple_code, Holder((opened.token,))


@pytest.fixture
def pair(opened: tuple[str, Holder]) -> Pair:
    code, alex = opened
    link, claim_id = link_of(code, alex), new_claim_id()
    claimed = seats.claim(link, claim_id, "Sam", NOBODY)
    stranger = Holder((seats.open_couple("Stranger", days=1).token,))
    return Pair(code, alex, Holder((claimed.token,)), stranger, link, claim_id)
