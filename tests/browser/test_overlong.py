"""A message that is longer than any that fits: the page says so, keeps what was typed, and goes on."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser.phones import Phone, enter

LONGER_THAN_FITS = 20_000
LONGER_THAN_OUTLIVES_A_PAGE = 70_000  # of a request that may go on when its page is gone
LONGEST_LOOK_MS = 25_000  # the page looks by itself every few seconds
MEASURES_WRONG = "TextEncoder.prototype.encode = () => new Uint8Array();"


def write_too_much(person: Phone, many: int = LONGER_THAN_FITS) -> None:
    """More than a field would take: its own limit is gone."""
    person.in_own_words("x", about="Being tired or stressed", feel="Harmless")
    words = person.page.get_by_label("Your words").first
    words.evaluate(
        "(field, many) => { field.removeAttribute('maxlength'); field.value = 'x'.repeat(many); }",
        many,
    )
    person.page.get_by_role("button", name="Leaning").click()


def says_what_is_safe(person: Phone, many: int = LONGER_THAN_FITS) -> None:
    expect(person.page.get_by_role("alert")).to_contain_text("longer than fits; shorten it a little")
    words = person.page.get_by_label("Your words").first
    assert len(words.input_value()) == many, "what was typed is still there"


def goes_on(person: Phone) -> None:
    step = person.page.locator("#step input[name=step]")
    before = step.input_value()
    person.page.get_by_label("Your words").first.fill("they count the plates")
    person.page.get_by_role("button", name="Leaning").click()
    expect(step).not_to_have_value(before)


def test_the_page_sends_none_that_is_too_long(alex: Phone, sam: Phone) -> None:
    enter("sit_down", alex, sam)
    alex.connected()
    write_too_much(alex)
    says_what_is_safe(alex)
    assert len(alex.sockets) == 1, "the line was not ended by it"
    goes_on(alex)


def test_one_that_hears_that_it_was_too_long_does_not_send_it_again(alex: Phone, sam: Phone) -> None:
    alex.context.add_init_script(MEASURES_WRONG)
    enter("sit_down", alex, sam)
    alex.connected()
    write_too_much(alex)
    says_what_is_safe(alex)
    alex.connected()
    assert len(alex.sockets) == 2, "it came back, once"
    goes_on(alex)
    assert len(alex.sockets) == 2


def test_without_a_socket_it_is_no_network_that_is_said_to_be_missing(alex: Phone, sam: Phone) -> None:
    alex.context.add_init_script("window.WebSocket = undefined;")
    enter("sit_down", alex, sam)
    expect(alex.page.locator("main[data-connection=twin]")).to_be_attached(timeout=LONGEST_LOOK_MS)
    write_too_much(alex, LONGER_THAN_OUTLIVES_A_PAGE)
    says_what_is_safe(alex, LONGER_THAN_OUTLIVES_A_PAGE)
    expect(alex.page.locator("#bar")).to_be_hidden()
    goes_on(alex)
