"""A page whose socket is one too many: it says so, or goes on without one, and it never storms."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from playwright.sync_api import expect

from exercises.web.open_tabs import MOST_OF_A_SEAT
from tests.support.browser.chromium import STILL
from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone, enter
from tests.support.processes.app import App
from tests.support.processes.lines import greet, line


def test_a_page_that_rests_for_others_says_so_and_goes_on_when_it_is_tapped(
    alex: Phone, sam: Phone, app: App
) -> None:
    code = enter("sit_down", alex, sam)
    alex.connected()
    (cookie,) = ((each["name"], each["value"]) for each in alex.context.cookies())
    rests = alex.page.get_by_text("This page was left alone, so it is resting")
    expect(rests).to_be_hidden()
    with ExitStack() as stack:
        for number in range(MOST_OF_A_SEAT):
            greet(stack.enter_context(line(app, code, *cookie)), tab=f"{number:032x}")
        expect(rests).to_be_visible(timeout=PATIENCE_MS)
        assert len(alex.sockets) == 1, "it does not come back by itself"
        alex.page.locator("[data-leave]").click(trial=True, timeout=PATIENCE_MS)  # the way out is not covered
        alex.page.locator("h1").click()
        alex.connected()
        expect(rests).to_be_hidden()
    assert len(alex.sockets) == 2, "and once is enough"


def test_a_page_whose_address_connects_too_often_goes_on_without_a_socket(
    phone: Callable[..., Phone], start_app: Callable[..., App]
) -> None:
    app = start_app(LIMIT_CONNECT="1")
    alex, sam = phone("alex", app, **STILL), phone("sam", app, **STILL)
    scene = app.act("tests.support.scripts.scenes:sit_down")
    alex.come_in(scene["code"], scene["cookies"][0])
    alex.connected()
    sam.come_in(scene["code"], scene["cookies"][1])
    expect(sam.page.locator("main[data-connection=twin]")).to_be_attached(timeout=PATIENCE_MS)
    step = sam.page.locator("#step input[name=step]")
    before = step.input_value()
    sam.pass_on_it()
    expect(step).not_to_have_value(before)
    assert len(sam.sockets) == 1, "it waits before it tries again"
