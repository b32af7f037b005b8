"""That a script of ours threw is noticed in other engines, too: each says in its own way whose it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.engines.hands import Engine, Hands
from tests.support.processes.app import App

THROWS_AT_ITS_START = "crypto.getRandomValues = () => { throw new Error('lacking'); };"
OF_AN_EXTENSION = """
dispatchEvent(new ErrorEvent("error", { message: "lacking", filename: "elsewhere://a.js" }));
"""


@pytest.mark.parametrize("engine", ["firefox", "webkit"])
def test_a_page_whose_script_throws_says_so_and_goes_on_by_forms(
    engine: Engine, hands: Callable[..., Hands], app: App
) -> None:
    sam = hands("sam", engine, app, before=THROWS_AT_ITS_START)
    sam.forgive("lacking")
    scene = app.act("tests.support.scripts.scenes:answered", shown_by_alex=True)
    sam.take_cookie(*scene["cookies"][1])
    sam.open("/about/")
    sam.run(OF_AN_EXTENSION)
    assert sam.has(":root[data-follows=yes]"), "somebody else's script changes nothing"
    sam.open(f"/s/{scene['code']}/")
    sam.sees(".alone", "Nothing is lost. This page can’t update")
    sam.tap("#stage .dock button", "I’m ready to show mine")
    sam.sees("#stage h1", "You’ve both answered.")
    sam.sees("#stage a", "Look again")
