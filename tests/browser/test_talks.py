"""From a card to a talk on two phones, through a pause and a lost connection, to something that is kept."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.support.browser.autoplayer import play_until, stage
from tests.support.browser.chromium import STILL
from tests.support.browser.device import PATIENCE_MS
from tests.support.browser.phones import Phone, enter
from tests.support.couples.paired import CALM_PICK, MEANING
from tests.support.processes.app import App
from tests.support.processes.network import Network

IN_STEP_MS = 150


def come_to_the_first_card(alex: Phone, sam: Phone, meaning: str = "") -> None:
    """The first card lies open before both. meaning: what alex means by going quiet, on a card then, too."""
    enter("at_the_cards", alex, sam, **({"alex": {"": "us_mild", MEANING: meaning}} if meaning else {}))
    for phone in (alex, sam):
        phone.connected()
        phone.turned_at()


SAID = "I’ve said it. {}’s turn to say it back"


def agree(alex: Phone, sam: Phone, way: str = "In one room") -> None:
    """Alex asks to talk about the card, and sam says yes to it in this way."""
    alex.tap(alex.button("Talk about it"))
    sam.sees("Alex would like to talk about this. Choose how and it begins, or go on.")
    sam.tap(sam.button(way))


def speaking(alex: Phone, sam: Phone) -> tuple[Phone, Phone]:
    """Who speaks, and who listens, once the talk is on both screens."""
    for phone in (alex, sam):
        phone.page.locator("#stage .talk").wait_for(timeout=PATIENCE_MS)
    return (alex, sam) if alex.button(SAID.format("Sam")).count() else (sam, alex)


def hand_over(phone: Phone, word: str) -> None:
    phone.tap(phone.button(word))
    expect(phone.button(word)).to_have_count(0, timeout=PATIENCE_MS)


def ends_at(phone: Phone) -> int:
    return int(phone.page.locator("#stage [data-ends-at]").get_attribute("data-ends-at") or 0)


def test_a_card_leads_to_a_talk_and_the_talk_to_a_line_that_is_kept(
    phone: Callable[..., Phone], app: App, network: Callable[..., Network]
) -> None:
    wire = network()
    alex, sam = phone("alex", app, **STILL), phone("sam", wire, **STILL)
    come_to_the_first_card(alex, sam, meaning=CALM_PICK)

    # ---- asked for at one tap: the card stays, and the other sees it at once
    alex.tap(alex.button("Talk about it"))
    alex.sees("You’ve asked Sam to talk about this. It begins when Sam says yes.")
    expect(alex.card().locator(".question")).to_be_visible()
    sam.sees("Alex would like to talk about this. Choose how and it begins, or go on.")
    sam.tap(sam.button("In one room"))

    # ---- it goes on, on one clock
    speaks, listens = speaking(alex, sam)
    assert ends_at(alex) == ends_at(sam)
    expect(listens.page.locator("#stage .holder")).to_contain_text("speaks")

    # ---- a pause by the one who listens, and a breath together
    listens.tap(listens.button("Pause"))
    for each in (alex, sam):
        each.sees("Paused. Take your time.")
        each.tap(each.button("Breathe together"))
    for each in (alex, sam):
        each.page.locator("[data-breath]").wait_for(timeout=PATIENCE_MS)
    starts = {each.page.locator("[data-breath]").get_attribute("data-starts-at") for each in (alex, sam)}
    assert len(starts) == 1

    # ---- the connection is lost and found; the talk is where it was
    sam.forgive("ERR_CONNECTION", "WebSocket connection to", "ERR_EMPTY_RESPONSE")
    wire.cut()
    expect(sam.page.locator("main:not([data-connection=open])")).to_be_attached(timeout=PATIENCE_MS)
    alex.tap(alex.button("Go on after the pause"))
    wire.mend()
    sam.connected()
    expect(sam.page.locator("#stage [data-ends-at]")).to_have_count(1, timeout=PATIENCE_MS)
    assert ends_at(alex) == ends_at(sam)

    # ---- one speaks, the other says it back, then the other way round
    for who, other in ((speaks, listens), (listens, speaks)):
        for each in (alex, sam):  # what both said on the card stays in view
            expect(each.page.locator("#stage .both-said dd")).to_have_count(2)
            expect(each.page.locator("#stage .both-said dd").last).to_be_in_viewport()
        said = SAID.format(other.name.capitalize())
        for person, word in ((who, said), (other, "Done")):
            person.button(word).wait_for(timeout=PATIENCE_MS)
            hand_over(person, word)
    for each in (alex, sam):
        each.sees("You have both had your turn.")

    # ---- a gentle end, for both; each goes on alone
    sam.tap(sam.button("Let’s leave it here"))
    for each in (alex, sam):
        each.waits_for("Enough for now.")
        each.tap(each.button("Go on"))
        each.card().wait_for(timeout=PATIENCE_MS)

    # ---- a line to take along: private first, then shown
    line = "When it goes quiet I ask: tired, or us?"
    play_until(alex, sam, lambda each: stage(each) == "takeaway")
    sam.tap(sam.button("Nothing today"))
    alex.page.get_by_label("One thing for next time").fill(line)
    alex.tap(alex.button("Save my note"))
    alex.waits_for("That’s all for today.")
    sam.waits_for("That’s all for today.")
    sam.does_not_see(line)
    alex.tap(alex.button("Let Sam see it"))
    sam.sees(line)

    # ---- it is on the page of the two, and on the glossary as it is printed, beside a line of alex's own
    sam.tap(sam.page.get_by_role("link", name="The two of us").first)
    sam.sees(line)
    alex.tap(alex.link_named("Worth saving"))
    alex.tap(alex.page.get_by_role("button", name=re.compile("Put it in our glossary")).first)
    sam.open(sam.page.get_by_role("link", name="What we usually mean").first.get_attribute("href") or "")
    sam.page.emulate_media(media="print")
    printed = sam.page.locator("main").inner_text()
    assert line in printed and "I usually mean" in printed
    expect(sam.page.get_by_role("button", name="Print")).to_be_hidden()


def test_nobody_touches_it_and_the_screen_dims_to_the_question(alex: Phone, sam: Phone) -> None:
    for each in (alex, sam):
        each.page.clock.install()
    come_to_the_first_card(alex, sam)
    agree(alex, sam)
    speaks, _ = speaking(alex, sam)
    page = speaks.page
    root = page.locator("html")
    speaks.alive("[data-dim]")
    expect(root).not_to_have_attribute("data-dim", "")
    page.clock.run_for(13_000)
    expect(root).to_have_attribute("data-dim", "")
    expect(page.locator("#stage .asked")).to_be_visible()
    expect(page.locator("#stage .dock")).to_have_css("opacity", "0")
    expect(page.get_by_text("Tap for the buttons")).to_be_visible()
    leave = page.locator("[data-leave]")
    expect(leave).to_have_css("opacity", "1")
    leave.click(trial=True)  # the way out is there at one tap
    pause = speaks.button("Pause").bounding_box()
    assert pause is not None
    middle = pause["x"] + pause["width"] / 2, pause["y"] + pause["height"] / 2
    page.clock.pause_at(page.evaluate("Date.now() + 10"))  # or a click may come late
    page.touchscreen.tap(*middle)  # what lights it presses nothing
    expect(root).not_to_have_attribute("data-dim", "")
    expect(page.get_by_text("Tap for the buttons")).to_be_hidden()
    assert speaks.sent() and not any("pause-1" in text for text in speaks.sent())
    page.clock.run_for(400)
    page.clock.resume()
    speaks.tap(speaks.button("Pause"))
    speaks.sees("Paused. Take your time.")


def test_words_that_were_just_typed_stay_when_the_letter_is_left(alex: Phone, sam: Phone) -> None:
    come_to_the_first_card(alex, sam)
    code = alex.code
    agree(alex, sam, "In letters")
    letter = alex.page.get_by_label("My letter")
    letter.fill("These are the last words.")
    alex.tap(alex.button("Let’s leave it here"))  # at once, before any pause in typing
    alex.waits_for("Enough for now.")
    alex.open(f"/s/{code}/own/")
    alex.sees("These are the last words.")


def test_swapping_the_shapes_moves_nothing_under_somebodys_hands(alex: Phone, sam: Phone) -> None:
    come_to_the_first_card(alex, sam)
    agree(alex, sam, "In letters")
    letter = alex.page.get_by_label("My letter")
    letter.fill("Still typing")
    body = alex.page.locator("body")
    before = body.get_attribute("class") or ""
    seat = next(each["name"] for each in sam.context.cookies() if "seat-" in each["name"])
    sam.open(f"/us/{seat.split('-')[1]}/settings/")
    sam.tap(sam.page.get_by_role("button", name=re.compile("[Ss]wap")).first)
    expect(body).not_to_have_class(before, timeout=PATIENCE_MS)
    expect(letter).to_have_value("Still typing")
    expect(alex.page.locator("#together")).to_be_hidden()
