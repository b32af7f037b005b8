"""A name of sixty wide letters, or of sixty characters without a space, breaks no page at 320 px."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.support.browser.chromium import STILL
from tests.support.browser.phones import Phone, enter
from tests.support.processes.app import App

SMALLEST = {"width": 320, "height": 640}
WIDE, WITHOUT_A_SPACE = "W" * 60, "漢" * 60
# What reaches out of the window, be it cut there or not. What only a screen reader gets has no width.
OUTSIDE = """width => {
  const wide = document.documentElement.scrollWidth;
  const reaches = (each) => {
    const box = each.getBoundingClientRect();
    const out = box.right > width + 1 || box.left < -1;
    return out && each.checkVisibility() && !each.closest(".vh, .skip, svg");
  };
  const found = [...document.querySelectorAll("body *")].filter(reaches);
  const names = found.map((each) => `${each.tagName.toLowerCase()}.${each.className}`).slice(0, 5);
  return wide > width ? [`scrolls to ${wide}`, ...names] : names;
}"""


def pages(phone: Callable[..., Phone], app: App, names: tuple[str, str]) -> Iterator[tuple[str, Phone]]:
    """The main pages as alex sees them, by name."""
    alex, sam = (phone(name, app, **STILL, viewport=SMALLEST) for name in ("alex", "sam"))

    def come_to(scene: str, **how: object) -> str:
        code = enter(scene, alex, sam, names=names, **how)
        for each in (alex, sam):
            each.connected()
        return code

    come_to("sit_down", begun=False)
    yield "lobby", alex
    alex.open("/")
    yield "home", alex
    alex.open("/exercises/two-sides-of-a-cue/")
    yield "exercise", alex
    for stage in ("step", "preview"):
        come_to("come_to", stage=stage)
        yield stage, alex
    come_to("answered", shown_by_alex=True)
    yield "waiting", alex
    come_to("come_to", stage="reveal")
    alex.turned_at()
    yield "card of a match", alex
    code = come_to("at_the_cards")
    alex.turned_at()
    yield "card", alex
    alex.tap(alex.button("Talk about it"))
    sam.sees("Choose how and it begins, or go on.")
    yield "asked", alex
    yield "asked by the other", sam
    sam.tap(sam.button("In one room"))
    for each in (alex, sam):
        each.page.locator("#stage .talk").wait_for()
        yield f"talk of {each.name}", each
    alex.tap(alex.button("Let’s leave it here"))
    sam.waits_for("Enough for now.")
    yield "talked", sam
    alex.open(f"/s/{code}/comparison/")
    yield "comparison", alex
    come_to("come_to", stage="finished")
    yield "end", alex
    couple = next(each["name"].split("-")[1] for each in alex.context.cookies() if "seat-" in each["name"])
    for page in ("", "settings/", "glossary/"):
        alex.open(f"/us/{couple}/{page}")
        yield f"us/{page}", alex


@pytest.mark.parametrize(
    "names",
    [(WIDE, WITHOUT_A_SPACE), pytest.param((WITHOUT_A_SPACE, WIDE), marks=pytest.mark.matrix)],
    ids=["wide", "cjk"],
)
def test_no_page_is_wider_than_the_smallest_phone(
    phone: Callable[..., Phone], app: App, names: tuple[str, str]
) -> None:
    outside = {}
    for page, person in pages(phone, app, names):
        found = person.page.evaluate(OUTSIDE, SMALLEST["width"])
        if found:
            outside[page] = found
    assert outside == {}, outside


def test_what_reaches_out_is_seen(phone: Callable[..., Phone], app: App) -> None:
    """Else the test above could not fail."""
    alex = phone("alex", app, **STILL, viewport=SMALLEST, bypass_csp=True)
    alex.open("/")
    assert alex.page.evaluate(OUTSIDE, SMALLEST["width"]) == []
    alex.page.evaluate("document.querySelector('h1').append('W'.repeat(60))")
    alex.page.add_style_tag(content="h1 { overflow-wrap: normal !important; }")
    assert alex.page.evaluate(OUTSIDE, SMALLEST["width"]) != []
