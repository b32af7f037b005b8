"""What a person does with a phone, whichever engine is in it: look, tap, type, go back.

    alex, sam = hands("alex", "firefox"), hands("sam", "webkit")
    alex.open("/")
    alex.tap("a", "Invite your partner")      # whatever can be seen, has these words, and is hit there
    alex.sees("#stage h1")

An engine brings what it alone can do: go somewhere, run a script in the page, press at a point, type, go
through its history, tell what its console said. Everything else is here, once, for all of them.
"""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from typing import Any, Literal

from tests.support.browser.device import PATIENCE_MS
from tests.support.processes.app import App
from tests.support.processes.network import Network
from tests.support.processes.process import until

Engine = Literal["chromium", "firefox", "webkit"]

PHONE = (390, 844)
SHIFT = "\ue008"  # that key, as WebDriver spells it

# In every page, before its own scripts: what the content policy stops is an error like any other; and when
# the page was pressed last.
WATCH = """
addEventListener("pointerdown", () => { window.pressedAt = performance.now(); }, true);
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
"""

# Two presses at one place within this time are a double click to an engine (400 ms in GTK, at most 500
# elsewhere), and the page takes the second of them for a slip.
DOUBLE_CLICK_MS = 500

# Where a thumb would hit this: of what can be seen and begins with these words, the nth. Nowhere before the
# page is whole, while anything moves, while a tap on what has just come would not be taken, and sooner after
# the last one than anybody who reads.
FIND = """
const [css, words, nth, doubleClickMs] = ARGUMENTS;
if (performance.now() - (window.pressedAt ?? -Infinity) < doubleClickMs) return null;
if (document.readyState !== "complete" || document.querySelector("#stage[data-fresh]")) return null;
if (document.getAnimations().some((each) => each.playState === "running")) return null;
const said = (each) => each.innerText.trim().replace(/\\s+/g, " ");
const seen = (each) => each.getClientRects().length && getComputedStyle(each).visibility !== "hidden";
const all = [...document.querySelectorAll(css)].filter((each) => seen(each) && said(each).startsWith(words));
const found = all[nth];
if (!found) return null;
found.scrollIntoView({ block: "center", behavior: "instant" });
const box = found.getClientRects()[0];
// Not at the first look: a page that has just come may still scroll to the place that its address names.
const place = JSON.stringify([css, words, nth, box.x, box.y, scrollX, scrollY]);
const lies = window.lookedAt === place;
window.lookedAt = place;
if (!lies) return null;
const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
const hit = document.elementFromPoint(x, y);
if (!hit || !(found.contains(hit) || hit.contains(found))) return null;
return [Math.round(x), Math.round(y)];
"""

SEEN = """
const [css, words] = ARGUMENTS;
return [...document.querySelectorAll(css)].some((each) =>
  each.getClientRects().length && each.innerText.replace(/\\s+/g, " ").includes(words));
"""


class ScriptFailed(Exception):
    """A script in the page threw, or the page went on meanwhile."""


class Hands(ABC):
    """One person with one phone."""

    engine: Engine

    def __init__(self, name: str, app: App | Network) -> None:
        self.name = name
        self.app = app
        self.forgiven: list[str] = []

    # ---- what an engine brings

    @abstractmethod
    def go(self, address: str) -> None:
        """Open this whole address, and return when its page is there, or nothing could be reached."""

    @property
    @abstractmethod
    def address(self) -> str:
        """Where this phone is."""

    @abstractmethod
    def run(self, body: str) -> Any:
        """Run the body of a function in the page, and return what it returns; ScriptFailed if it throws."""

    @abstractmethod
    def press(self, x: int, y: int) -> None:
        """Press at a point of the screen, and let go."""

    @abstractmethod
    def keys(self, text: str) -> None:
        """Type into whatever has the focus; SHIFT in it is that key."""

    @abstractmethod
    def through_history(self, steps: int) -> None:
        """Go back (-1) or forward (1), if there is somewhere to go."""

    @abstractmethod
    def console(self) -> list[str]:
        """Every error and every warning so far, uncaught ones as well."""

    @abstractmethod
    def take_cookie(self, name: str, value: str) -> None:
        """Take up a seat of the app, as if it had been taken on this phone."""

    @abstractmethod
    def put_away(self) -> None:
        """End whatever this phone has started."""

    # ---- eyes

    def ask(self, body: str, *arguments: object) -> Any:
        """Run a script that knows its ARGUMENTS."""
        return self.run(f"const ARGUMENTS = {json.dumps(arguments)};\n{body}")

    def until(self, body: str, what: str, *arguments: object) -> Any:
        """Wait until a script gives something true, and return that. The page may go on meanwhile."""
        found, last = None, ""

        def looks() -> bool:
            nonlocal found, last
            try:
                found, last = self.ask(body, *arguments), ""
            except ScriptFailed as failure:
                last = str(failure)
            return bool(found) and not last

        try:
            until(looks, what, PATIENCE_MS / 1_000)
        except AssertionError as failure:
            raise AssertionError(f"{self} {failure} {last}\n{self.screen()}") from None
        return found

    def sees(self, css: str, words: str = "") -> None:
        """Wait until this is on the screen."""
        self.until(SEEN, f"{css} {words!r}", css, words)

    def has(self, css: str) -> bool:
        return bool(self.ask("return document.querySelector(ARGUMENTS[0]) !== null", css))

    def text_of(self, css: str) -> str:
        return str(self.ask("return document.querySelector(ARGUMENTS[0])?.innerText ?? ''", css))

    def style_of(self, css: str, *properties: str) -> list[str]:
        """What the engine makes of these properties of this element, in words."""
        return list(
            self.ask(
                """const style = getComputedStyle(document.querySelector(ARGUMENTS[0]));
                return ARGUMENTS.slice(1).map((each) => style.getPropertyValue(each));""",
                css,
                *properties,
            )
        )

    def screen(self) -> str:
        try:
            return f"at {self.address}: {self.run('return document.body?.innerText ?? String()')[:600]}"
        except ScriptFailed as failure:
            return f"nothing can be read: {failure}"

    def complaints(self) -> list[str]:
        return [each for each in self.console() if not any(re.search(one, each) for one in self.forgiven)]

    def forgive(self, *patterns: str) -> None:
        """What matches one of these is brought about by the test itself."""
        self.forgiven.extend(patterns)

    # ---- hands

    def open(self, path: str) -> None:
        self.go(path if path.startswith("http") else self.app.origin + path)

    def tap(self, css: str, words: str = "", nth: int = 0) -> None:
        """Tap on this (of several on the nth) once it lies still and nothing lies over it."""
        self.press(*self.until(FIND, f"{css} {words!r} to tap", css, words, nth, DOUBLE_CLICK_MS))

    def write(self, css: str, text: str) -> None:
        self.tap(css)
        self.until("return document.activeElement.matches(ARGUMENTS[0])", f"the caret in {css}", css)
        self.keys(text)

    def arrives(self, path: str) -> None:
        """Wait until this phone is at an address with this in it."""
        self.until(
            "return document.readyState === 'complete' && location.href.includes(ARGUMENTS[0])", path, path
        )

    def connected(self) -> None:
        self.until("return document.querySelector('main[data-connection=open]') !== null", "an open socket")

    def __str__(self) -> str:
        return f"{self.name} with {self.engine}"
