"""A device in somebody's hand: what has reached it, and how it is tapped, looked at and cut off."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import BrowserContext, Locator, Page, WebSocket, expect

from tests.support.processes.app import App
from tests.support.processes.network import Network
from tests.support.processes.process import until

PATIENCE_MS = 10_000  # for one thing to happen, on a machine that may be busy
LOOK_EVERY_MS = 20

FrameWay = Literal["sent", "received"]


@dataclass
class Device:
    """One browser of one person's. `page` is Playwright's, for whatever is not here."""

    name: str
    app: App | Network
    context: BrowserContext
    page: Page
    taps: int = 0
    frames: list[tuple[FrameWay, str]] = field(default_factory=list)
    pages: list[tuple[str, str]] = field(default_factory=list)  # (address, text)
    requests: list[str] = field(default_factory=list)
    sockets: list[WebSocket] = field(default_factory=list)
    connections: list[str] = field(default_factory=list)  # every main[data-connection] that a script set
    faults: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    # ---- what is kept for the test

    def forgive(self, *patterns: str) -> None:
        """Faults that match one of these are brought about by the test itself."""
        self.forgiven.extend(patterns)

    def complaints(self) -> list[str]:
        return [fault for fault in self.faults if not any(re.search(each, fault) for each in self.forgiven)]

    def received(self) -> list[str]:
        """Every frame this phone got over a socket, in order."""
        return [text for way, text in self.frames if way == "received"]

    def sent(self) -> list[str]:
        return [text for way, text in self.frames if way == "sent"]

    def bytes_seen(self) -> str:
        """All that has reached this phone, by page and by socket."""
        return "\n".join([*self.received(), *(text for _, text in self.pages)])

    # ---- hands and eyes

    def open(self, path: str) -> None:
        self.page.goto(path if path.startswith("http") else self.app.origin + path)

    def tap(self, target: Locator) -> None:
        """Tap, and count it. As a person does, not before what lies there can have been seen."""
        self.taps += 1
        target.wait_for()
        self.sees_what_came()
        target.click()

    def sees_what_came(self) -> None:
        """Wait until a tap on what has just come is taken, as the page itself says it."""
        if self.page.locator("#stage[data-fresh]").count():
            self.until("() => !document.querySelector('#stage[data-fresh]')")

    def until(self, holds: str, given: object = None) -> None:
        """Wait until this function of JavaScript holds on the page.

        The page itself looks, many times a second: `expect` asks from outside and soon only once in a second,
        so that a test would rest most of the time for what has long been there.
        """
        self.page.wait_for_function(holds, arg=given, polling=LOOK_EVERY_MS, timeout=PATIENCE_MS)

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name, exact=isinstance(name, str))

    def link_named(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name)

    def heading(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("heading", name=name)

    def sees(self, text: str | re.Pattern[str]) -> None:
        """Wait until this is on the screen."""
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=PATIENCE_MS)

    def does_not_see(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text)).to_have_count(0, timeout=PATIENCE_MS)

    def connected(self) -> None:
        """Wait until the socket is open, as the page itself says it."""
        expect(self.page.locator("main[data-connection=open]")).to_be_attached(timeout=PATIENCE_MS)

    def alive(self, selector: str) -> Locator:
        """What this finds on the stage, once the script for it, fetched when it is needed, has begun."""
        found = self.page.locator("#stage").locator(f"{selector}[data-lives]")
        found.first.wait_for(state="attached", timeout=PATIENCE_MS)
        return found

    @property
    def code(self) -> str:
        """The code of the session that is open."""
        found = re.search(r"/s/([^/]+)/", self.page.url)
        assert found, f"{self.name} is at {self.page.url}"
        return found[1]

    # ---- where there is no network, or no time

    def offline(self) -> None:
        """No network. Open sockets are not cut by it: for that, freeze or kill the app, or use a proxy."""
        self.forgive("ERR_INTERNET_DISCONNECTED", "WebSocket connection to")
        self.context.set_offline(True)

    def online(self) -> None:
        self.context.set_offline(False)

    def look_again(self) -> None:
        """Take up the phone again: the page asks the server at once, or looks by the twin."""
        self.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    def hears_the_time(self) -> None:
        """Let the page learn the server's clock anew, as it does when somebody looks at it again."""
        before = self._pongs()
        self.look_again()
        until(lambda: self._pongs() > before, "the server says what time it is", PATIENCE_MS / 1_000)

    def _pongs(self) -> int:
        self.page.evaluate("0")  # lets what has arrived be heard
        return sum('"pong"' in text for text in self.received())
