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
def busy_alex(moving_alex: Phone) -> Phone:
    """On a busy phone, on which things move, in the lobby."""
    moving_alex.context.add_init_script(LATE_FRAMES)
    moving_alex.start()
    moving_alex.connected()
    return moving_alex


def waits_for_a_frame(phone: Phone, after: int = 0) -> int:
    """Wait until more than so many swaps wait for a frame. Returns how many do."""
    found = phone.page.wait_for_function("after => drawn.length > after && drawn.length", arg=after)
    return int(found.json_value())


def draw(phone: Phone) -> None:
    phone.page.evaluate("draw()")


def stage(phone: Phone) -> str | None:
    return phone.page.locator("#stage").get_attribute("data-etag")


def test_what_a_tap_has_brought_is_not_undone_by_news_from_before_it(busy_alex: Phone, sam: Phone) -> None:
    alone = stage(busy_alex)
    sam.join(busy_alex.link())
    waits_for_a_frame(busy_alex)
    assert stage(busy_alex) == alone, "the lobby with Sam in it is yet to be drawn"
    busy_alex.begin()
    step = stage(busy_alex)
    draw(busy_alex)
    assert stage(busy_alex) == step
    expect(busy_alex.page.locator("#partner")).to_contain_text("Sam")


def test_there_and_back_before_a_frame_is_back(busy_alex: Phone, sam: Phone) -> None:
    sam.join(busy_alex.link())
    waits_for_a_frame(busy_alex)
    draw(busy_alex)
    seat = next(each["name"] for each in sam.context.cookies() if "seat-" in each["name"])
    sam.open(f"/us/{seat.split('-')[1]}/settings/")
    swap = sam.page.get_by_role("button", name=re.compile("[Ss]wap")).first
    at_first = stage(busy_alex)
    busy_alex.page.evaluate("hold()")
    sam.tap(swap)
    there = waits_for_a_frame(busy_alex)
    assert stage(busy_alex) == at_first, "the swapped shapes are yet to be drawn"
    sam.tap(swap)
    waits_for_a_frame(busy_alex, after=there)
    draw(busy_alex)
    assert stage(busy_alex) == at_first
    expect(busy_alex.page.locator("body")).to_have_class(re.compile("you-a"))
