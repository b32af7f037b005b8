"""The core exercise in other engines than Chromium, from the home page to erased for both."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.engines.core_walk import walk
from tests.support.engines.hands import Hands
from tests.support.processes.app import App


def test_two_people_go_the_whole_way_in_firefox_and_in_a_webkit(
    hands: Callable[..., Hands], app: App
) -> None:
    walk(hands("alex", "firefox", app), hands("sam", "webkit", app), further=False)
