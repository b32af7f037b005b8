"""A message that is longer than any that fits: the page says so, keeps what was typed, and goes on."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.browser.phones import Phone, enter

LONGER_THAN_FITS = 20_000
MEASURES_WRONG = "TextEncoder.prototype.encode = () => new Uint8Array();"


def write_too_much(person: Phone) -> None:
    """More than a field would take: its own limit is gone."""
    person.in_own_words("x", about="Being tired or stressed", feel="Harmless")
    words = person.page.get_by_label("Your words").first
    words.evaluate(
        "(field, many) => { field.removeAttribute('maxlength'); field.value = 'x'.repeat(many); }",
        LONGER_THAN_FITS,
    )
    person.page.get_by_role("button", name="Leaning").click()


def says_what_is_safe(person: Phone) -> None:
    expect(person.page.get_by_role("alert")).to_contain_text("longer than fits; shorten it a little")
    words = person.page.get_by_label("Your words").first
    assert len(words.input_value()) == LONGER_THAN_FITS, "what was typed is still there"


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
