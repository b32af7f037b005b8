"""Leaving at once: nothing of the page is left, and the browser's own buttons lead to nothing of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.support.engines.hands import Engine, Hands
from tests.support.engines.leaving import Place, leavable, shown_after, shown_anywhere

MakeHands = Callable[..., Hands]


@pytest.fixture(scope="session")
def place() -> Iterator[Place]:
    with leavable() as made:
        yield made


ENGINES = pytest.mark.parametrize("engine", ["chromium", "firefox", "webkit"])


@ENGINES
def test_who_has_left_is_not_led_back(engine: Engine, hands: MakeHands, place: Place) -> None:
    alex = hands("alex", engine, place.network)
    alex.forgive("404", "WebSocket", "ws://", "ERR_")
    session, comparison = place.pages()[:2]
    assert shown_after(alex, place, session, "button") == []
    assert shown_after(alex, place, comparison, "shift", down=True) == []

    # Whoever opens it again on purpose is let in, and may go back to what was opened since.
    alex.open(session)
    alex.sees("#stage h1")
    alex.open(comparison)
    alex.sees("main h1")
    alex.through_history(-1)
    alex.sees("#stage h1")


@pytest.mark.matrix
@ENGINES
def test_from_no_page_is_anybody_led_back(engine: Engine, hands: MakeHands, place: Place) -> None:
    assert shown_anywhere(hands("alex", engine, place.network), place, place.pages()) == []
