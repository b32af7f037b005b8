"""One exercise from each of the five parts, played by two people on two phones, and what they do together."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.support.browser.autoplayer import answer, label, play, step_of
from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone, enter
from tests.support.processes.app import App

MakePhone = Callable[..., Phone]

OF_EACH_PART = {
    "distancing": "small-asks",
    "control": "under-the-grip",
    "ambiguous": "how-i-come-across",
    "trust": "good-news",
    "satisfaction": "weather-check",
}
EVERY_DAY = (
    "trust",
    "satisfaction",
)  # with cards, and without; all are played without a browser, too
IN_PHASE_MS = 150
NEARLY_MS = 1_500  # before the instant that is waited for: both have heard the time by then
START = ".together form:has([name=what][value$='.start']) button[value='1']"

# Notes when the words of the countdown change, by this device's clock.
NOTE_THE_COUNTDOWN = """() => {
  window.noted = {};
  const note = () => {
    const text = document.querySelector("[data-ends-at]")?.textContent.trim();
    if (text) window.noted[text] ??= Date.now();
    if (Object.keys(window.noted).length > 3) document.body.dataset.enough = "";
  };
  new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def sit_down(alex: Phone, sam: Phone, exercise: str) -> None:
    enter("sit_down", alex, sam, exercise=exercise)
    for phone in (alex, sam):
        phone.connected()


def stand_at(step: str, alex: Phone, sam: Phone, exercise: str) -> None:
    enter("at_the_step", alex, sam, exercise=exercise, step=step)
    for phone in (alex, sam):
        phone.connected()


@pytest.mark.parametrize(
    "part",
    [part if part in EVERY_DAY else pytest.param(part, marks=pytest.mark.matrix) for part in OF_EACH_PART],
)
def test_two_phones_play_one_of_each_part(part: str, alex: Phone, sam: Phone) -> None:
    seen: dict[str, list[str]] = {"alex": [], "sam": []}
    sit_down(alex, sam, OF_EACH_PART[part])
    play(alex, sam, lambda name, phone: seen[phone.name].append(name))
    assert seen["alex"].count("card") == seen["sam"].count("card")
    assert bool(seen["alex"].count("card")) is (part != "satisfaction")
    for phone, other in ((alex, sam), (sam, alex)):
        assert f"z{other.name}.note" not in phone.bytes_seen()


def test_what_is_only_for_this_phone_leaves_it_by_no_way(alex: Phone, sam: Phone, app: App) -> None:
    """The same words do go out from a field that has a name, so the search would find them."""
    canary = "znobody-else-ever-reads-this"
    bodies: list[str] = []
    alex.page.on("request", lambda request: bodies.append(request.post_data or ""))
    enter("sit_down", alex, sam, exercise="yes-i-didnt-mean", begun=False)
    alex.connected()
    alex.tap(alex.button("Go on"))
    alex.alive("[data-note]").fill(canary)
    alex.page.reload()
    alex.connected()
    assert alex.alive("[data-note]").input_value() == canary, "it is kept on this phone"
    answer(alex)
    while step_of(alex) != "half-yes":
        answer(alex)
    for _ in range(2):
        alex.page.evaluate("dispatchEvent(new Event('pagehide'))")  # what is typed is drafted now
    stored = b"".join(path.read_bytes() for path in app.data_dir.rglob("*") if path.is_file())
    assert canary not in "\n".join([*bodies, *alex.sent(), *alex.bytes_seen(), *sam.bytes_seen()])
    assert canary.encode() not in stored
    alex.page.locator("#stage textarea").fill(canary)
    answer(alex)
    assert any(canary in frame for frame in alex.sent())
    alex.page.goto(f"{app.origin}/s/{alex.code}/?at=one-yes")
    alex.alive("[data-note]")
    alex.page.evaluate("localStorage.setItem('meant:note:elsewhere', '{}')")
    alex.tap(alex.button("Delete this note"))
    assert alex.page.locator("[data-note]").input_value() == ""
    notes = alex.page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('meant:note:'))")
    assert notes == ["meant:note:elsewhere"], "this note, and no other"


def phase_turned(phone: Phone, phase: str) -> float:
    """The instant at which the breath turned to this phase, on this phone. Waits for the next time."""
    place = phone.page.locator(f"[data-breath][data-phase={phase}]")
    place.wait_for(timeout=PATIENCE_MS)
    return float(place.get_attribute("data-turned-at") or "nan")


def test_both_breathe_in_phase_while_one_of_them_reloads_in_the_middle(phone: MakePhone, app: App) -> None:
    alex, sam = (phone(name, app) for name in ("alex", "sam"))
    stand_at("breath", alex, sam, "breathe-then-ask")
    with app.as_far_ahead_as_shipped():
        for each in (alex, sam):
            each.tap(each.page.locator(START))
        alex.page.locator("[data-breath][data-starts-at]").wait_for()
    assert abs(phase_turned(alex, "in") - phase_turned(sam, "in")) < IN_PHASE_MS
    begins = int(alex.page.locator("[data-breath]").get_attribute("data-starts-at") or 0)
    sam.page.reload()
    sam.connected()
    for phase, turns_ms in (("out", 4_000), ("in", 10_000)):
        app.forward_to(begins + turns_ms - NEARLY_MS)
        for each in (alex, sam):
            each.hears_the_time()
        assert abs(phase_turned(alex, phase) - phase_turned(sam, phase)) < IN_PHASE_MS
    assert (
        alex.page.locator("[data-breath-words]").inner_text()
        == sam.page.locator("[data-breath-words]").inner_text()
    )


def test_both_see_one_who_has_the_floor_and_one_clock_while_one_of_them_reloads(
    alex: Phone, sam: Phone
) -> None:
    stand_at("turns", alex, sam, "good-news")
    for phone in (alex, sam):
        phone.tap(phone.page.locator(START))
    ends = [phone.page.locator("[data-ends-at]").get_attribute("data-ends-at") for phone in (alex, sam)]
    assert ends[0] == ends[1]
    sam.page.reload()
    sam.connected()
    for phone in (alex, sam):
        phone.page.evaluate(NOTE_THE_COUNTDOWN)
    for phone in (alex, sam):
        phone.page.locator("body[data-enough]").wait_for(timeout=PATIENCE_MS)
    noted = [json.loads(phone.page.evaluate("JSON.stringify(window.noted)")) for phone in (alex, sam)]
    both = noted[0].keys() & noted[1].keys()
    assert both
    assert max(abs(noted[0][text] - noted[1][text]) for text in both) < IN_PHASE_MS
    # Either may pause, and both see it; then it goes on for both.
    sam.tap(sam.button("Pause"))
    for phone in (alex, sam):
        phone.sees("Paused. Take your time.")
    alex.tap(alex.page.locator(".together").get_by_role("button", name="Go on"))
    for phone in (alex, sam):
        phone.does_not_see("Paused. Take your time.")
        phone.page.locator("[data-ends-at]").wait_for()


def test_breathing_stands_still_where_less_motion_is_wished_for(phone: MakePhone, app: App) -> None:
    alex, sam = (phone(name, app, reduced_motion="reduce") for name in ("alex", "sam"))
    stand_at("breath", alex, sam, "breathe-then-ask")
    for each in (alex, sam):
        each.tap(each.page.locator(START))
    phase_turned(alex, "in")
    assert alex.page.locator("[data-breath-words]").inner_text() == "Breathe in"
    assert alex.page.evaluate("document.getAnimations().length") == 0
    alex.sees("In for four, out for six")


def test_words_that_tell_a_story_get_a_hint_that_blocks_nothing(alex: Phone, sam: Phone) -> None:
    sit_down(alex, sam, "other-stories")
    alex.page.locator("#stage textarea").fill("You always come home late on purpose.")
    alex.sees("a story. What would a camera have seen?")
    answer(alex)
    assert step_of(alex) == "before"


def test_what_is_chosen_in_an_order_is_kept_in_it(alex: Phone, sam: Phone) -> None:
    sit_down(alex, sam, "where-i-go")
    alex.alive("[data-ordered]")
    for words in ("leave the room", "go quiet", "get busy"):
        alex.tap(label(alex.page.get_by_label(words)))
    alex.tap(label(alex.page.get_by_label("talk to others")))
    alex.sees("Up to 3 here.")
    answer(alex)
    alex.page.goto(alex.page.url.split("?")[0] + "?at=ways")
    orders = {words: label(alex.page.get_by_label(words)).get_attribute("data-order")
              for words in ("leave the room", "go quiet", "get busy")}  # fmt: skip
    assert orders == {"leave the room": "1", "go quiet": "2", "get busy": "3"}
