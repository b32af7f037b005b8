"""What a killed server, a second tab, the other person and an erase do, and don't do, to who is typing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.support.browser.chromium import another_tab
from tests.support.browser.phones import Phone, enter
from tests.support.processes.app import App

LONG_MS = 40_000  # a page returns with a random wait, at first of up to 4 s, later of up to 20 s
WORDS = "they count the plates"
CARET = len("they count")


@pytest.fixture
def alex(moving_alex: Phone) -> Phone:
    """What is typed stays while the rest of the page moves."""
    return moving_alex


@pytest.fixture
def sam(moving_sam: Phone) -> Phone:
    return moving_sam


def sit_down(alex: Phone, sam: Phone) -> str:
    code = enter("sit_down", alex, sam)
    for each in (alex, sam):
        each.connected()
    return code


def answer(person: Phone, steps: int = 6) -> None:
    for _ in range(min(steps, 3)):
        person.read(person.words_of("strain"))
    for _ in range(steps - 3):
        person.mean(person.words_of("strain"))


def write(person: Phone, words: str = WORDS) -> None:
    """Choose own words and write them; the caret ends up in the middle."""
    person.in_own_words(words)
    person.page.get_by_label("Your words").first.evaluate(
        "(field, at) => field.setSelectionRange(at, at)", CARET
    )


def elsewhere(person: Phone) -> None:
    """The neutral page that leaving goes to, which is not ours; tests reach no other network."""
    person.context.route(
        "https://www.wikipedia.org/**",
        lambda route: route.fulfill(content_type="text/html", body="<h1>Elsewhere</h1>"),
    )


def assert_untouched(person: Phone, words: str = WORDS) -> None:
    """Text, focus and caret are where they were."""
    field = person.page.get_by_label("Your words").first
    expect(field).to_be_focused()
    expect(field).to_have_value(words)
    assert field.evaluate("field => [field.selectionStart, field.selectionEnd]") == [CARET, CARET]


def test_a_killed_server_loses_nothing_of_what_is_typed(
    phone: Callable[..., Phone], start_app: Callable[..., App]
) -> None:
    app = start_app()
    alex, sam = phone("alex", app), phone("sam", app)
    sit_down(alex, sam)
    alex.read(alex.words_of("strain"))
    for each in (alex, sam):
        each.forgive(
            "WebSocket connection to", "ERR_CONNECTION_REFUSED", "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_RESET"
        )
        each.tap(each._option("In my own words"))
    field = alex.page.get_by_label("Your words").first
    field.press_sequentially("they count ")
    app.kill()
    field.press_sequentially("the plates")
    expect(alex.page.locator("main:not([data-connection=open])")).to_be_attached()
    sam.page.get_by_label("Your words").first.fill("sam is tired")
    sam.page.get_by_label("Mostly about").first.select_option(label="Something from outside")
    sam.page.get_by_label("How it feels").first.select_option(label="Harmless")
    sam.tap(sam.button("Leaning"))  # sent into nothing
    expect(field).to_have_value(WORDS)
    expect(sam.page.get_by_label("Your words").first).to_have_value("sam is tired")

    start_app(port=app.port)
    for each in (alex, sam):
        expect(each.page.locator("main[data-connection=open]")).to_be_attached(timeout=LONG_MS)
    expect(field).to_have_value(WORDS)
    expect(alex.page.locator("[role=img][aria-label='Step 2 of 6']")).to_be_visible()
    alex.page.get_by_label("Mostly about").first.select_option(label="Something from outside")
    alex.page.get_by_label("How it feels").first.select_option(label="Harmless")
    alex.tap(alex.button("Leaning"))
    expect(alex.page.locator("[role=img][aria-label='Step 3 of 6']")).to_be_visible()
    expect(sam.page.locator("[role=img][aria-label='Step 2 of 6']")).to_be_visible()  # arrived by itself
    sam.read(sam.words_of("strain"))
    alex.page.reload()
    expect(alex.page.locator("[role=img][aria-label='Step 3 of 6']")).to_be_visible()


def test_a_move_of_the_other_never_touches_what_i_type(alex: Phone, sam: Phone) -> None:
    code = enter("sit_down", alex, sam, begun=False)
    for each in (alex, sam):
        each.connected()
    write(sam)
    stages = sum('"stage"' in text for text in sam.received())
    alex.begin()
    answer(alex)
    assert_untouched(sam)
    alex.show_ours()
    alex.waits_for("You’re done. Next come the cards.")
    alex.look_at_mine_again()
    alex.waits_for("What Sam may see")
    alex.show_ours()
    alex.waits_for("You’re done. Next come the cards.")
    alex.open("/")  # away
    expect(sam.page.locator("#partner")).to_contain_text("away", timeout=LONG_MS)
    assert_untouched(sam)
    alex.open(f"/s/{code}/")
    expect(sam.page.locator("#partner")).to_contain_text("here", timeout=LONG_MS)
    assert_untouched(sam)
    assert sum('"stage"' in text for text in sam.received()) == stages, (
        "a stage was sent to who had done nothing"
    )


def test_two_tabs_of_one_person_are_one_seat(alex: Phone, sam: Phone) -> None:
    sit_down(alex, sam)
    tab = another_tab(alex)
    tab.open(alex.page.url)
    tab.connected()

    # What is done in one is done in the other.
    tab.read(tab.words_of("strain"))
    expect(alex.page.locator("[role=img][aria-label='Step 2 of 6']")).to_be_visible()

    # But never over what is being typed there: that takes a tap, and the words are still there before it.
    write(alex)
    tab.read(tab.words_of("strain"))
    together = alex.page.locator("#together")
    expect(together).to_be_visible()
    expect(together).to_have_text("This has moved on. See where you are")
    assert_untouched(alex)
    alex.page.get_by_label("Mostly about").first.select_option(label="Something from outside")
    alex.page.get_by_label("How it feels").first.select_option(label="Harmless")
    alex.tap(alex.button("Leaning"))  # based on less than what is stored by now
    expect(alex.page.locator("[data-refusal]")).to_be_visible()
    expect(alex.page.get_by_label("Your words").first).to_have_value(WORDS)
    alex.tap(together)
    expect(together).to_be_hidden()
    expect(alex.page.locator("[role=img][aria-label='Step 3 of 6']")).to_be_visible()


def test_whoever_is_typing_is_asked_before_the_card_takes_the_screen(
    alex: Phone, sam: Phone, app: App
) -> None:
    code = enter("answered", alex, sam)
    tab = another_tab(alex)
    tab.open(f"/s/{code}/")
    for each in (alex, sam, tab):
        each.connected()
    alex.tap(alex.page.locator("#preview a.said").first)  # changes a line, in the first tab
    alex.page.locator("#stage form#step").wait_for()
    write(alex)
    sam.show_ours()
    sam.waits_for("You’re done. Next come the cards.")
    assert_untouched(alex)
    with app.as_far_ahead_as_shipped():  # it says so while the card is about to turn
        tab.show_ours()  # and releases in the second
        sam.turned_at()
        tab.turned_at()
    together = alex.page.locator("#together")
    expect(together).to_have_text("You’ve both answered. See it together")
    expect(together).to_be_visible()
    assert_untouched(alex)
    alex.tap(together)
    expect(alex.card()).to_be_visible()
    expect(together).to_be_hidden()


def test_leaving_blanks_the_page_at_once_and_back_does_not_show_it(alex: Phone, sam: Phone) -> None:
    alex.open("/exercises/two-sides-of-a-cue/")  # there is something to go back to
    code = sit_down(alex, sam)
    elsewhere(alex)
    left = alex.page.evaluate(
        """() => {
          document.querySelector("[data-leave]").click();
          return document.documentElement.childElementCount;
        }"""
    )
    assert left == 0, "something of the page is still there in the tick after the tap"
    alex.heading("Elsewhere").wait_for()
    alex.page.evaluate("history.back()")
    alex.page.wait_for_url("**/www.wikipedia.org/")  # also from the page before it, which was left as well
    alex.heading("Elsewhere").wait_for()
    for text in ("Over dinner", "Sam", "here"):
        assert text not in alex.page.locator("body").inner_text().splitlines()

    # The seat is kept.
    alex.open(f"/s/{code}/")
    alex.page.locator("#stage form#step").wait_for()


def test_three_presses_of_shift_leave_too(alex: Phone, sam: Phone) -> None:
    sit_down(alex, sam)
    elsewhere(alex)
    write(alex)
    for _ in range(3):
        alex.page.keyboard.press("Shift+KeyA")  # that writes a letter
    expect(alex.page.get_by_label("Your words").first).to_have_value(f"{WORDS[:CARET]}AAA{WORDS[CARET:]}")
    for _ in range(3):
        alex.page.keyboard.press("Shift")
    alex.heading("Elsewhere").wait_for()


def test_who_reads_while_it_is_erased_sees_a_kind_page(alex: Phone, sam: Phone) -> None:
    sit_down(alex, sam)
    write(alex)
    loads: list[str] = []
    alex.page.on("request", lambda each: loads.append(each.url) if each.resource_type == "document" else None)
    (cookie,) = sam.context.cookies()
    sam.open(f"/us/{cookie['name'].split('-')[1]}/")
    sam.tap(sam.page.get_by_text("Erase for both", exact=True))
    sam.tap(sam.page.get_by_label(re.compile("are erased at once")))
    alex.forgive("404")
    sam.tap(sam.button("Erase for both of us"))
    sam.sees("Erased for both of you")
    alex.sees("Everything that was here is gone, and your answers with it.")
    assert loads == [f"{alex.app.origin}/gone/"], "nothing is looked for, and that is that"
