"""Whatever a browser lacks, there is a way on: forms where scripts fail, looking where no socket opens."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import WebSocketRoute, expect

from tests.support.browser.chromium import STILL
from tests.support.browser.phones import Phone, enter
from tests.support.processes.app import App

MakePhone = Callable[..., Phone]

ALONE = "Nothing is lost. This page can’t update by itself here."
LONGEST_LOOK_MS = 25_000  # the page looks by itself every few seconds

# What an old browser, a blocker or a fault of ours would do to the session's page. Each throws on purpose.
THROWS_AT_ITS_START = "crypto.getRandomValues = () => { throw new Error('lacking'); };"
THROWS_LATER = """
Object.defineProperty(Element.prototype, "innerHTML", { set() { throw new Error("lacking"); } });
"""
REFUSES = "window.WebSocket = class { constructor() { throw new Error('lacking'); } };"
WITHOUT = {"no WebSocket": "window.WebSocket = undefined;", "a WebSocket that may not be": REFUSES}
NO_LOOKBEHIND = r"""
window.RegExp = new Proxy(RegExp, {
  construct(made, [pattern, ...flags]) {
    if (/\(\?<[!=]/.test(pattern)) throw new SyntaxError("lacking");
    return new made(pattern, ...flags);
  },
});
"""
OF_AN_EXTENSION = """dispatchEvent(new ErrorEvent("error", { filename: "elsewhere://a.js" }))"""
KEEPS_WHAT_IS_SAID = """
window.said = [];
document.addEventListener("DOMContentLoaded", () => {
  const status = document.getElementById("status");
  new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true });
});
"""
NEVER_OPENS = "window.WebSocket = class { readyState = 0; close() {} };"


@pytest.fixture
def alex(phone: MakePhone, app: App) -> Phone:
    made = phone("alex", app, **STILL)
    made.forgive("lacking", "ERR_FAILED")
    return made


def both_show(alex: Phone, sam: Phone) -> None:
    alex.show_ours()
    alex.waits_for("You’re done. Next come the cards.")
    sam.show_ours()
    expect(sam.card()).to_be_visible()


def test_a_module_that_cannot_be_had_leaves_forms_and_a_link_to_look_again(alex: Phone, sam: Phone) -> None:
    alex.page.route(re.compile(r"/js/forms\b"), lambda route: route.abort())
    enter("answered", alex, sam)
    alex.sees(ALONE)
    both_show(alex, sam)
    alex.tap(alex.link_named("Look again"))
    expect(alex.card()).to_be_visible()
    assert alex.card().inner_text() == sam.card().inner_text()


def test_a_script_that_throws_at_its_start_leaves_them_too(alex: Phone, sam: Phone) -> None:
    alex.page.add_init_script(THROWS_AT_ITS_START)
    enter("answered", alex, sam)
    alex.sees(ALONE)
    both_show(alex, sam)
    alex.tap(alex.link_named("See what is new"))
    expect(alex.card()).to_be_visible()


def test_a_script_that_throws_later_gives_the_forms_back(alex: Phone, sam: Phone) -> None:
    alex.page.add_init_script(THROWS_LATER)
    enter("answered", alex, sam)
    alex.sees(ALONE)  # that sam is here could not be shown
    both_show(alex, sam)
    alex.tap(alex.link_named("Look again"))
    expect(alex.card()).to_be_visible()


@pytest.mark.parametrize("lack", WITHOUT)
def test_without_a_socket_the_page_looks_by_itself(lack: str, alex: Phone, sam: Phone) -> None:
    alex.page.add_init_script(WITHOUT[lack])
    enter("answered", alex, sam)
    expect(alex.page.locator("main[data-connection=twin]")).to_be_attached(timeout=LONGEST_LOOK_MS)
    both_show(alex, sam)
    alex.look_again()
    expect(alex.card()).to_be_visible(timeout=LONGEST_LOOK_MS)
    expect(alex.page.get_by_text(ALONE)).to_be_hidden()


def test_while_no_socket_opens_and_none_fails_there_is_a_link(alex: Phone, sam: Phone) -> None:
    alex.page.clock.install()
    alex.page.add_init_script(NEVER_OPENS)
    enter("answered", alex, sam, shown_by_alex=True)
    expect(alex.page.locator("main[data-connection=connecting]")).to_be_attached()
    expect(alex.link_named("Look again")).to_be_hidden()
    alex.page.clock.run_for(9_000)
    alex.sees(ALONE)
    sam.show_ours()
    alex.tap(alex.link_named("Look again"))
    expect(alex.card()).to_be_visible()


def test_a_link_that_no_script_reads_can_be_pasted(alex: Phone, sam: Phone) -> None:
    sam.start()
    alex.page.route(re.compile(r"/js/join\b"), lambda route: route.abort())
    alex.open(sam.link())
    alex.sees("The link is in the address bar")
    alex.page.get_by_label("The link", exact=True).fill(alex.page.url)
    alex.tap(alex.button("Look at it"))
    assert alex.take_seat() == sam.code


def test_a_browser_without_lookbehind_gives_the_hint_as_well(alex: Phone, sam: Phone) -> None:
    alex.page.add_init_script(NO_LOOKBEHIND)
    enter("sit_down", alex, sam, exercise="other-stories")
    alex.alive("[data-hint-words]").fill("You always come home late. Never mind: you never do.")
    alex.sees("“always” and “never” tell a story. What would a camera have seen?")


def test_where_all_is_well_nothing_of_this_is_seen(alex: Phone, sam: Phone) -> None:
    enter("answered", alex, sam, shown_by_alex=True)
    alex.connected()
    alex.page.evaluate(OF_AN_EXTENSION)
    expect(alex.link_named("Look again")).to_have_count(0)
    expect(alex.page.get_by_text(ALONE)).to_be_hidden()
    alex.page.evaluate(OF_AN_EXTENSION.replace("elsewhere://", f"{alex.app.origin}/static/js/"))
    alex.sees(ALONE)


def test_a_page_that_no_socket_knows_looks_once_more_and_then_gives_a_link(alex: Phone, sam: Phone) -> None:
    def close(socket: WebSocketRoute) -> None:
        socket.close(code=4401)

    alex.page.route_web_socket("**/ws/**", close)
    enter("answered", alex, sam, shown_by_alex=True)
    alex.sees(ALONE)
    sam.show_ours()
    alex.tap(alex.link_named("Look again"))
    expect(alex.card()).to_be_visible()


def test_links_to_a_step_lead_there_also_after_a_script_has_thrown(alex: Phone, sam: Phone) -> None:
    alex.page.add_init_script(THROWS_LATER)
    enter("answered", alex, sam)
    alex.sees(ALONE)
    alex.tap(alex.page.locator("a[data-at]").first)
    expect(alex.page.locator("form#step")).to_be_visible()


def test_what_a_browser_adds_to_the_page_may_throw_without_a_word(alex: Phone, sam: Phone) -> None:
    enter("answered", alex, sam, shown_by_alex=True)
    alex.connected()
    alex.page.evaluate("dispatchEvent(new ErrorEvent('error', { filename: location.href }))")
    expect(alex.page.get_by_text(ALONE)).to_be_hidden()


def test_that_the_page_does_not_follow_is_told_a_screen_reader_once(alex: Phone, sam: Phone) -> None:
    alex.page.clock.install()
    alex.page.add_init_script(NEVER_OPENS)
    alex.page.add_init_script(KEEPS_WHAT_IS_SAID)
    enter("answered", alex, sam, shown_by_alex=True)
    alex.page.clock.run_for(9_000)
    alex.sees(ALONE)
    alex.page.clock.run_for(15_000)
    said = [text for text in alex.page.evaluate("said") if ALONE in text]
    assert len(said) == 1
