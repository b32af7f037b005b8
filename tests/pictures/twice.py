"""The same exercise twice, side by side, and the copy that one of the two can take out."""

from __future__ import annotations

from collections.abc import Iterator

from tests.support.browser.phones import Phone
from tests.support.scripts.redo import gone_through_twice


def taken_out(alex: Phone, _: Phone) -> Iterator[tuple[str, Phone]]:
    twice = gone_through_twice(alex.app.origin)
    twice.sign_in(alex)
    alex.open(f"/s/{twice.later}/comparison/")
    yield "twice-then-and-now", alex
    alex.open(f"{twice.us}export/")
    yield "twice-copy", alex
