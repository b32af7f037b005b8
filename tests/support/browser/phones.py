"""Two people on two phones, in a real browser. They find things by role and label, as people do.

    def test_both_see_the_same_card(alex, sam, app):         # in tests/browser these are phones
        alex.start()                                          # a new couple: alex is in the lobby
        sam.join(alex.link())                                 # opens the link, reads, takes the seat
        alex.begin()
        alex.read("Sam is worn out.", "Quite sure")          # two taps
        ...
        alex.show_ours(); sam.show_ours()
        alex.card().wait_for(); assert alex.taps <= 12

Where a test is not about the way there, use cases bring the two to a place, and they come in by it:

    enter("at_the_cards", alex, sam)                          # a scene of tests/support/scripts/scenes.py

Elsewhere take `phone`, a factory: `phone("alex", app)`, `phone("alex", app, java_script_enabled=False)`.

A phone fails its test when the page logs an error, throws, or breaks the content policy; what a test
brings about on purpose it forgives: `alex.forgive("ERR_INTERNET_DISCONNECTED")`. `frames` holds every
websocket frame and `pages` every HTML or JSON answer, so that a test can look at the bytes themselves.
"""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Locator,
    Page,
    Request,
    WebSocket,
    expect,
    sync_playwright,
)

from tests.support.processes.servers import App, Network, until

CORE = "two-sides-of-a-cue"
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
PATIENCE_MS = 10_000  # for one thing to happen, on a machine that may be busy

# Tells the test about everything that the content policy stopped, and what the page says of its connection.
# It runs before the page's own script.
WATCH = """
document.addEventListener("securitypolicyviolation", (event) =>
  window.meantViolation(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`));
new MutationObserver((changes) => {
  for (const { target } of changes) window.meantConnection(target.dataset.connection);
}).observe(document, { subtree: true, attributeFilter: ["data-connection"] });
"""

FrameWay = Literal["sent", "received"]


@dataclass
class Phone:
    """One person with a phone in hand. `page` is Playwright's, for whatever is not here."""

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
        """Tap, and count it."""
        self.taps += 1
        target.click()

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

    # ---- what a partner does

    def come_in(self, code: str, cookie: Sequence[str]) -> None:
        """Take up this phone with a seat in it, and open the session."""
        name, value = cookie
        self.context.add_cookies([{"name": name, "value": value, "url": self.app.origin}])
        self.open(f"/s/{code}/")

    def start(self, exercise: str = CORE) -> str:
        """Begin an exercise with a new couple. Returns the session's code."""
        self.open(f"/exercises/{exercise}/")
        self.page.get_by_label(re.compile("first name")).fill(self.name.capitalize())
        self.tap(self.button("Invite your partner"))
        self.page.wait_for_url("**/s/*/")
        return self.code

    def link(self) -> str:
        """The link that the lobby shows."""
        return self.page.get_by_label("The link, for one person").input_value()

    def open_link(self, link: str) -> None:
        """Open somebody's link as tapped in a chat: reads what there is to read, takes nothing."""
        self.open(link)
        self.button("Join").wait_for()

    def take_seat(self) -> str:
        self.page.get_by_label(re.compile("first name")).fill(self.name.capitalize())
        self.tap(self.button("Join"))
        self.page.wait_for_url("**/s/*/")
        return self.code

    def join(self, link: str) -> str:
        self.open_link(link)
        return self.take_seat()

    def join_by_paste(self, link: str) -> str:
        """As somebody joins without JavaScript: the link goes into a field."""
        self.open("/join/")
        self.page.get_by_label("The link").fill(link)
        self.tap(self.button("Look at it"))
        return self.take_seat()

    def begin(self) -> None:
        self.tap(self.button("Begin"))
        self.page.locator("#stage form#step").wait_for()

    def moment(self) -> str:
        """The moment that the step on the screen is about."""
        return self.page.locator("#stage h1").inner_text()

    def words_of(self, reading: str) -> str:
        """The sentence of the reading with this id, as the step on the screen has it."""
        option = self.page.locator("#stage").locator(
            f".choice[value={reading}], .choice:has([value={reading}])"
        )
        return option.inner_text().strip()

    def read(self, reading: str, sure: str = "Leaning") -> None:
        """Give a reading: an option, then a tile that sends it."""
        with self._another_stage():
            self.tap(self._option(reading))
            self.tap(self.button(sure))

    def mean(self, meaning: str) -> None:
        """Say what I would mean: one tap sends it."""
        with self._another_stage():
            self.tap(self.button(meaning))

    def pass_on_it(self) -> None:
        with self._another_stage():
            self.tap(self.button("Skip"))

    def in_own_words(self, words: str, about: str = "", feel: str = "") -> None:
        """Open the own words and write; the caller sends them by a tile or by Send."""
        self.tap(self._option("In my own words"))
        self.page.get_by_label("Your words").first.fill(words)
        if about:
            self.page.get_by_label("Mostly about").first.select_option(label=about)
        if feel:
            self.page.get_by_label("How it feels").first.select_option(label=feel)

    def answer_all(self, nth: int = 0) -> None:
        """Answer every open step with its nth option, up to the preview."""
        for _ in range(20):
            if self.button("I’m ready to show mine").count():
                return
            options = self.page.locator("#stage .choice")
            options.first.wait_for()
            if self.page.locator("#stage .tile").count():
                self.read(options.nth(nth).inner_text())
            else:
                self.mean(options.nth(nth).inner_text())
        raise AssertionError(f"{self.name} is still answering: {self.moment()}")

    def decide(self, fate: Literal["Show it now", "Keep it to myself"] = "Show it now") -> None:
        """Decide every tender line of the preview that is not decided yet."""
        for group in self.page.locator("fieldset.tender").all():
            if not group.locator("input:checked").count():
                self.tap(group.locator("label").filter(has_text=fate))

    def show_ours(self) -> None:
        self.tap(self.button("I’m ready to show mine"))

    def look_at_mine_again(self) -> None:
        self.tap(self.button("Look at mine again"))

    def card(self) -> Locator:
        """The face of the card that is open."""
        return self.page.locator("[data-turn] article.face:not([hidden]):not(.back)")

    def turned_at(self) -> float:
        """The instant at which the card turned over on this phone, in ms. Waits for it."""
        turn = self.page.locator("[data-turn][data-turned]")
        turn.wait_for(timeout=PATIENCE_MS)
        return float(turn.get_attribute("data-turned") or "nan")

    def next(self) -> None:
        self.tap(self.button("Next"))

    def stop(self) -> None:
        self.tap(self.page.get_by_text("Let’s stop here"))
        self.tap(self.button("Stop for both of us"))

    def leave(self) -> None:
        self.tap(self.link_named("Leave"))

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

    def waits_for(self, stage: str) -> None:
        """Wait until the stage has this heading."""
        expect(self.page.locator("#stage h1").first).to_have_text(stage, timeout=PATIENCE_MS)

    def _option(self, text: str) -> Locator:
        """An option that can be chosen, by its words: what a thumb hits is the label around the radio."""
        return self.page.locator("#stage .choice").filter(has_text=text).first

    def _another_stage(self) -> _AnotherStage:
        return _AnotherStage(self.page)


class _AnotherStage:
    """Wait until what is inside has led to another stage (or another page)."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __enter__(self) -> None:
        self.before = self._etag()

    def __exit__(self, failed: type[BaseException] | None, *rest: object) -> None:
        if failed is None:
            expect(self.page.locator("#stage")).not_to_have_attribute(
                "data-etag", self.before, timeout=PATIENCE_MS
            )

    def _etag(self) -> str:
        return self.page.locator("#stage").get_attribute("data-etag") or ""


# ---- making phones ----------------------------------------------------------------------------


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


def enter(scene: str, alex: Phone, sam: Phone, /, **how: object) -> str:
    """Let use cases bring the two to a scene of scenes.py, and both come in. Returns the session's code."""
    app = alex.app.app if isinstance(alex.app, Network) else alex.app
    set_up = app.act(f"tests.support.scripts.scenes:{scene}", **how)
    for phone, cookie in zip((alex, sam), set_up["cookies"], strict=True):
        phone.come_in(set_up["code"], cookie)
    return str(set_up["code"])


def another_tab(phone: Phone) -> Phone:
    """A second tab of the same person, with the same cookies. Its faults count as the first one's."""
    tab = Phone(phone.name, phone.app, phone.context, phone.context.new_page(), faults=phone.faults)
    watch(tab)
    return tab


def tab_to(person: Phone, target: str) -> None:
    """Press Tab until the focus is on this; it may not take long."""
    for _ in range(20):
        person.page.keyboard.press("Tab")
        if person.page.evaluate("target => document.activeElement.matches(target)", target):
            return
    raise AssertionError(f"no Tab led to {target}")


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
