"""The whole way by two people whose browsers run no script: one form at a time, and a link to look again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.support.browser.phones import Phone, enter
from tests.support.processes.app import App


@pytest.fixture
def alex(phone: Callable[..., Phone], app: App) -> Phone:
    return phone("alex", app, java_script_enabled=False)


@pytest.fixture
def sam(phone: Callable[..., Phone], app: App) -> Phone:
    return phone("sam", app, java_script_enabled=False)


def test_two_people_without_javascript_go_the_whole_way(alex: Phone, sam: Phone) -> None:
    sit_down(alex, sam)

    # ---- round one

    for reading in ("us_mild", "strain", "caring"):
        alex.read(alex.words_of(reading), "Quite sure")
    for meaning in ("strain", "external", "caring"):
        alex.mean(alex.words_of(meaning))
    alex.show_ours()
    alex.waits_for("You’re done. Next come the cards.")
    look_again(alex)
    alex.waits_for("You’re done. Next come the cards.")
    assert 'class="pair' not in alex.bytes_seen()

    for reading in ("strain", "us_mild", "caring"):
        sam.read(sam.words_of(reading), "Just a guess")
    sam.in_own_words("a long day", about="How tired or stressed I am", feel="Harmless")
    sam.tap(sam.button("Send"))
    for meaning in ("us_mild", "caring"):
        sam.mean(sam.words_of(meaning))
    sam.decide("Show it now")
    sam.show_ours()

    # The card lies open at once; whoever waited looks again.
    expect(sam.card()).to_be_visible()
    look_again(alex)
    expect(alex.card()).to_be_visible()
    assert alex.card().inner_text() == sam.card().inner_text()
    go_through_the_cards(alex, sam, then="Three more?")

    # ---- the tender fold

    sam.tap(sam.button("Let’s see it"))
    sam.sees("You see it when you both have.")
    alex.tap(alex.button("Let’s see it"))
    alex.heading("The sensitive one").wait_for()
    look_again(sam)
    sam.heading("The sensitive one").wait_for()

    # ---- round two, with what is folded in

    alex.tap(alex.button("Three more?"))
    alex.waits_for("More, when you both say so.")
    sam.tap(sam.button("Three more?"))
    look_again(alex)
    for each in (alex, sam):
        each.tap(each.page.get_by_text("Add a little more"))
        each.tap(each.page.get_by_text("say how I feel", exact=True))
        for _ in range(3):
            each.read(each.words_of("strain"))
        each.tap(each.page.get_by_text("Add a little more"))
        each.page.get_by_label(re.compile("In that moment")).fill(f"a hand, says {each.name}")
        for _ in range(6):
            each.mean(each.words_of("strain"))
        each.tap(each.page.get_by_label(re.compile(f"says {each.name}")))
        each.show_ours()
    expect(sam.card()).to_be_visible()
    look_again(alex)
    go_through_the_cards(alex, sam, then="Next time …")

    # ---- the takeaway, side by side, the end

    for each in (alex, sam):
        each.page.get_by_label("One thing for next time").fill(f"{each.name} asks")
        each.tap(each.button("Save my note"))
        each.waits_for("That’s all for today.")
    sam.does_not_see("alex asks")
    alex.tap(alex.button("Let Sam see it"))
    alex.button("Let Sam see it").wait_for(state="detached")
    look_again(sam)
    sam.sees("alex asks")
    alex.tap(alex.link_named("See everything"))
    alex.heading("What you both showed").wait_for()
    alex.tap(alex.heading("The cards, once more"))
    alex.sees("a long day")
    alex.sees("a hand, says sam")
    alex.tap(alex.link_named("Only for me"))
    alex.heading("Only for me").wait_for()
    sam.tap(sam.link_named("The two of us"))
    sam.heading("Alex and Sam").wait_for()
    sam.tap(sam.page.get_by_text("Erase for both", exact=True))
    sam.tap(sam.page.get_by_label(re.compile("are erased at once")))
    assert not alex.sockets and not sam.sockets
    sam.tap(sam.button("Erase for both of us"))
    sam.sees("Erased for both of you")
    alex.forgive("404")
    alex.page.reload()
    alex.sees("There is nothing here for this device")


def test_a_refused_step_keeps_what_was_typed(alex: Phone, sam: Phone) -> None:
    enter("sit_down", alex, sam)
    alex.forgive("422")
    alex.in_own_words("the plates are counted")  # and nothing of what it is about
    alex.tap(alex.button("Leaning"))
    alex.sees("Your words are still here. Add what they are about and how it feels.")
    expect(alex.page.get_by_label("Your words")).to_have_value("the plates are counted")
    alex.page.get_by_label("Mostly about").select_option(label="Something from outside")
    alex.page.get_by_label("How it feels").select_option(label="Harmless")
    alex.tap(alex.button("Leaning"))
    assert alex.page.url.endswith(f"/s/{alex.code}/")
    expect(alex.page.locator("[role=img][aria-label='Step 2 of 6']")).to_be_visible()


def test_a_preview_with_something_undecided_is_not_released(alex: Phone, sam: Phone) -> None:
    enter("answered", alex, sam, alex={"": "strain", "quiet-at-dinner.sender": "us_mild"}, decided=False)
    alex.tap(alex.page.get_by_text("You see the cards together"))
    alex.tap(alex.page.get_by_label(re.compile("each of us may look alone")))
    alex.page.locator("#preview").evaluate("form => form.noValidate = true")  # a browser that doesn't ask
    alex.forgive("422")
    alex.show_ours()
    expect(alex.page.locator(".refusal:not([hidden])")).to_be_visible()
    alex.sees("What Sam may see")
    alex.decide("Keep it to myself")
    alex.show_ours()
    alex.waits_for("You’re done. Next come the cards.")


def sit_down(alex: Phone, sam: Phone) -> None:
    alex.open("/")
    alex.tap(alex.link_named("Invite your partner"))
    alex.page.get_by_label(re.compile("first name")).fill("Alex")
    alex.tap(alex.button("Invite your partner"))
    code = alex.code
    assert sam.join_by_paste(alex.link()) == code
    look_again(alex)
    alex.sees("Ready when you are")
    alex.begin()


def look_again(person: Phone) -> None:
    """What waiting is without a script: a link to the same page, and in the lobby a reload."""
    link = person.link_named("Look again")
    if link.count():
        person.tap(link)
    else:
        person.page.reload()


def go_through_the_cards(first: Phone, second: Phone, then: str) -> None:
    """first taps, second's tap goes on, first looks again."""
    while first.button("Next").count():
        assert second.card().inner_text() == first.card().inner_text()
        first.next()
        first.sees("You go on when you both have.")
        second.next()
        look_again(first)
    for each in (first, second):
        each.waits_for(then)
