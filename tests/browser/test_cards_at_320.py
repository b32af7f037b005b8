"""On the smallest phone a card shows its name, both voices and its question at once, uncovered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from playwright.sync_api import expect

from tests.support.browser.chromium import STILL
from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone, enter
from tests.support.processes.app import App
from tests.support.rules.longest_cards import longest_cards

SMALLEST = {"width": 320, "height": 640}
# Puts other texts on the card that is open, and says what of it cannot be seen.
SHOW = """html => {
  const face = document.querySelector("#stage .face:not(.back)");
  if (html) face.innerHTML = html;
  scrollTo(0, 0);
  const seen = (each) => {
    const box = each.getBoundingClientRect();
    const at = (y) => document.elementFromPoint(box.left + box.width / 2, y);
    const inside = box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
    return inside && [box.top + 2, box.bottom - 2].every((y) => each.contains(at(y)));
  };
  const parts = { name: "h1", first: ".voice.guess", second: ".voice.own", question: ".question" };
  const hidden = Object.keys(parts).filter((name) => !seen(face.querySelector(parts[name])));
  const end = Math.round(face.querySelector(".question").getBoundingClientRect().bottom);
  const dock = Math.round(document.querySelector("#stage .dock").getBoundingClientRect().top);
  return { hidden, over: end - dock };
}"""


# What has the focus and lies under something else; "end" once the focus has left the stage again.
COVERED = """() => {
  const each = document.activeElement;
  if (each === document.body || each.closest("footer")) return "end";
  const box = each.getBoundingClientRect();
  const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return !there || each.contains(there) || there.contains(each) ? "" : each.outerHTML.slice(0, 120);
}"""


def test_on_the_smallest_phone_every_card_shows_its_question(phone: Callable[..., Phone], app: App) -> None:
    options: dict[str, Any] = {**STILL, "viewport": SMALLEST, "bypass_csp": True}
    alex, sam = phone("alex", app, **options), phone("sam", app, **STILL)
    enter("at_the_cards", alex, sam)
    alex.connected()
    alex.turned_at()
    alex.alive("[data-unhurried]")  # the last thing that comes to life, so nothing is swapped any more
    assert alex.page.evaluate(SHOW, "")["hidden"] == []
    hidden = {}
    for cue, card in longest_cards():
        found = alex.page.evaluate(SHOW, render_to_string("cards/card.html", {"card": card}))
        if found["hidden"]:
            hidden[cue] = found
    assert hidden == {}, hidden


def test_however_much_stands_on_a_card_its_question_is_in_view(phone: Callable[..., Phone], app: App) -> None:
    options: dict[str, Any] = {**STILL, "viewport": SMALLEST, "bypass_csp": True}
    alex, sam = phone("alex", app, **options), phone("sam", app, **STILL)
    enter("at_the_cards", alex, sam)
    alex.connected()
    alex.turned_at()
    alex.alive("[data-unhurried]")
    _, card = next(iter(longest_cards()))
    page = render_to_string("cards/card.html", {"card": card})
    pair = render_to_string("cards/pair.html", {"card": card})
    found = alex.page.evaluate(SHOW, page.replace(pair, pair * 4))
    assert alex.page.evaluate("document.querySelector('#stage .top').offsetHeight") > SMALLEST["height"]
    assert "question" not in found["hidden"]
    alex.page.evaluate("scrollTo(0, 1e6)")  # and at the end nothing lies under it
    last = alex.page.locator("#stage .face .voice.own").last.bounding_box()
    question = alex.page.locator("#stage .face .question").bounding_box()
    assert last and question and last["y"] + last["height"] <= question["y"]


def test_the_question_of_a_ring_is_in_view_and_what_has_the_focus_is_not_under_it(
    phone: Callable[..., Phone], app: App
) -> None:
    alex, sam = phone("alex", app, **STILL, viewport=SMALLEST), phone("sam", app, **STILL)
    enter("at_the_ring", alex, sam)
    alex.connected()
    question = alex.page.locator("#stage .loop > .question")
    expect(question).to_be_in_viewport(ratio=1)
    for _ in range(20):
        alex.page.keyboard.press("Tab")
        covered = alex.page.evaluate(COVERED)
        if covered == "end":
            break
        assert covered == ""
    else:
        raise AssertionError("Tab leads to no end")


def test_next_is_quiet_for_a_minute_and_stands_out_then(alex: Phone, sam: Phone, app: App) -> None:
    enter("at_the_cards", alex, sam)
    for each in (alex, sam):
        each.connected()
        each.turned_at()
        each.alive("[data-unhurried]")
    dock, following = alex.page.locator("#stage .dock"), alex.button("Next")
    expect(alex.button("Talk about it")).to_have_css("background-color", dark(alex))
    place = following.bounding_box()

    app.forward(50_000)
    alex.hears_the_time()
    expect(dock).not_to_have_attribute("data-grown", "")
    expect(following).to_have_css("border-top-color", "rgba(0, 0, 0, 0)")
    sam.tap(sam.button("Talk about it"))  # renders the card anew, and the minute goes on
    alex.sees("Sam would like to talk about this.")
    sam.tap(sam.button("Not now"))
    expect(alex.button("Talk about it")).to_be_visible(timeout=PATIENCE_MS)
    alex.alive("[data-unhurried]")

    app.forward(20_000)
    alex.hears_the_time()
    expect(dock).to_have_attribute("data-grown", "", timeout=PATIENCE_MS)
    expect(following).to_have_css("border-top-color", dark(alex))
    assert following.bounding_box() == place, "nothing moves under a thumb"


def dark(phone: Phone) -> str:
    """The colour of what is to be done, as this browser writes it."""
    return str(phone.page.evaluate("getComputedStyle(document.body).color"))
