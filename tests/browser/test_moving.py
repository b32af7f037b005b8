"""A seat moves to another phone by the code's link, and the old phone is closed while it looks on."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.support.browser.chromium import STILL, another_tab
from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone, enter
from tests.support.processes.app import App

MakePhone = Callable[..., Phone]
NOTHING = "There is nothing here for this device"


def test_a_seat_moves_by_the_link_of_its_code_and_the_old_phone_is_closed(
    alex: Phone, sam: Phone, phone: MakePhone, app: App
) -> None:
    enter("sit_down", alex, sam)
    for each in (alex, sam):
        each.connected()
    words = sam.moment()

    settings = another_tab(sam)
    settings.open(sam.us)
    settings.link_named("Settings").click()
    settings.tap(settings.button("Make a link for my other phone"))
    code = settings.page.get_by_role("img", name=re.compile("code for a phone’s camera"))
    expect(code).to_be_visible()
    box = code.locator("svg").bounding_box()
    assert box is not None and min(box["width"], box["height"]) >= 184
    link = settings.page.get_by_label("The link, for you alone").input_value()

    new = phone("sam", app, **STILL)
    new.open(link)
    new.heading("Move to this phone").wait_for()
    assert "/join/" in new.page.url and "#" not in new.page.url
    expect(sam.page.locator("main[data-connection=open]")).to_be_attached()
    new.tap(new.button("Move here"))
    new.page.wait_for_url("**/s/*/")
    new.connected()
    assert new.moment() == words

    # The old one: the open page is gone at once, the others with the next look at them.
    sam.forgive("404")
    expect(sam.page.get_by_role("heading", name=NOTHING)).to_be_visible(timeout=PATIENCE_MS)
    assert words not in sam.page.content()
    settings.page.reload()
    settings.heading(NOTHING).wait_for()
    assert "Alex" not in settings.page.content()
    sam.page.go_back()
    sam.page.wait_for_load_state()
    assert words not in sam.page.content()

    # The new one goes on, and the other person has noticed nothing but that.
    new.answer_all()
    alex.answer_all()
    for each in (alex, new):
        each.decide("Keep it to myself")
        each.show_ours()
    for each in (alex, new):
        each.turned_at()
    expect(alex.page.locator("#partner .say")).to_have_text("here")


def test_the_two_swap_their_shapes_while_both_look_on(alex: Phone, sam: Phone) -> None:
    enter("sit_down", alex, sam)
    for each in (alex, sam):
        each.connected()
    expect(alex.page.locator("body.you-a")).to_be_attached()
    expect(alex.page.locator("#partner .who.mark-b")).to_have_text("Sam")
    stage = alex.page.locator("#stage h1").inner_text()

    settings = another_tab(sam)
    settings.open(sam.us)
    settings.link_named("Settings").click()
    settings.tap(settings.button("Swap our shapes"))

    expect(alex.page.locator("#partner .who.mark-a")).to_have_text("Sam", timeout=PATIENCE_MS)
    expect(alex.page.locator("body.you-b")).to_be_attached()
    expect(sam.page.locator("body.you-a")).to_be_attached()
    assert alex.page.locator("#stage h1").inner_text() == stage
