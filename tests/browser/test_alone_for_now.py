"""One invites, answers, shows and puts the phone away; the other comes later."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.support.browser.chromium import STILL
from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone, enter
from tests.support.couples.paired import CALM_PICK
from tests.support.processes.app import App

SMALL = {"width": 320, "height": 640}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_partner_comes_when_the_other_has_long_closed_the_page(
    phone: Callable[..., Phone], app: App, scripts: bool
) -> None:
    alex = phone("alex", app, java_script_enabled=scripts, **STILL)
    sam = phone("sam", app, java_script_enabled=scripts, viewport=SMALL, **STILL)
    code = alex.start()
    alex.tap(alex.button("Each when we can"))
    expect(alex.page.get_by_role("button", name="Each when we can")).to_have_attribute("aria-pressed", "true")
    alex.begin()
    alex.answer_all(reading=CALM_PICK)
    alex.show_ours()
    alex.heading("Yours is in. Now send the link.").wait_for()
    link = alex.link()
    alex.page.goto("about:blank")
    assert (sam.join(link) if scripts else sam.join_by_paste(link)) == code
    sam.page.locator("#stage form#step").wait_for()
    sam.answer_all(reading=CALM_PICK)
    sam.show_ours()
    sam.sees("Card 1 of")
    alex.open("/")
    alex.tap(alex.link_named("Go on where you were"))
    alex.sees("Card 1 of")
    assert alex.code == code


def test_what_waits_changes_by_itself_when_somebody_joins(alex: Phone, sam: Phone) -> None:
    alex.start()
    alex.begin()
    alex.answer_all(reading=CALM_PICK)
    alex.show_ours()
    alex.heading("Yours is in. Now send the link.").wait_for()
    alex.connected()
    alex.does_not_see("both here")
    link = alex.link()
    named = """() => {
      const bar = document.getElementById("partner"), stage = document.getElementById("stage");
      window.torn = [];
      new MutationObserver(() => {
        const says = (place) => place.textContent.includes("Sam");
        if (says(bar) !== says(stage)) window.torn.push(stage.textContent.slice(0, 80));
      }).observe(document.getElementById("main").parentElement, { subtree: true, childList: true });
    }"""
    alex.page.evaluate(named)
    sam.join(link)
    alex.waits_for("You’re done. Next come the cards.")
    expect(alex.page.locator(".seats")).to_contain_text("Sam", timeout=PATIENCE_MS)
    assert alex.page.evaluate("window.torn") == [], "the bar and the place where one waits say the same"


def test_the_sentence_goes_with_the_link(alex: Phone) -> None:
    alex.page.add_init_script("navigator.share = async (what) => { window.shared = what; };")
    alex.start()
    share = alex.button("Share")
    expect(share).to_be_in_viewport()
    alex.tap(share)
    shared = alex.page.evaluate("window.shared")
    assert shared["url"] == alex.link() and "tonight" in shared["text"] and "Alex" not in shared["text"]
    expect(alex.page.locator(".code")).to_be_hidden()
    alex.tap(alex.page.get_by_text("A code for the camera"))
    expect(alex.page.locator(".code")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_end_leads_to_another_time(phone: Callable[..., Phone], app: App, scripts: bool) -> None:
    alex = phone("alex", app, java_script_enabled=scripts, **STILL)
    sam = phone("sam", app, java_script_enabled=scripts, **STILL)
    enter("at_the_end", alex, sam)
    alex.waits_for("That’s all for today.")
    alex.sees("Next, if you like:")
    with alex.page.expect_download() as downloading:
        alex.tap(alex.link_named("Same time next week"))
    file = downloading.value
    assert file.suggested_filename == "notes.ics"
    (event,) = Calendar.from_ical(file.path().read_bytes()).walk("VEVENT")
    assert str(event["summary"]) == "Notes"
    alex.waits_for("That’s all for today.")
    alex.tap(alex.page.get_by_text("How to find back here"))
    alex.sees("put it on your home screen")
