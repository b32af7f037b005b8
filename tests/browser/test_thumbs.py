"""Thumbs that are quicker than eyes, and words that have not reached the server when somebody goes away."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Dialog, Locator, expect

from tests.support.browser.chromium import STILL
from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone, enter
from tests.support.processes.app import App
from tests.support.processes.network import Network
from tests.support.processes.process import until

MakePhone = Callable[..., Phone]

# As on iOS, where no second tap says that it is one.
ALWAYS_ONE = 'Object.defineProperty(UIEvent.prototype, "detail", { get() { return 1; } });'
JUST_MS = 350


def touch(phone: Phone, place: Locator) -> None:
    """A real touch, where this lies, without looking whether it may be hit."""
    box = place.bounding_box()
    assert box is not None
    phone.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def answered(phone: Phone) -> list[str]:
    """The steps that this phone has sent answers to, in order."""
    phone.page.evaluate("0")  # lets what was sent be heard of
    sent: list[dict[str, Any]] = [json.loads(text) for text in phone.sent()]
    return [each["step"] for each in sent if each["type"] == "answer"]


def come_to_the_meanings(phone: MakePhone, app: App) -> Phone:
    alex, sam = phone("alex", app, **STILL), phone("sam", app, **STILL)
    alex.page.add_init_script(ALWAYS_ONE)
    alex.page.clock.install()
    enter("sit_down", alex, sam)
    alex.connected()
    while alex.page.locator("#stage .tile").count():
        alex.pass_on_it()
    return alex


def test_the_second_of_two_quick_taps_answers_nothing(phone: MakePhone, app: App) -> None:
    alex = come_to_the_meanings(phone, app)
    stage, option = alex.page.locator("#stage"), alex.page.locator("#stage button.choice")
    alex.sees_what_came()
    alex.page.clock.pause_at(alex.page.evaluate("Date.now() + 10"))
    first, before = option.first.inner_text(), alex.moment()
    touch(alex, option.first)
    expect(stage.locator("h1")).not_to_have_text(before, timeout=PATIENCE_MS)
    assert len(answered(alex)) == 1

    # ---- the screen has changed under the thumb, and nobody can have read it
    second = alex.moment()
    touch(alex, option.first)
    alex.page.clock.run_for(JUST_MS - 1)
    touch(alex, option.first)
    assert len(answered(alex)) == 1 and alex.moment() == second, first

    # ---- and now somebody has, else this would show nothing
    alex.page.clock.run_for(1)
    expect(stage).not_to_have_attribute("data-fresh", "")
    touch(alex, option.first)
    expect(stage.locator("h1")).not_to_have_text(second, timeout=PATIENCE_MS)
    assert len(set(answered(alex))) == len(answered(alex)) == 2


def test_what_was_there_before_is_taken_at_once(phone: MakePhone, app: App) -> None:
    """The other's tap renders a card anew; a thumb that comes down on Next means Next."""
    alex, sam = phone("alex", app, **STILL), phone("sam", app, **STILL)
    alex.page.add_init_script(ALWAYS_ONE)
    alex.page.clock.install()
    enter("at_the_cards", alex, sam)
    for each in (alex, sam):
        each.connected()
        each.turned_at()
    alex.sees_what_came()
    alex.page.clock.pause_at(alex.page.evaluate("Date.now() + 10"))
    sam.tap(sam.button("Talk about it"))
    alex.sees("Sam would like to talk about this.")
    expect(alex.page.locator("#stage")).to_have_attribute("data-fresh", "")
    touch(alex, alex.button("In one room"))
    expect(alex.page.locator("#stage .talk")).to_have_count(0)  # that button has just come
    touch(alex, alex.button("Next"))
    expect(alex.button("Not yet")).to_be_visible(timeout=PATIENCE_MS)


def test_what_the_others_asking_has_moved_is_not_tapped_by_mistake(phone: MakePhone, app: App) -> None:
    """It comes above the stage, and all that lies there slides down under a thumb."""
    alex, sam = phone("alex", app, **STILL), phone("sam", app, **STILL)
    alex.page.add_init_script(ALWAYS_ONE)
    alex.page.clock.install()
    code = enter("come_to", alex, sam, stage="finished")
    alex.connected()
    alex.sees_what_came()
    alex.page.clock.pause_at(alex.page.evaluate("Date.now() + 10"))
    sam.open(f"/s/{code}/comparison/")
    sam.tap(sam.heading("The cards, once more"))
    sam.tap(sam.button("Talk about it").first)
    alex.sees("Sam would like to talk about")
    shows = alex.button("Let Sam see it")
    touch(alex, shows)
    assert answered(alex) == []
    alex.page.clock.run_for(JUST_MS)
    touch(alex, shows)
    expect(shows).to_have_count(0, timeout=PATIENCE_MS)
    assert answered(alex) == ["takeaway"]


# ---- words on their way -----------------------------------------------------------------------------------


class Asked:
    """What the browser asks when this page is to go away; the person stays."""

    def __init__(self, phone: Phone) -> None:
        self.kinds: list[str] = []
        self.phone = phone
        phone.page.on("dialog", self._stay)

    def _stay(self, dialog: Dialog) -> None:
        self.kinds.append(dialog.type)
        dialog.dismiss()


def type_own_words(phone: Phone, words: str) -> None:
    phone.tap(phone._option("In my own words"))
    field = phone.page.get_by_label("Your words").first
    field.click()  # a browser asks nobody who has touched nothing
    field.press_sequentially(words)


def test_the_page_asks_before_words_are_lost_and_only_then(phone: MakePhone, app: App) -> None:
    alex, sam = phone("alex", app, **STILL), phone("sam", app, **STILL)
    enter("sit_down", alex, sam)
    alex.connected()
    asked = Asked(alex)
    type_own_words(alex, "The day was long")
    alex.page.evaluate("window.location.reload()")
    expect(alex.page.get_by_label("Your words").first).to_have_value("The day was long")
    assert asked.kinds == ["beforeunload"]

    # ---- the server has them: nothing is asked, and they are there again
    acked = acks(alex)
    alex.page.evaluate("dispatchEvent(new Event('pagehide'))")  # as when the phone is put away
    until(lambda: acks(alex) > acked, "the draft is kept")
    alex.page.evaluate("window.location.reload()")
    alex.page.wait_for_load_state()
    expect(alex.page.get_by_label("Your words").first).to_have_value("The day was long")
    assert asked.kinds == ["beforeunload"]

    # ---- sent, and on their way
    alex.connected()
    app.freeze()
    moment = alex.moment()
    for question, says in (("Mostly about", "Something from outside"), ("How it feels", "Harmless")):
        alex.page.get_by_label(question).first.select_option(label=says)
    alex.tap(alex.button("Leaning"))
    alex.page.evaluate("window.location.reload()")
    expect(alex.page.locator("#stage h1")).to_have_text(moment)
    assert asked.kinds == ["beforeunload"] * 2
    app.thaw()
    expect(alex.page.locator("#stage h1")).not_to_have_text(moment, timeout=PATIENCE_MS)


def test_what_is_sent_without_a_network_is_asked_about_and_arrives_once_there_is_one(
    phone: MakePhone, app: App, network: Callable[..., Network]
) -> None:
    wire = network()
    alex, sam = phone("alex", wire, **STILL), phone("sam", app, **STILL)
    enter("sit_down", alex, sam)
    alex.connected()
    alex.forgive("ERR_CONNECTION", "WebSocket connection to", "ERR_EMPTY_RESPONSE")
    asked = Asked(alex)
    moment = alex.moment()
    wire.cut()
    expect(alex.page.locator("main:not([data-connection=open])")).to_be_attached(timeout=PATIENCE_MS)
    type_own_words(alex, "Nothing of it has arrived")
    for question, says in (("Mostly about", "Something from outside"), ("How it feels", "Harmless")):
        alex.page.get_by_label(question).first.select_option(label=says)
    alex.tap(alex.button("Leaning"))
    alex.page.evaluate("window.location.reload()")
    expect(alex.page.get_by_label("Your words").first).to_have_value("Nothing of it has arrived")
    assert asked.kinds == ["beforeunload"] and alex.moment() == moment
    wire.mend()
    expect(alex.page.locator("#stage h1")).not_to_have_text(moment, timeout=PATIENCE_MS)
    alex.page.evaluate("window.location.reload()")
    alex.page.wait_for_load_state()
    assert asked.kinds == ["beforeunload"], "and then nothing is asked any more"


def acks(phone: Phone) -> int:
    phone.page.evaluate("0")  # lets what has arrived be heard
    return sum('"ack"' in text for text in phone.received())


def test_leave_asks_nothing_whatever_is_typed(phone: MakePhone, app: App) -> None:
    alex, sam = phone("alex", app, **STILL), phone("sam", app, **STILL)
    enter("sit_down", alex, sam)
    alex.connected()
    asked = Asked(alex)
    type_own_words(alex, "Nobody is to read this")
    app.freeze()
    alex.page.evaluate("dispatchEvent(new Event('pagehide'))")  # some of it is on its way
    alex.page.keyboard.type(", ever")
    alex.page.evaluate("window.location.reload()")
    expect(alex.page.locator("#stage h1")).to_be_visible()
    assert asked.kinds == ["beforeunload"], "else this would show nothing"
    alex.context.route("**/*wikipedia*/**", lambda route: route.fulfill(body="elsewhere"))
    alex.leave()
    alex.page.wait_for_url("**wikipedia**")
    assert asked.kinds == ["beforeunload"]
    app.thaw()
