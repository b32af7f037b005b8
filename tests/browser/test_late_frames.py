"""A browser that draws late never brings back what something newer has replaced."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser.phones import Phone

# A transition swaps with a frame. On a busy phone that frame is late: here, until the test says so.
LATE_FRAMES = """
const start = document.startViewTransition.bind(document);
let frame, come;
window.drawn = [];
window.hold = () => { frame = new Promise((then) => { come = then; }); drawn.length = 0; };
window.draw = () => { come(); return Promise.all(drawn); };
hold();
async function transition(swap) {
  await frame;
  const { ready, updateCallbackDone } = start(swap);
  ready.catch(() => {}); // skipped, for the next one
  await updateCallbackDone;
}
document.startViewTransition = (swap) => {
  drawn.push(transition(swap));
  return { ready: drawn.at(-1) };
};
"""


@pytest.fixture
def alex(alex: Phone) -> Phone:
    """On a busy phone, in the lobby."""
    alex.context.add_init_script(LATE_FRAMES)
    alex.start()
    alex.connected()
    return alex


def waits_for_a_frame(phone: Phone, after: int = 0) -> int:
    """Wait until more than so many swaps wait for a frame. Returns how many do."""
    found = phone.page.wait_for_function("after => drawn.length > after && drawn.length", arg=after)
    return int(found.json_value())


def draw(phone: Phone) -> None:
    phone.page.evaluate("draw()")


def stage(phone: Phone) -> str | None:
    return phone.page.locator("#stage").get_attribute("data-etag")


def test_what_a_tap_has_brought_is_not_undone_by_news_from_before_it(alex: Phone, sam: Phone) -> None:
    alone = stage(alex)
    sam.join(alex.link())
    waits_for_a_frame(alex)
    assert stage(alex) == alone, "the lobby with Sam in it is yet to be drawn"
    alex.begin()
    step = stage(alex)
    draw(alex)
    assert stage(alex) == step
    expect(alex.page.locator("#partner")).to_contain_text("Sam")


def test_there_and_back_before_a_frame_is_back(alex: Phone, sam: Phone) -> None:
    sam.join(alex.link())
    waits_for_a_frame(alex)
    draw(alex)
    seat = next(each["name"] for each in sam.context.cookies() if "seat-" in each["name"])
    sam.open(f"/us/{seat.split('-')[1]}/settings/")
    swap = sam.page.get_by_role("button", name=re.compile("[Ss]wap")).first
    at_first = stage(alex)
    alex.page.evaluate("hold()")
    sam.tap(swap)
    there = waits_for_a_frame(alex)
    assert stage(alex) == at_first, "the swapped shapes are yet to be drawn"
    sam.tap(swap)
    waits_for_a_frame(alex, after=there)
    draw(alex)
    assert stage(alex) == at_first
    expect(alex.page.locator("body")).to_have_class(re.compile("you-a"))
