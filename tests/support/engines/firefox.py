"""Firefox by WebDriver BiDi, which it speaks by itself: one browser, and a container for each person."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from websockets.sync.client import connect

from tests.support.engines.hands import PHONE, WATCH, Hands, ScriptFailed
from tests.support.processes.app import App
from tests.support.processes.network import Network
from tests.support.processes.process import Process, bound_to_us, until

PROGRAMS = ("firefox-esr", "firefox")
CALL_SECONDS = 60  # for one command; opening a page is one
PREFERENCES = {
    "remote.prefs.recommended": True,  # no first-run pages, no updates, no requests of its own
    "ui.prefersReducedMotion": 1,
    "layout.css.prefers-color-scheme.content-override": 1,  # light
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}


def missing() -> str:
    """What has to be installed, in the names of Debian."""
    return "" if any(map(shutil.which, PROGRAMS)) else "firefox-esr"


class FirefoxProcess:
    """A Firefox without a window, and the line to it."""

    def __init__(self, folder: Path, **preferences: object) -> None:
        program = next(filter(None, map(shutil.which, PROGRAMS)), None)
        assert program, "Firefox is missing: `make tools` installs it"
        profile = folder / "firefox"
        profile.mkdir()
        lines = [
            f'user_pref("{name}", {json.dumps(each)});' for name, each in (PREFERENCES | preferences).items()
        ]
        (profile / "user.js").write_text("\n".join(lines))
        self.process = Process(
            command=bound_to_us(program, "--headless", "--no-remote", "--profile", str(profile),
                                "--remote-debugging-port", "0"),
            environment={
                **{each: os.environ[each] for each in ("PATH", "LANG") if each in os.environ},
                "HOME": str(folder),
                "MOZ_DISABLE_CONTENT_SANDBOX": "1",  # tests may run as root; it opens our own pages only
            },
            log_path=folder / "firefox.log",
        )  # fmt: skip
        self.process.launch()
        self.said: list[dict[str, Any]] = []  # by its consoles
        self._open = contextlib.ExitStack()
        self._numbers = itertools.count(1)
        port = profile / "WebDriverBiDiServer.json"
        try:
            until(lambda: port.exists() and port.read_text().endswith("}"), "Firefox")
            address = json.loads(port.read_text())
            socket = f"ws://{address['ws_host']}:{address['ws_port']}/session"
            # No pings: they draw from the random of this whole process, in a thread that outlives
            # this test, and hypothesis takes that for a strategy's.
            line = connect(socket, max_size=None, compression=None, ping_interval=None)
            self.line = self._open.enter_context(line)
            self.version = self.call("session.new", capabilities={})["capabilities"]["browserVersion"]
            self.call("session.subscribe", events=["log.entryAdded"])
        except BaseException:
            self.process.kill()
            raise

    def call(self, method: str, **params: object) -> Any:
        """Send one command and return its result. What is told meanwhile is kept."""
        number = next(self._numbers)
        self.line.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            message = json.loads(self.line.recv(CALL_SECONDS))
            if message.get("method") == "log.entryAdded":
                self.said.append(message["params"])
            elif message.get("id") == number:
                if message["type"] == "error":
                    raise ScriptFailed(f"{method}: {message['error']}: {message['message']}")
                return message["result"]

    def stop(self) -> None:
        with contextlib.suppress(Exception):
            self._open.close()
        self.process.stop()


class Firefox(Hands):
    """One person with a Firefox."""

    engine = "firefox"

    def __init__(
        self,
        name: str,
        app: App | Network,
        firefox: FirefoxProcess,
        *,
        before: str = "",
        javascript: bool = True,
    ) -> None:
        super().__init__(name, app)
        self.firefox = firefox
        self.container = firefox.call("browser.createUserContext")["userContext"]
        self.tab = firefox.call("browsingContext.create", type="tab", userContext=self.container)["context"]
        width, height = PHONE
        viewport = {"width": width, "height": height}
        firefox.call("browsingContext.setViewport", context=self.tab, viewport=viewport)
        firefox.call(
            "script.addPreloadScript", functionDeclaration=f"() => {{{WATCH}{before}}}", contexts=[self.tab]
        )
        if not javascript:
            firefox.call("emulation.setScriptingEnabled", contexts=[self.tab], enabled=False)

    def go(self, address: str) -> None:
        with contextlib.suppress(ScriptFailed):  # nothing is there: the page of the browser says so
            self.firefox.call("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    @property
    def address(self) -> str:
        (tree,) = self.firefox.call("browsingContext.getTree", root=self.tab)["contexts"]
        return str(tree["url"])

    def run(self, body: str) -> Any:
        told = self.firefox.call(
            "script.evaluate",
            expression=f"JSON.stringify((() => {{{body}}})() ?? null)",
            target={"context": self.tab},
            awaitPromise=False,
        )
        if told["type"] != "success":
            raise ScriptFailed(told["exceptionDetails"]["text"])
        return json.loads(told["result"]["value"])

    def _act(self, kind: str, actions: list[dict[str, object]], **source: object) -> None:
        self.firefox.call(
            "input.performActions",
            context=self.tab,
            actions=[{"type": kind, "id": kind, "actions": actions, **source}],
        )

    def press(self, x: int, y: int) -> None:
        finger: list[dict[str, object]] = [
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._act("pointer", finger, parameters={"pointerType": "touch"})

    def keys(self, text: str) -> None:
        self._act("key", [{"type": way, "value": each} for each in text for way in ("keyDown", "keyUp")])

    def through_history(self, steps: int) -> None:
        with contextlib.suppress(ScriptFailed):
            self.firefox.call("browsingContext.traverseHistory", context=self.tab, delta=steps)

    def console(self) -> list[str]:
        self.firefox.call("session.status")  # what was told before this is in by now
        return [
            f"{each['level']}: {each['text']}"
            for each in self.firefox.said
            if each["source"].get("context") == self.tab and each["level"] in {"error", "warn"}
        ]

    def take_cookie(self, name: str, value: str) -> None:
        cookie = {
            "name": name,
            "value": {"type": "string", "value": value},
            "domain": urlsplit(self.app.origin).hostname,
            "path": "/",
            "httpOnly": True,
        }
        partition = {"type": "storageKey", "userContext": self.container}
        self.firefox.call("storage.setCookie", cookie=cookie, partition=partition)

    def put_away(self) -> None:
        self.firefox.call("browser.removeUserContext", userContext=self.container)
