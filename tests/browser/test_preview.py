"""The preview on a phone: the button leads to what is still to decide, and a switch is one tap."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.support.browser.chromium import STILL
from tests.support.browser.phones import Phone, enter
from tests.support.processes.app import App

MEANING = "unprompted-compliment.sender"
PICKS = {"": "strain", MEANING: "us_mild"}  # a mild one about the two of them: its owner decides


def switch(phone: Phone) -> Locator:
    return phone.page.get_by_role("switch", name=re.compile("worn out")).first


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_button_leads_to_what_is_still_to_decide(
    phone: Callable[..., Phone], sam: Phone, app: App, scripts: bool
) -> None:
    alex = phone("alex", app, java_script_enabled=scripts, **STILL)
    enter("answered", alex, sam, alex=PICKS, decided=False)
    if scripts:
        alex.connected()
    alex.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    asked = alex.page.locator("fieldset.tender")
    expect(asked).to_have_count(1)
    alex.show_ours()
    expect(asked.get_by_role("radio", name="Show it now")).to_be_focused()
    expect(asked).to_be_in_viewport(ratio=1)
    alex.sees("What Sam may see")
    alex.decide("Keep it to myself")
    if scripts:
        alex.does_not_see(re.compile("needs your choice"))
    alex.show_ours()
    alex.waits_for("You’re done. Next come the cards.")


def test_a_line_is_switched_off_and_on_again_at_a_tap_and_stays_so(alex: Phone, sam: Phone) -> None:
    enter("answered", alex, sam)
    alex.connected()
    expect(switch(alex)).to_be_checked()
    etag = alex.page.locator("#stage").get_attribute("data-etag") or ""
    alex.tap(switch(alex))
    expect(alex.page.locator("#stage")).not_to_have_attribute("data-etag", etag)
    expect(switch(alex)).not_to_be_checked()
    alex.page.reload()
    alex.connected()
    expect(switch(alex)).not_to_be_checked()
    expect(alex.page.locator(".item:has([role=switch]:not(:checked))")).to_contain_text("stays with you")
    alex.tap(switch(alex))
    expect(alex.page.locator(".item:has([role=switch]:not(:checked))")).to_have_count(0)
    alex.page.reload()
    expect(switch(alex)).to_be_checked()


def test_a_line_is_still_changed_by_a_tap_on_it(alex: Phone, sam: Phone) -> None:
    enter("answered", alex, sam)
    alex.connected()
    alex.tap(alex.page.locator("a.said").first)
    alex.page.locator("#stage form#step").wait_for()
