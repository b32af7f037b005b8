"""Two people who share a phone: one browser, without JavaScript, that holds both seats of a couple.

phone.start()                     # alex and sam, on the cover
phone.hand_to("Sam")              # whoever the cover asks for says that they have it
phone.answer_all(); phone.show_ours("share")
"""

from __future__ import annotations

import pytest

from tests.support.couples.paired import CALM_PICK
from tests.support.http.visitors import CORE, Visitor

NAMES = ("Alex", "Sam")


class OnePhone(Visitor):
    def start(self, exercise: str = CORE, days: int | None = None) -> str:
        """Begin an exercise on this phone. Returns the session's code."""
        self.open(f"/exercises/{exercise}/")
        self.press(
            "Start on this phone", fill=dict(zip(("Your name", "Your partner’s name"), NAMES, strict=True))
        )
        return self.code

    def hand_to(self, name: str) -> None:
        self.open(self.page.links[f"I’m {name}"])

    def take_turn(self) -> None:
        """Answer everything alike, so that no card of the two is a sensitive one, and show all of it."""
        self.answer_all(reading=CALM_PICK)
        self.show_ours("share")

    def come_to_the_cards(self) -> str:
        """Both read and mean the same, so that there are several cards."""
        code = self.start()
        for name in NAMES:
            self.hand_to(name)
            self.take_turn()
        self.press("See it together")
        return code


@pytest.fixture
def one_phone(transactional_db: None, collected_static: None) -> OnePhone:
    """With real transactions, so that it also serves tests of sockets."""
    return OnePhone("alex")
