"""A WebKit by its own WebDriver: WebKitGTK in a window as wide as a phone, on a screen that nobody sees."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.support.engines.hands import PHONE, WATCH, Hands, ScriptFailed
from tests.support.processes.app import App
from tests.support.processes.network import Network
from tests.support.processes.process import STOP_SECONDS, Process, bound_to_us, free_port, until

WINDOW = Path(__file__).with_name("webkit_window.py")
CALL_SECONDS = 60  # for one call of WebDriver; opening a page is one
# WebKit's driver knows no console, and as Debian builds it the engine writes its own into the system's
# journal. So a script that runs before the page's hands on what would have been said there.
CONSOLE = """
const tell = (...said) => webkit.messageHandlers.console.postMessage(said.join(" "));
for (const level of ["error", "warn"]) {
  const say = console[level];
  console[level] = (...said) => (tell(`${level}:`, ...said), say.apply(console, said));
}
const what = ({ message, target }) => message ?? `not loaded: ${target.outerHTML}`;
addEventListener("error", (event) => tell("error:", what(event)), true);
addEventListener("unhandledrejection", ({ reason }) => tell("error: unhandled:", reason));
"""


def missing() -> str:
    """What has to be installed, in the names of Debian."""
    programs = {"WebKitWebDriver": "webkit2gtk-driver", "Xvfb": "xvfb"}
    packages = [package for program, package in programs.items() if not shutil.which(program)]
    bindings = 'import gi; gi.require_version("WebKit2", "4.1"); from gi.repository import WebKit2'
    if subprocess.run(["/usr/bin/python3", "-c", bindings], capture_output=True, check=False).returncode:
        packages += ["python3-gi", "gir1.2-webkit2-4.1"]
    return " ".join(packages)


class Screen:
    """A screen in memory."""

    def __init__(self) -> None:
        read, write = os.pipe()
        self.process = subprocess.Popen(
            bound_to_us("Xvfb", "-displayfd", str(write), "-screen", "0", "1024x1024x24", "-nolisten", "tcp"),
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as said:
            self.name = f":{said.readline().strip()}"

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(STOP_SECONDS)


class WebKit(Hands):
    """One person with a WebKit."""

    engine = "webkit"

    def __init__(
        self,
        name: str,
        app: App | Network,
        folder: Path,
        screen: Screen,
        *,
        before: str = "",
        javascript: bool = True,
    ) -> None:
        super().__init__(name, app)
        self.port = free_port()
        self.said = folder / f"console-{self.port}.log"
        self.driver = Process(
            command=bound_to_us("WebKitWebDriver", f"--port={self.port}", "--host=127.0.0.1"),
            environment={
                **{each: os.environ[each] for each in ("PATH", "LANG") if each in os.environ},
                "HOME": str(folder),
                "DISPLAY": screen.name,
                "WINDOW": "x".join(map(str, PHONE)),
                "CONSOLE": str(self.said),
                "SCRIPT": CONSOLE + WATCH + before,
                "JAVASCRIPT": str(int(javascript)),
                "LIBGL_ALWAYS_SOFTWARE": "1",
                "NO_AT_BRIDGE": "1",  # nobody reads this screen aloud
                "DBUS_SESSION_BUS_ADDRESS": "disabled:",
                "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # tests may run as root
            },
            log_path=folder / f"webkit-{self.port}.log",
        )
        self.driver.launch()
        try:
            until(self._listens, "WebKitWebDriver")
            browser = {"webkitgtk:browserOptions": {"binary": str(WINDOW), "args": []}}
            begun = self._call("POST", "/session", {"capabilities": {"alwaysMatch": browser}})
        except BaseException:
            self.driver.kill()
            raise
        self.version = begun["capabilities"]["browserVersion"]
        self.session = f"/session/{begun['sessionId']}"

    # ---- WebDriver

    def _listens(self) -> bool:
        with contextlib.suppress(OSError):
            return bool(self._call("GET", "/status"))
        return False

    def _call(self, method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, method=method)
        try:
            with urllib.request.urlopen(request, timeout=CALL_SECONDS) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as failure:
            told = json.load(failure)["value"]
            raise ScriptFailed(f"{told['error']}: {told['message']}") from None

    def _do(self, path: str, **body: object) -> Any:
        return self._call("POST", self.session + path, body)

    # ---- hands and eyes

    def go(self, address: str) -> None:
        with contextlib.suppress(ScriptFailed):  # nothing is there: the page of the browser says so
            self._do("/url", url=address)

    @property
    def address(self) -> str:
        return str(self._call("GET", self.session + "/url"))

    def run(self, body: str) -> Any:
        return self._do("/execute/sync", script=body, args=[])

    def press(self, x: int, y: int) -> None:
        finger = [
            {"type": "pointerMove", "duration": 0, "x": x, "y": y, "origin": "viewport"},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._do("/actions", actions=[{"type": "pointer", "id": "finger", "actions": finger}])

    def keys(self, text: str) -> None:
        presses = [{"type": way, "value": each} for each in text for way in ("keyDown", "keyUp")]
        self._do("/actions", actions=[{"type": "key", "id": "keys", "actions": presses}])

    def through_history(self, steps: int) -> None:
        with contextlib.suppress(ScriptFailed):
            self._do("/back" if steps < 0 else "/forward")

    def console(self) -> list[str]:
        self.run("")  # what was said before this is in by now
        return self.said.read_text().splitlines() if self.said.exists() else []

    def take_cookie(self, name: str, value: str) -> None:
        self.open("/about/")
        self._do("/cookie", cookie={"name": name, "value": value, "path": "/", "httpOnly": True})

    def put_away(self) -> None:
        with contextlib.suppress(ScriptFailed, OSError):
            self._call("DELETE", self.session)
        self.driver.stop()
