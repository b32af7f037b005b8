"""Phones whose clocks are wrong: what both are to see at once goes by the server's."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.support.browser.chromium import STILL
from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone, enter
from tests.support.processes import own_clock
from tests.support.processes.app import App

TOGETHER_MS = 150
HOUR_MS = 60 * 60 * 1_000
WRONG_BY_MS = {"alex": HOUR_MS, "sam": -HOUR_MS}
START = ".together form:has([name=what][value$='.start']) button[value='1']"

WRONG_CLOCK = """
const TrueDate = Date;
window.Date = class extends TrueDate {
  constructor(...given) { super(...(given.length ? given : [Date.now()])); }
  static now() { return TrueDate.now() + %d; }
};
"""
COUNTED = """() => {
  const [minutes, seconds] = document.querySelector("[data-ends-at][data-lives]").textContent.split(":");
  return [Date.now(), 60 * minutes + 1 * seconds];
}"""


@pytest.fixture
def both(phone: Callable[..., Phone], app: App) -> list[Phone]:
    """alex's clock is an hour ahead, sam's an hour behind, and the server's not this machine's either."""
    app.forward(5_000)
    made = [phone(name, app, **STILL) for name in WRONG_BY_MS]
    for each in made:
        each.page.add_init_script(WRONG_CLOCK % WRONG_BY_MS[each.name])
    return made


def test_a_card_turns_at_one_instant_on_phones_whose_clocks_are_two_hours_apart(
    both: list[Phone], app: App
) -> None:
    enter("answered", *both)
    for each in both:
        each.connected()
        wrong_by = each.page.evaluate("Date.now()") - time.time() * 1_000
        assert abs(wrong_by - WRONG_BY_MS[each.name]) < HOUR_MS / 2, "the clock is as it was"
    with app.as_far_ahead_as_shipped():
        for each in both:
            each.show_ours()
        both_turn_when_it_is_due(both, app)


def test_a_card_that_waits_for_somebody_turns_at_one_instant_when_they_come(
    both: list[Phone], app: App
) -> None:
    alex, sam = both
    code = enter("answered", *both, shown_by_alex=True)
    sam.connected()
    alex.open("/")
    expect(sam.page.locator("#partner")).to_contain_text("away", timeout=2 * PATIENCE_MS)
    sam.show_ours()
    sam.waits_for("You’ve both answered.")
    with app.as_far_ahead_as_shipped():
        alex.open(f"/s/{code}/")  # which is what makes the card due
        both_turn_when_it_is_due(both, app)


def on_the_servers_clock(instant: float, phone: Phone, app: App) -> float:
    """What the server's clock said when this phone's said this, both in milliseconds."""
    return instant - WRONG_BY_MS[phone.name] + own_clock.ahead(app.data_dir)


def both_turn_when_it_is_due(both: list[Phone], app: App) -> None:
    turned = [on_the_servers_clock(each.turned_at(), each, app) for each in both]
    reveals = [json.loads(text).get("reveal_at") for each in both for text in each.received()]
    due = max(filter(None, reveals))
    late = [each - due for each in turned]
    assert all(0 <= each < PATIENCE_MS for each in late), f"early never: {late} ms"
    assert abs(turned[0] - turned[1]) < TOGETHER_MS


def test_a_turn_counts_down_to_one_end_on_them(both: list[Phone], app: App) -> None:
    enter("at_the_step", *both, exercise="good-news", step="turns")
    for each in both:
        each.connected()
        each.tap(each.page.locator(START))
    for each in both:
        place = each.alive("[data-ends-at]")
        ends = int(place.get_attribute("data-ends-at") or 0)
        now, counted = each.page.evaluate(COUNTED)
        most = int(place.get_attribute("data-left") or 0)  # for as long as it has not begun
        left = min(most, (ends - on_the_servers_clock(now, each, app)) / 1_000)
        assert 0 <= counted - left < 2, "a second counts until it is over"
