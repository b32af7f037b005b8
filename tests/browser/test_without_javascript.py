"""The whole way with JavaScript off: one form at a time."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from people import Phone
from servers import App

READINGS = ("us_mild", "strain", "caring")
MEANINGS = ("strain", "external", "caring")


def look_again(person: Phone) -> None:
    """What waiting offers to somebody whose page cannot look by itself."""
    person.tap(person.page.get_by_role("link", name="Look again"))


def answer(person: Phone, guesses: int = 0) -> None:
    for reading in READINGS:
        person.read(person.words_of(reading))
    for meaning in MEANINGS:
        person.mean(person.words_of(meaning))
    for _ in range(guesses):
        person.mean(person.words_of("strain"))


def go_through_the_cards(alex: Phone, sam: Phone) -> int:
    """Both tap on, card by card. Returns how many there were."""
    count = int(re.search(r"Card 1 of (\d)", alex.page.locator("#progress").inner_text())[1])  # type: ignore[index]
    for number in range(1, count + 1):
        expect(alex.page.locator("#progress")).to_contain_text(f"Card {number} of {count}")
        alex.next()
        alex.sees("You’ve tapped.")
        sam.open(f"/s/{sam.code}/")
        expect(sam.page.locator("#progress")).to_contain_text(f"Card {number} of {count}")
        sam.next()
        look_again(alex)
    return count


def test_two_people_go_the_whole_way_without_scripts(phone: Callable[..., Phone], app: App) -> None:
    alex, sam = (phone(name, app, java_script_enabled=False) for name in ("alex", "sam"))
    alex.open("/")
    alex.tap(alex.link_named("Invite your partner"))
    alex.page.get_by_label(re.compile("first name")).fill("Alex")
    alex.tap(alex.button("Invite your partner"))
    code = alex.code
    assert sam.join_by_paste(alex.link()) == code
    alex.begin()

    # What was refused is still there as it was typed.
    alex.forgive("422")
    words = "counting the plates, in all likelihood"
    alex.in_own_words(words)
    alex.tap(alex.button("Leaning"))
    expect(alex.page.get_by_role("alert")).to_be_visible()
    expect(alex.page.get_by_label("Your words").first).to_have_value(words)
    answer(alex)
    alex.show_ours()
    alex.sees("Both in soon.")
    look_again(alex)
    alex.sees("Both in soon.")
    assert words not in sam.bytes_seen()

    answer(sam)
    sam.show_ours()
    expect(sam.card()).to_be_visible()
    look_again(alex)
    expect(alex.card()).to_be_visible()
    assert go_through_the_cards(alex, sam) >= 3

    for person in (alex, sam):
        person.open(f"/s/{code}/")
        person.tap(person.button("Three more?"))
    for person in (alex, sam):
        person.open(f"/s/{code}/")
        answer(person, guesses=3)
        person.show_ours()
    alex.open(f"/s/{code}/")
    go_through_the_cards(alex, sam)

    alex.open(f"/s/{code}/")
    alex.page.get_by_label("One line to take along").fill("I ask first")
    alex.tap(alex.page.get_by_label("Sam may see it."))
    alex.tap(alex.button("Take it along"))
    alex.sees("That’s all for today.")
    sam.open(f"/s/{code}/")
    sam.tap(sam.button("Nothing today"))
    sam.sees("I ask first")
    sam.tap(sam.page.get_by_role("link", name="See everything"))
    sam.heading("Side by side").wait_for()
    assert not alex.sockets and not sam.sockets
