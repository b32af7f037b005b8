"""Then and now: on the smallest phone, in both schemes, right to left, and in forced colours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.support.browser.axe_check import LOOKED_FOR, violations
from tests.support.browser.phones import Phone
from tests.support.processes.app import App
from tests.support.scripts.redo import Twice

MakePhone = Callable[..., Phone]
SMALLEST = {"width": 320, "height": 568}


@pytest.fixture
def alex(phone: MakePhone, app: App, twice: Twice) -> Phone:
    """At the page of the later time. The inspector's own script is no page of ours: hence bypass_csp."""
    made = phone("alex", app, viewport=SMALLEST, bypass_csp=True)
    twice.sign_in(made)
    made.open(f"/s/{twice.later}/comparison/")
    return made


def both(alex: Phone) -> Locator:
    found = alex.page.get_by_role("region", name="Then and now")
    expect(found).to_be_visible()
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_the_smallest_phone_and_is_accessible(alex: Phone, scheme: str) -> None:
    both(alex)
    alex.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    assert alex.page.evaluate("document.documentElement.scrollWidth") <= SMALLEST["width"]
    assert violations(alex.page, LOOKED_FOR["light"]) == []  # all that is looked for, in either scheme


def test_the_two_times_are_told_apart_by_words(alex: Phone) -> None:
    voices = both(alex).locator(".voice")
    for voice in voices.all():
        assert [each.inner_text() for each in voice.locator("dt").all()] in (
            ["Then", "Now"],
            ["Then and now"],
        )
    texts = [voice.inner_text() for voice in voices.all()]
    assert any("Then\n" in text and "Now\n" in text for text in texts), "what differs stands twice"
    assert any("Then and now\n" in text for text in texts), "what is the same stands once"


def test_right_to_left_now_stands_on_the_left_of_then(alex: Phone) -> None:
    alex.page.set_viewport_size({"width": 1280, "height": 800})
    times = both(alex).locator(".times:has(div + div)").first
    then, now = (times.locator("dt", has_text=word).bounding_box() for word in ("Then", "Now"))
    assert then and now and then["x"] < now["x"] and then["y"] == now["y"]
    alex.page.evaluate("document.documentElement.dir = 'rtl'")
    then, now = (times.locator("dt", has_text=word).bounding_box() for word in ("Then", "Now"))
    assert then and now and now["x"] < then["x"]


def test_in_forced_colours_whose_words_they_are_is_still_drawn(alex: Phone) -> None:
    alex.page.emulate_media(forced_colors="active")
    marks = both(alex).locator(".who .mark")
    assert marks.count() >= 2
    drawn = "each => [getComputedStyle(each).fill, getComputedStyle(each).stroke]"
    assert all("none" not in mark.evaluate(drawn)[1] for mark in marks.all())


def test_it_is_done_again_from_the_keyboard(alex: Phone) -> None:
    button = alex.button("Do it again")
    button.focus()
    alex.page.keyboard.press("Enter")
    alex.page.wait_for_url("**/s/*/")
    alex.connected()
    assert alex.page.locator("#stage form#step").count() == 1
