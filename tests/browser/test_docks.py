"""What there is to tap lies in one place: at the bottom of the window, or above its last line."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone, enter

# How far the end of the dock is from where it belongs: the end of the window, or the beginning of the footer.
ASTRAY = """() => {
  const dock = document.querySelector("#stage .dock").getBoundingClientRect();
  const footer = document.querySelector("main + footer, footer").getBoundingClientRect();
  return Math.min(Math.abs(dock.bottom - innerHeight), Math.abs(dock.bottom - footer.top));
}"""


def test_the_dock_is_where_it_always_is(alex: Phone, sam: Phone) -> None:
    astray: dict[str, float] = {}

    def look(screen: str, person: Phone) -> None:
        expect(person.page.locator("#stage .dock")).to_have_count(1, timeout=PATIENCE_MS)
        found = person.page.evaluate(ASTRAY)
        if found > 1:
            astray[screen] = found

    for stage in ("step", "preview", "closed", "takeaway"):
        enter("come_to", alex, sam, stage=stage)
        look(stage, alex)
    enter("at_the_cards", alex, sam)
    for each in (alex, sam):
        each.connected()
        each.turned_at()
    look("card", alex)
    alex.tap(alex.button("Talk about it"))
    sam.sees("Choose how and it begins, or go on.")
    look("asked", sam)
    sam.tap(sam.button("In one room"))
    for each in (alex, sam):
        each.page.locator("#stage .talk").wait_for(timeout=PATIENCE_MS)
    look("talk", alex)
    sam.tap(sam.button("Let’s leave it here"))
    alex.waits_for("Enough for now.")
    look("left", alex)
    for each in (alex, sam):
        each.tap(each.button("Go on"))
    alex.tap(alex.button("Talk about it once more"))
    sam.tap(sam.button("In letters"))
    for each in (alex, sam):
        each.page.get_by_label("My letter").fill("A word.")
        look("letter", each)
        each.tap(each.button("Send my letter"))
    alex.waits_for("Two letters")
    look("letters", alex)
    assert astray == {}
