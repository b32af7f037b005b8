"""Every main screen: on the smallest phone, for contrast and names, by keyboard, and without motion."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.browser.autoplayer import fill, play
from tests.support.browser.axe_check import OPTIONS, SMALLEST, Inspector
from tests.support.browser.phones import Phone, enter, tab_to
from tests.support.processes.app import App
from tests.support.scripts.every_kind import EVERY_KIND

LONG_WORD = "Rindfleischetikettierungsüberwachungsaufgabe"

MakePhone = Callable[..., Phone]


def test_every_screen_fits_the_smallest_phone_and_is_accessible(phone: MakePhone, app: App) -> None:
    alex, sam = phone("alex", app, **OPTIONS), phone("sam", app, **OPTIONS)
    inspector = Inspector()

    alex.open("/")
    inspector.look(alex, "home")
    alex.tap(alex.link_named("Invite your partner"))
    inspector.look(alex, "exercise")
    alex.start()
    alex.connected()
    inspector.look(alex, "lobby")
    sam.open("/join/")
    inspector.look(sam, "join, without a link")
    sam.open_link(alex.link())
    inspector.look(sam, "join")
    code = sam.take_seat()
    sam.connected()
    inspector.look(sam, "step: a reading")
    sam.in_own_words(LONG_WORD, about="Something from outside", feel="Harmless")
    inspector.look(sam, "step: own words")
    with sam._another_stage():
        sam.tap(sam.button("Leaning"))
    alex.begin()
    for each in (alex, sam):
        while each.page.locator("#stage .tile").count():
            each.read(each.words_of("us_mild"), "Quite sure")
    inspector.look(alex, "step: a meaning")
    for meaning in ("us_mild", "strain", "caring"):
        alex.mean(alex.words_of(meaning))
    inspector.look(alex, "preview")
    alex.decide("Show it now")
    alex.show_ours()
    alex.waits_for("You’re done. Next come the cards.")
    inspector.look(alex, "waiting")
    for meaning in ("strain", "strain", "caring"):
        sam.mean(sam.words_of(meaning))
    sam.show_ours()
    for each in (alex, sam):
        each.turned_at()
        expect(each.card()).to_be_visible()
    inspector.look(sam, "card")
    while sam.button("Next").count():
        progress = sam.page.locator("#stage").get_attribute("data-etag") or ""
        alex.next()
        alex.button("Not yet").wait_for()
        sam.next()
        for each in (alex, sam):
            expect(each.button("Not yet")).to_have_count(0)
        expect(sam.page.locator("#stage")).not_to_have_attribute("data-etag", progress)
        if LONG_WORD in sam.page.locator("#stage").inner_text():
            inspector.look(sam, "card: own words")
    inspector.look(sam, "the end of the cards")
    alex.open(f"/s/{code}/comparison/")
    inspector.look(alex, "comparison")
    alex.tap(alex.heading("The cards, once more"))
    inspector.look(alex, "comparison, with its cards")
    alex.open(f"/s/{code}/own/")
    inspector.look(alex, "only mine")
    alex.open(f"/s/{code}/")
    for each in (alex, sam):
        each.connected()
        each.tap(each.button("That’s enough for today"))
        each.waits_for("Next time …")
    inspector.look(alex, "takeaway")
    alex.page.get_by_label("One thing for next time").fill(LONG_WORD)
    alex.tap(alex.button("Save my note"))
    alex.waits_for("That’s all for today.")
    inspector.look(alex, "finished")
    alex.tap(alex.page.get_by_role("link", name="The two of us"))
    alex.heading("Alex and Sam").wait_for()
    inspector.look(alex, "us")
    us = alex.page.url
    alex.tap(alex.link_named("Take a copy"))
    alex.heading("A copy for you").wait_for()
    inspector.look(alex, "a copy")
    alex.open(us)
    alex.tap(alex.link_named("Settings"))
    inspector.look(alex, "settings")
    alex.tap(alex.button("Make a link for my other phone"))
    alex.page.get_by_label("The link, for you alone").wait_for()
    inspector.look(alex, "settings, moving")
    alex.open("/exercises/weather-check/")
    alex.tap(alex.button("Start together"))
    alex.connected()
    for number in range(6):
        with alex._another_stage():
            alex.tap(alex.page.locator("#stage .tile").nth(number))
    alex.open(f"{us}checkins/")
    alex.heading("My check-ins").wait_for()
    inspector.look(alex, "check-ins")
    for page in ("safety", "privacy", "about"):
        sam.open(f"/{page}/")
        inspector.look(sam, page)
    sam.forgive("404")
    sam.open("/s/nothing/")
    inspector.look(sam, "nothing here")

    assert len(inspector.seen) >= 18
    assert inspector.findings == {}


def test_the_inspector_can_find(phone: MakePhone, app: App) -> None:
    sam = phone("sam", app, viewport=SMALLEST, bypass_csp=True)
    sam.open("/")
    sam.page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend",
          '<button></button><p class="w">words</p>')"""
    )
    sam.page.locator("p.w").evaluate(
        "each => { each.style.inlineSize = '999px'; each.style.color = 'light-dark(#eee, #333)'; }"
    )
    inspector = Inspector()
    inspector.look(sam, "home")
    assert "px wide" in str(inspector.findings["home"])
    assert "button-name" in str(inspector.findings["home, light"])
    for scheme in ("light", "dark"):
        assert "color-contrast" in str(inspector.findings[f"home, {scheme}"])


def test_a_reading_is_given_by_keyboard_alone(phone: MakePhone, app: App) -> None:
    desk = {"viewport": {"width": 1024, "height": 768}, "is_mobile": False, "has_touch": False}
    alex, sam = phone("alex", app, **desk), phone("sam", app)
    enter("sit_down", alex, sam, begun=False)
    alex.connected()
    tab_to(alex, "#stage .dock button")
    alex.page.keyboard.press("Enter")
    alex.page.locator("#stage form#step").wait_for()
    expect(alex.page.locator("#stage [data-focus]")).to_be_focused()  # a screen reader hears where it is

    tab_to(alex, "[name='parts.reading']")
    alex.page.keyboard.press("ArrowDown")
    expect(alex.page.locator("[name='parts.reading']:checked")).to_be_focused()
    tab_to(alex, ".tile")
    assert alex.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    alex.page.keyboard.press("Enter")
    expect(alex.page.locator("[role=img][aria-label='Step 2 of 6']")).to_be_visible()
    expect(alex.page.locator("#stage [data-focus]")).to_be_focused()


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_a_card_moves_only_for_whom_that_is_fine(phone: MakePhone, app: App, motion: str) -> None:
    alex, sam = phone("alex", app, reduced_motion=motion), phone("sam", app, reduced_motion=motion)
    reads, means = {"quiet-at-dinner.receiver": "us_mild"}, {"quiet-at-dinner.sender": "strain"}
    enter("answered", alex, sam, alex=reads, sam=means, shown_by_alex=True)
    for each in (alex, sam):
        each.connected()
    alex.waits_for("You’re done. Next come the cards.")
    # What moves is asked for in the very instant in which the card has turned over.
    sam.page.evaluate(
        """() => new MutationObserver((changes, observer) => {
          if (!document.querySelector("[data-turn].turned")) return;
          observer.disconnect();
          window.moving = document.getAnimations().length;
          window.seen = getComputedStyle(document.querySelector(".face:not(.back) .ask")).opacity;
        }).observe(document.getElementById("stage"), { subtree: true, attributes: true, childList: true })"""
    )
    sam.show_ours()
    sam.turned_at()
    moving, seen = sam.page.evaluate("[window.moving, window.seen]")
    if motion == "reduce":
        assert (moving, seen) == (0, "1"), "all of the card is there at once"
    else:
        assert moving > 0
    expect(sam.card().locator(".ask")).to_have_css("opacity", "1")
    assert re.search("usually means", sam.card().inner_text())


@pytest.mark.timeout(400)  # seconds: axe computes all along, 40 of them alone and many more on a busy machine
def test_so_is_every_kind_of_part_and_card(
    phone: MakePhone, start_app: Callable[..., App], tmp_path: Path
) -> None:
    """The deck that uses every kind, played to its end; each screen is looked at filled in."""
    (tmp_path / "every-kind.yaml").write_text(EVERY_KIND)
    app = start_app(as_shipped=False, EXERCISES_PATH=str(tmp_path))
    alex, sam = (phone(name, app, **OPTIONS) for name in ("alex", "sam"))
    inspector = Inspector()

    def watch(name: str, who: Phone) -> None:
        if who is alex:
            if name.startswith("step-"):
                fill(who)
            inspector.look(who, name)

    alex.start("every-kind")
    sam.join(alex.link())
    play(alex, sam, watch)
    assert len(inspector.seen) > 25
    assert inspector.findings == {}
