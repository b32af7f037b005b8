"""Chromium by Playwright, with the hands of the others, so that it can walk with them."""

from __future__ import annotations

import contextlib
from typing import Any

from playwright.sync_api import Browser, Error

from tests.support.browser.chromium import STILL, make_phone
from tests.support.engines.hands import SHIFT, WATCH, Hands, ScriptFailed
from tests.support.processes.app import App
from tests.support.processes.network import Network


class Chromium(Hands):
    """One person with a Chromium."""

    engine = "chromium"

    def __init__(
        self, name: str, app: App | Network, browser: Browser, *, before: str = "", javascript: bool = True
    ) -> None:
        super().__init__(name, app)
        self.phone = make_phone(browser, name, app, java_script_enabled=javascript, **STILL)
        self.page = self.phone.page
        self.page.add_init_script(WATCH + before)

    def go(self, address: str) -> None:
        with contextlib.suppress(Error):  # nothing is there: the page of the browser says so
            self.page.goto(address)

    @property
    def address(self) -> str:
        return self.page.url

    def run(self, body: str) -> Any:
        try:
            return self.page.evaluate(f"() => {{{body}}}")
        except Error as failure:
            raise ScriptFailed(str(failure)) from None

    def press(self, x: int, y: int) -> None:
        self.page.touchscreen.tap(x, y)

    def keys(self, text: str) -> None:
        for part in text.split(SHIFT)[:-1]:
            self.page.keyboard.type(part)
            self.page.keyboard.press("Shift")
        self.page.keyboard.type(text.split(SHIFT)[-1])

    def through_history(self, steps: int) -> None:
        with contextlib.suppress(Error):
            self.page.go_back() if steps < 0 else self.page.go_forward()

    def console(self) -> list[str]:
        self.run("")
        return self.phone.faults

    def take_cookie(self, name: str, value: str) -> None:
        self.phone.context.add_cookies([{"name": name, "value": value, "url": self.app.origin}])

    def put_away(self) -> None:
        self.phone.context.close()
