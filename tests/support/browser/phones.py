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

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Locator, expect

from tests.support.browser.device import PATIENCE_MS, Device
from tests.support.processes.network import Network

CORE = "two-sides-of-a-cue"
IS_ANOTHER_STAGE = """(before) => {
  const stage = document.getElementById("stage");
  return stage && stage.dataset.etag !== before;
}"""


@dataclass
class Phone(Device):
    """One person with a phone in hand, and what a partner does with it."""

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

    @property
    def us(self) -> str:
        """The path of the page of the one couple of which this phone holds a seat, as its cookie says."""
        names = (cookie["name"] for cookie in self.context.cookies() if "seat-" in cookie["name"])
        (couple,) = {name.split("-")[-2] for name in names}
        return f"/us/{couple}/"

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

    def answer_all(self, nth: int = 0, reading: str = "") -> None:
        """Answer every open step, up to the preview: with its nth option, or the reading that has this id.

        The options come in an order of the session's own, so by number it may be any of them.
        """
        of_this_id = f':is([value="{reading}"], :has([value="{reading}"]))' if reading else ""
        for _ in range(20):
            if self.button("I’m ready to show mine").count():
                return
            options = self.page.locator(f"#stage .choice{of_this_id}")
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

    def waits_for(self, stage: str) -> None:
        """Wait until the stage has this heading."""
        expect(self.page.locator("#stage h1").first).to_have_text(stage, timeout=PATIENCE_MS)

    def _option(self, text: str) -> Locator:
        """An option that can be chosen, by its words: what a thumb hits is the label around the radio."""
        return self.page.locator("#stage .choice").filter(has_text=text).first

    def _another_stage(self) -> _AnotherStage:
        return _AnotherStage(self)


class _AnotherStage:
    """Wait until what is inside has led to another stage (or another page)."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.page = phone.page

    def __enter__(self) -> None:
        self.before = self._etag()

    def __exit__(self, failed: type[BaseException] | None, *rest: object) -> None:
        if failed is None:
            self.phone.until(IS_ANOTHER_STAGE, self.before)

    def _etag(self) -> str:
        return self.page.locator("#stage").get_attribute("data-etag") or ""


def enter(scene: str, alex: Phone, sam: Phone, /, **how: object) -> str:
    """Let use cases bring the two to a scene of scenes.py, and both come in. Returns the session's code."""
    app = alex.app.app if isinstance(alex.app, Network) else alex.app
    set_up = app.act(f"tests.support.scripts.scenes:{scene}", **how)
    for phone, cookie in zip((alex, sam), set_up["cookies"], strict=True):
        phone.come_in(set_up["code"], cookie)
    return str(set_up["code"])


def tab_to(person: Phone, target: str) -> None:
    """Press Tab until the focus is on this; it may not take long."""
    for _ in range(20):
        person.page.keyboard.press("Tab")
        if person.page.evaluate("target => document.activeElement.matches(target)", target):
            return
    raise AssertionError(f"no Tab led to {target}")
