"""What is drawn in other engines as it is in Chromium."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.support.engines.hands import Engine, Hands
from tests.support.processes.app import App

MakeHands = Callable[..., Hands]

ENGINES = pytest.mark.parametrize("engine", ["chromium", "firefox", "webkit"])
# How far the thread of a card stands from the card's edge, in the size of the page's letters.
THREAD = """
const edge = (css) => document.querySelector(css).getBoundingClientRect().x;
return (edge(".face:not(.back) .thread .down-line") - edge(".face:not(.back) .thread"))
  / parseFloat(getComputedStyle(document.documentElement).fontSize);
"""


def comes_to(scene: str, alex: Hands, app: App, **how: Any) -> None:
    set_up = app.act(f"tests.support.scripts.scenes:{scene}", **how)
    alex.take_cookie(*set_up["cookies"][0])
    alex.open(f"/s/{set_up['code']}/")
    alex.connected()
    assert alex.style_of(".older", "display") == ["none"], "told to be older than docs/browsers.md promises"


@ENGINES
def test_a_line_that_can_be_changed_is_underlined_with_dots(
    engine: Engine, hands: MakeHands, app: App
) -> None:
    alex = hands("alex", engine, app)
    comes_to("answered", alex, app)
    alex.sees("#preview h1", "What Sam may see")
    look = alex.style_of("#preview a.said .says", "text-decoration-line", "text-decoration-style")
    assert look == ["underline", "dotted"]


@ENGINES
def test_the_thread_of_a_card_stands_where_it_begins(engine: Engine, hands: MakeHands, app: App) -> None:
    alex = hands("alex", engine, app)
    comes_to("at_the_cards", alex, app)
    alex.sees(".face:not(.back)")
    assert alex.run(THREAD) == pytest.approx(1.625, abs=0.1)
