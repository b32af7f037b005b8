"""What goes wrong in a page is heard in every engine, or no walk in it would show anything."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.engines.hands import Engine, Hands
from tests.support.processes.app import App
from tests.support.processes.process import until

FAULTS = """
console.error("said by a page");
setTimeout(() => { throw new Error("thrown by a page"); });
Promise.reject(new Error("rejected by a page"));
document.body.setAttribute("style", "color: red");
"""
HEARD = ("said by a page", "thrown by a page", "rejected by a page", "policy: style-src")


@pytest.mark.parametrize("engine", ["chromium", "firefox", "webkit"])
def test_whatever_goes_wrong_in_a_page_is_heard(
    engine: Engine, hands: Callable[..., Hands], app: App
) -> None:
    alex = hands("alex", engine, app)
    alex.open("/about/")
    assert alex.complaints() == []
    alex.run(FAULTS)
    until(lambda: all(map("\n".join(alex.console()).__contains__, HEARD)), f"{HEARD}, by {alex}", 10)
    alex.forgive(*HEARD, "Content.Security.Policy")
    assert alex.complaints() == []
