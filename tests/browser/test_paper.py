"""On paper: A4, no colour, nothing that can be pressed, everything that is folded, and also at 320 px."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.support.browser.phones import Phone
from tests.support.processes.app import App
from tests.support.scripts.redo import Twice

MakePhone = Callable[..., Phone]

# Whatever is drawn in a colour: of text, backgrounds, borders and pictures. A shadow is none.
COLOURED = """() => {
  const grey = (value) => {
    const context = new OffscreenCanvas(1, 1).getContext("2d");
    context.fillStyle = value;
    context.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
    return !a || Math.max(r, g, b) - Math.min(r, g, b) < 3;
  };
  const found = new Set();
  for (const each of document.querySelectorAll("body, body *")) {
    if (!each.checkVisibility()) continue;
    const style = getComputedStyle(each);
    const drawn = each.namespaceURI.endsWith("svg") ? [style.fill, style.stroke]
      : [style.color, style.backgroundColor, style.borderTopStyle === "none" ? "none" : style.borderTopColor];
    for (const value of drawn) {
      if (value !== "none" && !grey(value)) found.add(`${each.tagName} ${each.className}: ${value}`);
    }
  }
  return [...found];
}"""
PRESSED = """() => [...document.querySelectorAll("button, input, textarea, select, summary, form, .btn, nav")]
  .filter((each) => each.checkVisibility()).map((each) => each.outerHTML.slice(0, 80))"""
FOLD = """() => {
  const fold = document.createElement("details");
  const inside = document.createElement("b");
  inside.append("what was folded");
  fold.append(document.createElement("summary"), inside);
  document.querySelector("main").append(fold);
}"""
UNFOLDED = "document.querySelector('main > details b').checkVisibility()"


@pytest.fixture
def pages(phone: MakePhone, app: App, twice: Twice) -> Callable[[], Iterator[tuple[str, Page]]]:
    """Every page that is made to be printed, in a browser that likes it dark."""
    browser = phone("alex", app, color_scheme="dark", is_mobile=False, has_touch=False)
    twice.sign_in(browser)

    def walk() -> Iterator[tuple[str, Page]]:
        for name, path in (
            ("comparison", f"/s/{twice.later}/comparison/"),
            ("own", f"/s/{twice.later}/own/"),
            ("glossary", f"{twice.us}glossary/"),
            ("us", twice.us),
            ("check-ins", f"{twice.us}checkins/"),
        ):
            browser.open(path)
            yield name, browser.page

    return walk


def test_no_page_needs_a_colour_on_paper(pages: Callable[[], Iterator[tuple[str, Page]]]) -> None:
    for name, page in pages():
        assert page.evaluate(COLOURED), f"{name} has colours on a screen, so this can fail"
        page.emulate_media(media="print")
        assert page.evaluate(COLOURED) == [], name
        page.emulate_media(media="screen")


def test_nothing_that_can_be_pressed_is_on_paper(pages: Callable[[], Iterator[tuple[str, Page]]]) -> None:
    for name, page in pages():
        assert page.evaluate(PRESSED), f"{name} has buttons on a screen, so this can fail"
        page.emulate_media(media="print")
        assert page.evaluate(PRESSED) == [], name
        page.emulate_media(media="screen")


def test_what_is_folded_on_a_screen_is_open_on_paper(pages: Callable[[], Iterator[tuple[str, Page]]]) -> None:
    for _, page in pages():
        page.evaluate(FOLD)
        assert not page.evaluate(UNFOLDED)
        page.emulate_media(media="print")
        assert page.evaluate(UNFOLDED)
        page.emulate_media(media="screen")


def test_paper_may_be_as_narrow_as_a_receipt(pages: Callable[[], Iterator[tuple[str, Page]]]) -> None:
    for name, page in pages():
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        page.emulate_media(media="screen")


def test_it_is_printed_on_a4_and_no_page_stays_empty(
    pages: Callable[[], Iterator[tuple[str, Page]]],
) -> None:
    for name, page in pages():
        pdf = page.pdf(prefer_css_page_size=True)
        boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
        assert boxes and {(round(float(w)), round(float(h))) for w, h in boxes} == {(595, 842)}, name
        tall = page.evaluate("document.documentElement.scrollHeight")
        assert len(boxes) <= 1 + tall // 900, f"{name} takes {len(boxes)} sheets"
