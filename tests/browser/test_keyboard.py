"""By the keys alone from the home page to a talk, at twice the size, and in forced colours."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone, enter
from tests.support.processes.app import App

MOST_STOPS = 80
DESK = {"width": 1280, "height": 800}
TWICE_AS_LARGE = {"width": 640, "height": 400}  # what 1280 by 800 has room for at 200 %

COVERED = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const at = (x, y) => document.elementFromPoint(x, y);
  const found = at(box.x + box.width / 2, box.y + box.height / 2);
  const same = found && (document.activeElement.contains(found) || found.contains(document.activeElement)
    || found.closest("label")?.contains(document.activeElement));
  return same ? "" : document.activeElement.outerHTML.slice(0, 120);
}"""


class Keys:
    """Somebody at a keyboard."""

    def __init__(self, phone: Phone) -> None:
        self.phone, self.page = phone, phone.page

    def to(self, target: Locator) -> None:
        """Press Tab until this has the focus, and see that nothing stands before it."""
        target.first.wait_for(timeout=PATIENCE_MS)
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            if target.first.evaluate("(each) => each === document.activeElement"):
                assert self.page.evaluate(COVERED) == "", "what has the focus can be seen"
                return
        raise AssertionError(f"{target} is not reached in {MOST_STOPS} steps")

    def press(self, target: Locator, key: str = "Enter") -> None:
        self.to(target)
        self.page.keyboard.press(key)

    def button(self, name: str) -> None:
        self.press(self.phone.button(name))

    def choose(self) -> None:
        """The first reading, by the arrows, and a tile that sends it; or a meaning, which sends itself."""
        step = self.page.locator("#stage [name=step]").first.input_value()
        tiles = self.page.locator("#stage .tile")
        if tiles.count():
            self.press(self.page.locator("#stage input[type=radio]"), "Space")
            self.page.keyboard.press("ArrowDown")
            self.press(tiles)
        else:
            self.press(self.page.locator("#stage button.choice"))
        expect(self.page.locator(f"#stage [name=step][value='{step}']")).to_have_count(0, timeout=PATIENCE_MS)


def test_from_the_home_page_to_a_talk_by_keyboard_alone(phone: Callable[..., Phone], app: App) -> None:
    for size in (DESK, TWICE_AS_LARGE):
        alex = phone("alex", app, viewport=size, has_touch=False, is_mobile=False, reduced_motion="reduce")
        sam = phone("sam", app, reduced_motion="reduce")
        keys = Keys(alex)
        alex.open("/")
        keys.press(alex.link_named("Invite your partner"))
        name = alex.page.get_by_label("My first name").or_(alex.page.get_by_label("Your first name")).first
        keys.to(name)
        alex.page.keyboard.type("Alex")
        keys.button("Invite your partner")
        alex.page.wait_for_url("**/s/*/")
        sam.join(alex.link())
        keys.press(alex.page.locator("#stage form:has([name=what][value=begin]) button"))
        while not alex.button("I’m ready to show mine").count():
            keys.choose()
            alex.page.locator("#stage .choice, #stage form#preview").first.wait_for(timeout=PATIENCE_MS)
        sam.answer_all(2)
        sam.decide()
        sam.show_ours()
        for tender in alex.page.locator("fieldset.tender").all():
            if not tender.locator("input:checked").count():
                keys.press(tender.locator("input[type=radio]"), "Space")
        keys.button("I’m ready to show mine")
        alex.turned_at()
        keys.button("Talk about it")
        alex.sees("It begins when Sam says yes.")
        sam.turned_at()
        sam.tap(sam.button("In one room"))
        alex.page.locator("#stage .talk").wait_for(timeout=PATIENCE_MS)
        keys.button("Pause")
        alex.sees("Paused. Take your time.")
        assert alex.page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_in_forced_colours_a_mark_is_still_filled_or_hollow(phone: Callable[..., Phone], app: App) -> None:
    alex, sam = phone("alex", app, forced_colors="active"), phone("sam", app)
    enter("at_the_cards", alex, sam)
    alex.turned_at()
    fills = {
        kind: alex.page.locator(f"#stage .face .mark{kind}").first.evaluate(
            "(mark) => getComputedStyle(mark).fill"
        )
        for kind in (".guess", ":not(.guess)")
    }
    assert fills[".guess"] != fills[":not(.guess)"], fills
    borders = {
        kind: alex.page.locator(f"#stage .face .voice.{kind}").first.evaluate(
            "(box) => getComputedStyle(box).borderTopStyle + getComputedStyle(box).borderTopWidth"
        )
        for kind in ("guess", "own")
    }
    assert all("0px" not in border for border in borders.values()), borders
