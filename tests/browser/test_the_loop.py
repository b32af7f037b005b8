"""The loop on two phones: one ring on both, a way out each, and half of one where something is kept."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.support.browser.axe_check import SMALLEST, Inspector
from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone, enter, tab_to
from tests.support.processes.app import App
from tests.support.scripts.ring_picks import (
    ALEX,
    ALEX_THINKS,
    CUES,
    GENTLE,
    HALF,
    NO_RING,
    SAM,
    SAM_THINKS,
    THE_LOOP,
    TITLE,
    Picks,
)

MakePhone = Callable[..., Phone]
LONG_NAMES = ("Rindfleischetikettierungsüberwachungs-Alexandra", "سارة")
SHOW_ALL = "Show all of mine"
MY_PLACE = re.compile("I could step out here")


def answer(phone: Phone, picks: Picks) -> None:
    """All five moments, up to the preview."""
    for cue in CUES:
        reading, move = picks.get(cue, GENTLE)
        with phone._another_stage():
            phone.tap(phone.page.locator(f"#stage .choice:has([value={reading}])"))
            phone.tap(phone.page.locator("#stage .pill").filter(has_text=re.compile(f"^{move}$")))
            phone.tap(phone.button("Send"))
    phone.page.locator("#preview").wait_for()


def sit_down(alex: Phone, sam: Phone, names: tuple[str, str] = ("Alex", "Sam")) -> None:
    enter("sit_down", alex, sam, exercise=THE_LOOP, names=names)
    for phone in (alex, sam):
        phone.connected()


def to_the_ring(alex: Phone, sam: Phone) -> None:
    sit_down(alex, sam)
    answer(alex, ALEX)
    answer(sam, SAM)
    for phone in (alex, sam):
        phone.show_ours()
    for phone in (alex, sam):
        phone.turned_at()
        expect(phone.heading(TITLE)).to_be_visible()


def ring_of(phone: Phone) -> str:
    return phone.page.locator("#stage .ring").inner_text()


def test_from_four_moments_to_one_ring_and_out_of_it(moving_alex: Phone, moving_sam: Phone) -> None:
    alex, sam = moving_alex, moving_sam
    to_the_ring(alex, sam)
    loads = len([url for url, _ in alex.pages if "/s/" in url])
    assert ring_of(alex) == ring_of(sam), "the same on both phones"
    for text in (ALEX_THINKS, SAM_THINKS, "pull away", "go quiet too"):
        assert text in ring_of(alex)
    for phone in (alex, sam):
        expect(phone.page.get_by_role("button", name=MY_PLACE)).to_have_count(1)
    alex.tap(alex.page.get_by_role("button", name=MY_PLACE))
    alex.button("Not yet").wait_for()
    expect(alex.page.get_by_role("button", name=MY_PLACE)).to_have_count(0)
    sam.tap(sam.page.get_by_role("button", name=MY_PLACE))
    for phone in (alex, sam):
        phone.heading(re.compile("Where I could step out")).wait_for(timeout=PATIENCE_MS)
    alex.tap(alex.page.locator("#stage .pill").filter(has_text="ask gently"))
    alex.page.get_by_label("What would make that easier?").fill("A question is welcome.")
    sam.tap(sam.page.locator("#stage .pill").filter(has_text="in my own words"))
    sam.page.get_by_label("in my own words").last.fill("say that I’m tired")
    for phone in (alex, sam):
        with phone._another_stage():
            phone.tap(phone.button("Send"))
        phone.show_ours()
    for phone in (alex, sam):
        phone.turned_at()
        phone.sees(re.compile("then I first ask gently"))
        phone.sees(re.compile("then I first say that I’m tired"))
        phone.sees("A question is welcome.")
    for phone in (alex, sam):
        phone.next()
    for phone in (alex, sam):
        phone.waits_for("Next time …")
    assert len([url for url, _ in alex.pages if "/s/" in url]) == loads, "nothing was reloaded"
    alex.open(f"/s/{alex.code}/comparison/")
    assert ALEX_THINKS in alex.page.locator(".ring").inner_text()
    expect(alex.page.get_by_role("button", name=MY_PLACE)).to_have_count(0)


def test_where_one_keeps_what_they_would_do_half_of_a_ring_is_there(alex: Phone, sam: Phone) -> None:
    sit_down(alex, sam)
    answer(alex, ALEX)
    answer(sam, SAM)
    expect(alex.page.get_by_role("button", name=SHOW_ALL)).to_have_count(0)
    alex.tap(alex.page.locator("#preview label.check").filter(has_text="pull away"))
    alex.button(SHOW_ALL).wait_for()  # what is off could be shown with one tap; it stays off
    alex.show_ours()
    sam.show_ours()
    for phone in (alex, sam):
        phone.turned_at()
        expect(phone.heading(HALF)).to_be_visible()
    assert "pull away" not in sam.page.locator("#stage").inner_text()
    for phone in (alex, sam):
        phone.next()
    for phone in (alex, sam):
        phone.waits_for("Next time …")


def test_the_ring_is_there_again_after_a_reload_and_by_keyboard(phone: MakePhone, app: App) -> None:
    desk = {"viewport": {"width": 1024, "height": 768}, "is_mobile": False, "has_touch": False}
    alex, sam = phone("alex", app, **desk), phone("sam", app)
    enter("at_the_ring", alex, sam)
    alex.connected()
    alex.page.reload()
    alex.connected()
    expect(alex.heading(TITLE)).to_be_visible()
    tab_to(alex, "button.out")
    assert alex.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    alex.page.keyboard.press("Enter")
    alex.button("Not yet").wait_for()
    alex.tap(alex.button("Not yet"))
    expect(alex.page.get_by_role("button", name=MY_PLACE)).to_have_count(1, timeout=PATIENCE_MS)


@pytest.mark.parametrize(
    "names", [pytest.param("short", marks=pytest.mark.matrix), "long and from right to left"]
)
def test_every_screen_of_it_fits_the_smallest_phone_and_is_accessible(
    names: str, phone: MakePhone, app: App
) -> None:
    options = {"viewport": SMALLEST, "reduced_motion": "reduce", "bypass_csp": True}
    alex, sam = phone("alex", app, **options), phone("sam", app, **options)
    inspector = Inspector()
    sit_down(alex, sam, ("Alex", "Sam") if names == "short" else LONG_NAMES)
    inspector.look(alex, "step")
    answer(alex, ALEX)
    inspector.look(alex, "preview")
    answer(sam, SAM)
    for each in (alex, sam):
        each.show_ours()
    for each in (alex, sam):
        each.turned_at()
    alex.tap(alex.page.get_by_text("Read it as a list"))
    inspector.look(alex, "ring")
    inspector.look(sam, "ring of the other")
    for each in (alex, sam):
        each.next()
    alex.heading(re.compile("Where I could step out")).wait_for(timeout=PATIENCE_MS)
    alex.tap(alex.page.locator("#stage .pill").filter(has_text="in my own words"))
    inspector.look(alex, "stepping out")
    alex.open(f"/s/{alex.code}/comparison/")
    inspector.look(alex, "comparison")
    alex.page.evaluate("document.documentElement.dir = 'rtl'")
    inspector.look(alex, "comparison, right to left")
    assert len(inspector.seen) == 7
    assert inspector.findings == {}


def test_half_of_a_ring_and_the_list_fit_the_smallest_phone_and_are_accessible(
    phone: MakePhone, app: App
) -> None:
    options = {"viewport": SMALLEST, "reduced_motion": "reduce", "bypass_csp": True}
    alex, sam = phone("alex", app, **options), phone("sam", app, **options)
    inspector = Inspector()
    sit_down(alex, sam, LONG_NAMES)
    answer(alex, NO_RING)
    answer(sam, SAM)
    for each in (alex, sam):
        each.show_ours()
    for each in (alex, sam):
        each.turned_at()
    expect(alex.heading(HALF)).to_be_visible()
    inspector.look(alex, "half of a ring")
    alex.open(f"/s/{alex.code}/comparison/")
    inspector.look(alex, "half of a ring, once more")
    alex.open("/exercises/")
    alex.tap(alex.page.locator("main summary").first)
    inspector.look(alex, "the list")
    assert len(inspector.seen) == 3
    assert inspector.findings == {}
