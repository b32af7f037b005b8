"""A talk, letters, and what the two keep: on the smallest phone, for contrast and names, light and dark."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.support.browser.axe_check import OPTIONS, Inspector
from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone, enter
from tests.support.processes.app import App

LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff von der Waldwiese-Ostfriesl"[:60]
LONG_WORDS = " ".join(["Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"] * 6)


def test_every_screen_of_a_talk_fits_and_is_accessible(phone: Callable[..., Phone], app: App) -> None:
    alex, sam = phone("alex", app, **OPTIONS), phone("sam", app, **OPTIONS)
    inspector = Inspector()
    code = enter("at_the_cards", alex, sam, names=("Alex", LONG_NAME))
    for each in (alex, sam):
        each.connected()
        each.turned_at()
    inspector.look(alex, "a card")
    alex.tap(alex.button("Talk about it"))
    alex.sees("It begins when")
    inspector.look(alex, "asked")
    sam.sees("Alex would like to talk about this.")
    inspector.look(sam, "asked by the other")
    sam.tap(sam.button("On a call"))
    for each in (alex, sam):
        each.page.locator("#stage .talk").wait_for(timeout=PATIENCE_MS)
        inspector.look(each, f"a talk, as {each.name[:4]} sees it")
    alex.page.touchscreen.tap(160, 100)  # it may have dimmed while it was looked at
    alex.tap(alex.button("Pause"))
    sam.sees("Paused. Take your time.")
    inspector.look(sam, "a pause")
    alex.tap(alex.button("Let’s leave it here"))
    for each in (alex, sam):
        each.waits_for("Enough for now.")
    inspector.look(sam, "left")
    for each in (alex, sam):
        each.tap(each.button("Go on"))
    alex.tap(alex.button("Talk about it once more"))
    sam.tap(sam.button("In letters"))
    alex.page.get_by_label("My letter").fill(LONG_WORDS)
    inspector.look(alex, "a letter")
    alex.tap(alex.button("Send my letter"))
    alex.waits_for("Your letter is there.")
    inspector.look(alex, "a letter is sent")
    sam.page.get_by_label("My letter").fill("أنا متعب. " * 20)
    sam.tap(sam.button("Send my letter"))
    sam.waits_for("Two letters")
    inspector.look(sam, "two letters")
    alex.open(f"/s/{code}/comparison/")
    expect(alex.page.get_by_text("Two letters").first).to_be_visible()
    inspector.look(alex, "side by side, with letters")
    seat = next(each["name"] for each in sam.context.cookies() if "seat-" in each["name"])
    for each in (alex, sam):
        each.open(f"/us/{seat.split('-')[1]}/glossary/")
        inspector.look(each, f"worth keeping, as {each.name[:4]} sees it")
    assert inspector.findings == {}
    assert len(inspector.seen) == 13
