"""Making phones: the system's Chromium, a context of a phone's size, and a watch on what goes wrong on it."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Request, WebSocket, sync_playwright

from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone
from tests.support.processes.app import App
from tests.support.processes.network import Network

PHONE = {"width": 390, "height": 844}
STILL: dict[str, Any] = {"reduced_motion": "reduce"}  # nothing moves, and no tap waits for what does
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",  # tests may run as root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)

# Tells the test about everything that the content policy stopped, and what the page says of its connection.
# It runs before the page's own script.
WATCH = """
document.addEventListener("securitypolicyviolation", (event) =>
  window.meantViolation(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
new MutationObserver((changes) => {
  for (const { target } of changes) window.meantConnection(target.dataset.connection);
}).observe(document, { subtree: true, attributeFilter: ["data-connection"] });
"""


def watch(phone: Phone) -> None:
    """Record what reaches this phone, and what goes wrong on it."""
    page = phone.page

    def on_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            phone.faults.append(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def on_finished(request: Request) -> None:
        response = request.response()
        kind = response.headers.get("content-type", "") if response else ""
        if (
            response
            and response.status not in range(300, 400)
            and re.match("text/html|application/json", kind)
        ):
            try:
                phone.pages.append((request.url, response.text()))
            except Error:  # the page has gone on before its text was asked for
                phone.pages.append((request.url, ""))

    def on_socket(socket: WebSocket) -> None:
        phone.sockets.append(socket)
        socket.on("framesent", lambda text: phone.frames.append(("sent", str(text))))
        socket.on("framereceived", lambda text: phone.frames.append(("received", str(text))))

    page.on("console", on_console)
    page.on("pageerror", lambda error: phone.faults.append(f"thrown: {error}"))
    page.on("request", lambda request: phone.requests.append(request.url))
    page.on("requestfinished", on_finished)
    page.on("websocket", on_socket)
    page.on("crash", lambda _: phone.faults.append("the page crashed"))


def make_phone(browser: Browser, name: str, app: App | Network, **options: Any) -> Phone:
    """A phone of somebody's own: its cookies and its storage are nobody else's."""
    options = {
        "viewport": PHONE,
        "is_mobile": True,
        "has_touch": True,
        "color_scheme": "light",
        "reduced_motion": "no-preference",
        "locale": "en-GB",
        **options,
    }
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    phone = Phone(name, app, context, page)
    if options.get("java_script_enabled", True):
        context.expose_binding("meantViolation", lambda _, text: phone.faults.append(f"policy: {text}"))
        context.expose_binding("meantConnection", lambda _, state: phone.connections.append(state))
        context.add_init_script(WATCH)
    watch(phone)
    return phone


def another_tab(phone: Phone) -> Phone:
    """A second tab of the same person, with the same cookies. Its faults count as the first one's."""
    tab = Phone(phone.name, phone.app, phone.context, phone.context.new_page(), faults=phone.faults)
    watch(tab)
    return tab


def launch_chromium(playwright: Any) -> Browser:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    assert program, "Chromium is missing: `make tools` installs it"
    browser: Browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
    return browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        loop = asyncio._get_running_loop()
        yield browser
        asyncio._set_running_loop(loop)  # which tests without a browser are not shown: see running.py
        browser.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Callable[..., Phone]]:
    """phone(name, app, **options of a Playwright context) -> Phone. Fails the test for any fault on one."""
    phones: list[Phone] = []

    def make(name: str, app: App | Network, **options: Any) -> Phone:
        phones.append(make_phone(chromium, name, app, **options))
        return phones[-1]

    yield make
    complaints = {each.name: each.complaints() for each in phones if each.complaints()}
    for each in phones:
        each.context.close()
    assert complaints == {}
