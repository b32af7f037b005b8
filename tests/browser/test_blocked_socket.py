"""The whole way through a network that lets pages through and no socket.

Up to the first cards the pages look by themselves; from then on the two take up their phones to look.
"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.support.browser.chromium import STILL
from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone
from tests.support.processes.app import App
from tests.support.processes.network import Network

LONGEST_LOOK_MS = 25_000  # the page looks by itself every few seconds


def read(person: Phone, guesses: int = 0) -> None:
    """Give the first reading and pass on the rest: one direction is left to compare, one card."""
    person.read(person.words_of("us_mild"))
    for _ in range(5 + guesses):
        person.pass_on_it()


def mean(person: Phone, guesses: int = 0) -> None:
    for _ in range(3):
        person.pass_on_it()
    person.mean(person.words_of("strain"))
    for _ in range(2 + guesses):
        person.pass_on_it()


def go_through_the_cards(alex: Phone, sam: Phone) -> None:
    number = 1
    while alex.button("Next").count():
        for person in (alex, sam):
            person.look_again()
            expect(person.page.locator("#progress")).to_contain_text(
                f"Card {number} of", timeout=LONGEST_LOOK_MS
            )
        alex.next()
        alex.button("Not yet").wait_for()
        sam.next()
        alex.look_again()
        expect(alex.button("Not yet")).to_have_count(0, timeout=LONGEST_LOOK_MS)
        number += 1
    assert number > 1


def test_two_people_go_the_whole_way_without_a_socket(
    phone: Callable[..., Phone], app: App, network: Callable[..., Network]
) -> None:
    wire = network(carries_sockets=False)
    alex, sam = phone("alex", wire, **STILL), phone("sam", wire, **STILL)
    for person in (alex, sam):
        person.forgive("WebSocket connection")
    code = alex.start()
    assert sam.join(alex.link()) == code
    alex.begin()
    for person in (alex, sam):
        expect(person.page.locator("main[data-connection=twin]")).to_be_attached(timeout=LONGEST_LOOK_MS)

    read(alex)
    alex.show_ours()
    alex.sees("You’re done. Next come the cards.")
    mean(sam)
    sam.show_ours()
    for person in (alex, sam):
        expect(person.card()).to_be_visible(timeout=LONGEST_LOOK_MS)
    go_through_the_cards(alex, sam)

    for person in (alex, sam):
        person.look_again()
        person.button("Three more?").wait_for(timeout=LONGEST_LOOK_MS)
        person.tap(person.button("Three more?"))
    for person in (alex, sam):
        person.look_again()
        person.page.locator("#stage form#step").wait_for(timeout=LONGEST_LOOK_MS)
    read(alex, guesses=3)
    alex.show_ours()
    mean(sam, guesses=3)
    sam.show_ours()
    for person in (alex, sam):
        person.look_again()
        expect(person.card()).to_be_visible(timeout=LONGEST_LOOK_MS)
    go_through_the_cards(alex, sam)

    for person in (alex, sam):
        person.look_again()
        person.button("Save my note").wait_for(timeout=LONGEST_LOOK_MS)
    alex.page.get_by_label("One thing for next time").fill("I ask first")
    alex.tap(alex.button("Save my note"))
    alex.sees("That’s all for today.")
    alex.tap(alex.button("Let Sam see it"))
    sam.tap(sam.button("Nothing today"))
    expect(sam.page.get_by_text("I ask first")).to_be_visible(timeout=PATIENCE_MS)
    assert wire.refused_sockets > 0
    assert not alex.received() and not sam.received()
