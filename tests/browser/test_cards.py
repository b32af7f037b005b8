"""What opened cards do in a browser: letters that fold, a topic that is put away, guesses that are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser.axe_check import OPTIONS, SMALLEST, Inspector
from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone
from tests.support.http.visitors import RemoteVisitor, sit_down
from tests.support.processes.app import App
from tests.support.scripts.situations import LETTER, LONG

MakePhone = Callable[..., Phone]

WIDTHS = (320, 360, 390, 430, 540, 640, 768, 960, 1024, 1280)
LETTERS = (LETTER[:180], LETTER[:230], LETTER[:290], LETTER[:340], LETTER[:399], LONG[:399])
FOLDED = """() => [...document.querySelectorAll(".voice p.says")].map((each) => {
  const button = each.parentElement.querySelector("summary");
  return {
    offered: Boolean(button?.checkVisibility()),
    cut: each.scrollHeight > each.clientHeight + 2,
    lines: Math.round(each.clientHeight / parseFloat(getComputedStyle(each).lineHeight)),
  };
})"""


def hand_over(visitor: RemoteVisitor, phone: Phone) -> Phone:
    """Let this phone have the seat that somebody has by forms."""
    phone.context.add_cookies(
        [{"name": each.name, "value": str(each.value), "url": visitor.origin} for each in visitor.jar]
    )
    return phone


@pytest.fixture(scope="session")
def letters(shared_app: App) -> RemoteVisitor:
    """Both have written three letters of various lengths, and see them side by side."""
    alex, sam = (RemoteVisitor(name, shared_app.origin) for name in ("alex", "sam"))
    code = sit_down(alex, sam, "small-openings")
    for person, texts in ((alex, LETTERS[:3]), (sam, LETTERS[3:])):
        person.open(f"/s/{code}/")
        for text in texts:
            form = person.page.fields_of(person.page.all("button", form="step")[-1])
            named = next(each for each in person.page.all("textarea")).attributes["name"]
            form.fields = [(name, text if name == named else value) for name, value in form.fields]
            person.submit(form)
        person.show_ours()
    for _ in range(3):
        for person in (alex, sam):
            person.open(f"/s/{code}/")
            person.press("Next")
    alex.open(f"/s/{code}/comparison/")
    return alex


def test_a_letter_shows_six_lines_and_read_all_wherever_it_is_longer(
    letters: RemoteVisitor, phone: MakePhone, app: App
) -> None:
    page = hand_over(letters, phone("alex", app, is_mobile=False)).page
    page.goto(f"{letters.origin}{letters.path}")
    offered = set()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found = page.evaluate(FOLDED)
        assert len(found) == len(LETTERS)
        for at, each in enumerate(found):
            assert each["offered"] is each["cut"], f"letter {at} at {width}: {each}"
            assert each["lines"] == 6 or (not each["cut"] and each["lines"] < 11), f"{at} at {width}: {each}"
            offered.add(each["offered"])
    assert offered == {True, False}, "some of them fold somewhere, and some do not"


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without"])
def test_read_all_opens_a_letter_by_tap_and_by_key(
    letters: RemoteVisitor, phone: MakePhone, app: App, script: bool
) -> None:
    page = hand_over(letters, phone("alex", app, java_script_enabled=script)).page
    page.goto(f"{letters.origin}{letters.path}")
    letter = page.locator(".lengthy").filter(has_text=LONG[:40])
    text, button = letter.locator("p.says"), letter.locator("summary")
    short = height(page, text)
    button.click()
    expect(button).to_have_text("Show less", use_inner_text=True)
    tall = height(page, text)
    assert tall > short
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text("Read all", use_inner_text=True)
    assert height(page, text) == short


def height(page: Page, text: Any) -> float:
    box = text.bounding_box()
    assert box is not None
    return float(box["height"])


def test_on_paper_no_letter_is_cut(letters: RemoteVisitor, phone: MakePhone, app: App) -> None:
    page = hand_over(letters, phone("alex", app, is_mobile=False)).page
    page.goto(f"{letters.origin}{letters.path}")
    page.emulate_media(media="print")
    for width in (320, 794):
        page.set_viewport_size({"width": width, "height": 900})
        assert not [each for each in page.evaluate(FOLDED) if each["cut"] or each["offered"]]


def test_letters_are_accessible_on_the_smallest_phone(
    letters: RemoteVisitor, phone: MakePhone, app: App
) -> None:
    person = hand_over(letters, phone("alex", app, **OPTIONS))
    person.page.goto(f"{letters.origin}{letters.path}")
    inspector = Inspector()
    inspector.look(person, "letters")
    for each in person.page.locator(".lengthy summary:visible").all():
        box = each.bounding_box()
        assert box is not None and box["height"] >= 24
    assert person.page.viewport_size == SMALLEST
    assert inspector.findings == {}


def test_not_today_takes_the_fold_from_the_others_screen_while_they_look(phone: MakePhone, app: App) -> None:
    alex, sam = (RemoteVisitor(name, app.origin) for name in ("alex", "sam"))
    code = sit_down(alex, sam)
    for person, reads, means in ((alex, "strain", "us_mild"), (sam, "rejecting", "strain")):
        person.open(f"/s/{code}/")
        while person.page.all("form", id="step"):
            radios = person.page.all("input", type="radio", value=reads)
            if radios:
                label = radios[0].closest("label")
                assert label is not None
                person.read(label.text)
            else:
                person.mean(person.page.all("button", class_="choice", value=means)[0].label)
        person.show_ours(tender="share")
    for _ in range(6):
        for person in (alex, sam):
            person.open(f"/s/{code}/")
            if "Next" in person.page.buttons:
                person.press("Next")
    looking = hand_over(alex, phone("alex", app))
    looking.open(f"/s/{code}/")
    looking.connected()
    looking.heading("A sensitive one").wait_for()
    scriptless = hand_over(sam, phone("sam", app, java_script_enabled=False))
    scriptless.open(f"/s/{code}/")
    scriptless.tap(scriptless.button("Not today"))
    for person in (looking, scriptless):
        expect(person.heading("A sensitive one")).to_have_count(0, timeout=PATIENCE_MS)
        expect(person.button("Not today")).to_have_count(0)
        expect(person.button("Three more?")).to_be_visible()
