"""On the smallest phone all five answers of a moment are in sight; the darkest never lies under the dock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from exercises import library
from exercises.language.typography import typeset
from exercises.library import SHIPPED
from tests.support.browser.chromium import STILL
from tests.support.browser.phones import Phone, enter
from tests.support.processes.app import App

SMALLEST = {"width": 320, "height": 640}
NAMES = {"partner": "Florence"}  # eight letters, as a reading's length is counted

# Puts another moment on the step that is open, and says how many of its options can be touched as it stands.
SHOW = """([moment, readings]) => {
  document.querySelector("#stage h1.moment").textContent = moment;
  const options = [...document.querySelectorAll("#stage .choices > .choice")];
  readings.forEach((text, place) => { options[place].lastElementChild.textContent = text; });
  scrollTo(0, 0);
  return options.slice(0, readings.length).filter((each) => {
    const { left, width, bottom } = each.getBoundingClientRect();
    return each.contains(document.elementFromPoint(left + width / 2, bottom - 3));
  }).length;
}"""


def test_on_the_smallest_phone_all_five_answers_are_in_sight(phone: Callable[..., Phone], app: App) -> None:
    options: dict[str, Any] = {**STILL, "viewport": SMALLEST}
    alex, sam = phone("alex", app, **options), phone("sam", app, **STILL)
    enter("sit_down", alex, sam)
    alex.connected()
    hidden = {}
    for cue in library.load(SHIPPED).cues.values():
        readings = [typeset(each.receiver, NAMES) for each in cue.readings]
        seen = alex.page.evaluate(SHOW, [typeset(cue.stem.receiver, NAMES), readings])
        if seen < len(readings):
            hidden[cue.id] = seen
    assert hidden == {}
    long = ["the same over and over " * 6] * 5
    assert alex.page.evaluate(SHOW, ["A long moment", long]) < 5, "whatever is there is in sight"


def test_where_an_answer_lies_under_the_dock_it_fades_into_it(phone: Callable[..., Phone], app: App) -> None:
    alex, sam = phone("alex", app, viewport=SMALLEST, **STILL), phone("sam", app, **STILL)
    enter("sit_down", alex, sam)
    alex.connected()
    fade = alex.page.locator("#stage > .dock").evaluate(
        "each => getComputedStyle(each, '::before').backgroundImage"
    )
    assert "gradient" in fade


def test_leave_keeps_its_word_on_the_smallest_phone(phone: Callable[..., Phone], app: App) -> None:
    alex, sam = phone("alex", app, viewport=SMALLEST, **STILL), phone("sam", app, **STILL)
    enter("sit_down", alex, sam, names=("Alexandra", "Maximilian"))
    alex.connected()
    word = alex.link_named("Leave").get_by_text("Leave")
    expect(word).to_be_in_viewport(ratio=1)
    box = word.bounding_box()
    assert box is not None and box["width"] > 20
    assert alex.page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]
