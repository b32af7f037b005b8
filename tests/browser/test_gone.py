"""What somebody sees when the other erases everything: a kind page, at once, and not who did it."""

from __future__ import annotations

import time

from playwright.sync_api import Dialog

from tests.support.browser.phones import Phone, enter
from tests.support.http.visitors import RemoteVisitor

GONE = "Everything that was here is gone, and your answers with it."
MOST_SECONDS = 1.0


def cookies_of(person: Phone) -> tuple[str, str]:
    """The Cookie header of this phone, and the code of its couple."""
    (cookie,) = person.context.cookies()
    return f"{cookie['name']}={cookie['value']}", cookie["name"].split("-")[1]


def test_who_is_here_sees_within_a_second_that_all_is_gone(alex: Phone, sam: Phone) -> None:
    enter("at_the_cards", alex, sam)
    alex.connected()
    sam.connected()
    code, origin = alex.code, alex.app.origin
    header, couple = cookies_of(sam)
    alex.forgive("404")
    began = time.monotonic()
    answer = RemoteVisitor("sam", origin).ask(f"/us/{couple}/erase/", {"confirm": "erase"}, Cookie=header)
    assert answer.status == 200
    for person in (alex, sam):
        person.heading(GONE).wait_for()
    took = time.monotonic() - began
    print(f"both phones said so after {took:.2f} s")
    assert took < MOST_SECONDS
    for person in (alex, sam):
        said = person.page.locator("main").inner_text()
        assert "Alex" not in said and "Sam" not in said and "partner" not in said
        assert person.page.title() == "Notes"
    alex.open(f"/s/{code}/")
    alex.sees("There is nothing here for this device")


def test_the_page_is_the_same_for_everybody(alex: Phone, stranger: Phone) -> None:
    alex.start()
    said = []
    for person in (alex, stranger):
        person.open("/gone/")
        person.heading(GONE).wait_for()
        said.append(person.page.content())
    assert said[0] == said[1]


def test_words_that_are_being_typed_hold_nobody_on_what_is_gone(alex: Phone, sam: Phone) -> None:
    enter("sit_down", alex, sam)
    alex.connected()
    header, couple = cookies_of(sam)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    alex.page.on("dialog", stay)
    alex.in_own_words("")
    alex.page.keyboard.type("The plates are counted", delay=5)  # no pause yet, so nothing of it is stored
    RemoteVisitor("sam", alex.app.origin).ask(f"/us/{couple}/erase/", {"confirm": "erase"}, Cookie=header)
    alex.heading(GONE).wait_for()
    assert asked == [], "there is nothing that could still be stored"
