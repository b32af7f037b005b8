"""Two partners on two Daphne processes, joined by a real Redis."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import expect

from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone
from tests.support.processes.app import App
from tests.support.processes.crashes import crashes_in

IDLE_MS = 20_000  # four times the read timeout that once closed every idle socket (channels_redis#422)
TURN_MS = 150
READINGS, MEANINGS = ("us_mild", "strain", "external"), ("strain", "external", "caring")


def answer(person: Phone) -> None:
    for reading in READINGS:
        person.read(person.words_of(reading))
    for meaning in MEANINGS:
        person.mean(person.words_of(meaning))


def idle(person: Phone) -> None:
    """Until the page's own clock says that the time is over, with nothing touched."""
    start = person.page.evaluate("performance.now()")
    person.page.wait_for_function(
        "([start, long]) => performance.now() - start >= long",
        arg=[start, IDLE_MS],
        timeout=IDLE_MS + PATIENCE_MS,
    )


def test_a_couple_is_served_by_two_processes(two_apps: tuple[App, App], phone: Callable[..., Phone]) -> None:
    one, two = two_apps
    alex, sam = phone("alex", one), phone("sam", two)
    code = alex.start()
    assert sam.join(alex.link().replace(one.origin, two.origin)) == code
    alex.begin()
    for person in (alex, sam):
        person.connected()
        expect(person.page.locator("#partner")).to_contain_text("here", timeout=PATIENCE_MS)
    answer(alex)
    alex.show_ours()
    alex.sees("You’re done. Next come the cards.")
    answer(sam)

    idle(sam)
    for person in (alex, sam):
        assert set(person.connections) <= {"connecting", "open"}, person.connections
        assert len(person.sockets) == 1, "a socket was closed while nobody did anything"
        assert any(json.loads(text)["type"] == "pong" for text in person.received())
        expect(person.page.locator("#partner")).to_contain_text("here")

    sam.show_ours()
    turned = [person.turned_at() for person in (alex, sam)]
    print(f"\n  the cards turned {abs(turned[0] - turned[1]):.0f} ms apart")
    assert abs(turned[0] - turned[1]) <= TURN_MS
    alex.next()
    sam.next()
    for person in (alex, sam):
        expect(person.page.locator("#progress")).to_contain_text("Card 2", timeout=PATIENCE_MS)
    for person in (alex, sam):
        assert len(person.sockets) == 1
    for app in two_apps:
        assert not crashes_in(app.log())
