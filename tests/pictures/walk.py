"""Every screen there is, in the order in which two people come to it: Sam ● begins, Robin ◆ joins.

    for name, phone in walk(sam, robin, others):
        ...                                   # the screen `name` is what `phone` shows now

To have a new screen taken, walk to it and yield its name. Picks are by value and the first session's
moments are fixed, so the same cards come each time.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

from playwright.sync_api import expect

from tests.support.browser.phones import CORE, Phone

Stop = tuple[str, Phone]
Newcomer = Callable[..., Phone]  # newcomer(name, like=somebody, java_script_enabled=False, ...)

AWAY_MS = 40_000  # a lease's grace, and the pulse that notices
SAM = (["us_mild", "strain", "caring"], ["strain", "external", "caring"])
ROBIN = (["strain", "external", "caring"], ["strain", "caring", "us_mild"])  # the last one is tender


def walk(sam: Phone, robin: Phone, newcomer: Newcomer) -> Iterator[Stop]:
    yield from plain_pages(newcomer("stranger"))
    link = yield from invitations(sam, robin, newcomer)
    yield from steps(sam, newcomer)
    yield from waiting(sam, robin)
    yield from cards(sam, robin)
    yield from second_round(sam, robin)
    yield from the_end(sam, robin)
    yield from beside_it(sam, robin, link, newcomer)
    yield from ended(sam, robin)


def plain_pages(stranger: Phone) -> Iterator[Stop]:
    for name, path in (
        ("home", "/"),
        ("exercise", f"/exercises/{CORE}/"),
        ("join", "/join/"),
        ("safety", "/safety/"),
        ("privacy", "/privacy/"),
        ("about", "/about/"),
    ):
        stranger.open(path)
        yield name, stranger
    stranger.forgive("404")
    stranger.open("/nothing-here/")
    yield "404", stranger


def invitations(sam: Phone, robin: Phone, newcomer: Newcomer) -> Iterator[Stop]:
    sam.start()
    sam.connected()
    yield "lobby", sam
    link = sam.link()
    sam.tap(sam.page.get_by_role("link", name="The two of us"))
    yield "us-alone", sam
    sam.open(f"/s/{code_of(sam)}/")
    inside = newcomer("robin", user_agent="Mozilla/5.0 (iPhone) AppleWebKit/605.1 Instagram 300.0")
    inside.open_link(link)
    yield "join-inside-a-chat-app", inside
    robin.page.clock.install()  # its time goes on as usual, until a card is to stay covered
    robin.open_link(link)
    robin.page.get_by_label(re.compile("first name")).fill("Robin")
    robin.tap(robin.page.locator("h1").first)
    yield "join-invitation", robin
    robin.take_seat()
    robin.connected()
    sam.sees("Ready when you are")
    yield "lobby-joined", sam
    return link


def steps(sam: Phone, newcomer: Newcomer) -> Iterator[Stop]:
    sam.begin()
    yield "step-reading", sam
    sam.tap(option(sam, SAM[0][0]))
    yield "step-reading-picked", sam
    sam.tap(sam.page.locator("#stage .choice").filter(has_text="In my own words"))
    sam.page.get_by_label("Your words").fill("They are going over tomorrow in their head.")
    yield "step-reading-own-words", sam
    sam.page.get_by_label("Your words").fill("")
    sam.tap(sam.button("Leaning"))
    sam.page.locator("[data-refusal]").wait_for()
    yield "step-refused", sam
    plain = newcomer("sam", like=sam, java_script_enabled=False)
    plain.forgive("422")
    plain.open(f"/s/{sam.code}/")
    plain.page.locator("#stage input[value=other]").check()
    plain.tap(plain.button("Leaning"))
    plain.page.locator(".refusal").first.wait_for()
    yield "step-refused-422-no-script", plain
    for reading in SAM[0]:
        read(sam, reading, "Quite sure")
    yield "step-meaning", sam
    sam.tap(sam.page.locator("summary.choice"))
    yield "step-meaning-own-words", sam
    sam.tap(sam.page.locator("summary.choice"))
    for meaning in SAM[1]:
        mean(sam, meaning)
    yield "preview", sam
    sam.tap(sam.page.locator("a.said").first)
    sam.page.locator("#stage form#step").wait_for()
    yield "step-changing-an-answer", sam
    sam.open(f"/s/{sam.code}/")
    sam.connected()


def waiting(sam: Phone, robin: Phone) -> Iterator[Stop]:
    sam.show_ours()
    sam.heading("You’re done. Next come the cards.").wait_for()
    expect(sam.page.locator("#partner .say")).to_have_text("here", timeout=AWAY_MS)
    yield "waiting-partner-here", sam
    there = robin.page.url
    robin.page.goto("about:blank")
    expect(sam.page.locator("#partner .say")).to_have_text("away", timeout=AWAY_MS)
    yield "waiting-partner-away", sam
    robin.open(there)
    robin.connected()
    for reading in ROBIN[0]:
        read(robin, reading, "Just a guess")
    for meaning in ROBIN[1]:
        mean(robin, meaning)
    yield "preview-tender-undecided", robin
    robin.decide("Show it now")
    yield "preview-tender-decided", robin
    here = sam.page.url
    sam.page.goto("about:blank")
    expect(robin.page.locator("#partner .say")).to_have_text("away", timeout=AWAY_MS)
    robin.show_ours()
    robin.heading("You’ve both answered.").wait_for()
    yield "waiting-both-in", robin
    robin.page.clock.pause_at(datetime.datetime.now() + datetime.timedelta(milliseconds=300))
    sam.open(here)
    robin.page.locator(".face.back:not([hidden])").wait_for()
    yield "card-covered", robin
    robin.page.clock.resume()


def cards(sam: Phone, robin: Phone) -> Iterator[Stop]:
    number = 1
    while True:
        for phone in (sam, robin):
            phone.turned_at()
        yield f"card-{number}-of-sam", sam
        if number == 1:
            yield f"card-{number}-of-robin", robin
        sam.next()
        sam.button("Not yet").wait_for()
        if number == 1:
            yield "card-i-have-tapped-next", sam
        with robin._another_stage():
            robin.next()
        if not robin.page.locator("[data-turn]").count():
            break
        number += 1
        expect(sam.page.locator("#progress")).to_contain_text(f"Card {number} of")
    sam.sees("Three more?")
    yield "cards-done", sam
    sam.tap(sam.link_named("See everything"))
    sam.heading("What you both showed").wait_for()
    yield "comparison", sam
    sam.tap(sam.link_named("Back"))
    sam.connected()
    sam.tap(sam.button("Let’s see it"))
    sam.button("Not yet").wait_for()
    yield "tender-fold-tapped", sam
    robin.tap(robin.button("Let’s see it"))
    sam.heading("The sensitive one").wait_for()
    yield "tender-fold-open", sam


def second_round(sam: Phone, robin: Phone) -> Iterator[Stop]:
    sam.tap(sam.button("Three more?"))
    sam.heading(re.compile("More, when you both say so")).wait_for()
    yield "waiting-for-more", sam
    robin.tap(robin.button("Three more?"))
    for phone in (sam, robin):
        phone.page.locator("#stage form#step").wait_for()
    yield "more-reading", sam
    for phone in (sam, robin):
        unfold(phone)
        for place in range(2):
            phone.page.locator("#stage details .pills input[type=checkbox]").nth(place).check(force=True)
        phone.page.locator("#stage details .pills input[type=radio]").first.check(force=True)
        if phone is sam:
            option(sam, "us_mild").click()
            yield "more-reading-unfolded", sam
    for reading in ("us_mild", "external", "caring"):
        read(sam, reading, "Leaning")
        read(robin, "strain", "Leaning")
    unfold(sam)
    yield "more-meaning-unfolded", sam
    sam.page.locator("#stage details textarea").first.fill("ask me once, and then let me be")
    for meaning in ("strain", "caring", "external"):
        mean(sam, meaning)
        mean(robin, meaning)
    yield "calm-guess", sam
    for guess in ("external", "strain", "caring"):
        mean(sam, guess)
        mean(robin, guess)
    yield "more-preview", sam
    for phone in (sam, robin):
        for box in phone.page.locator("#preview .mine input[type=checkbox]").all():
            if not box.is_checked():
                box.click()
                expect(box).to_be_checked()  # again, where what another switch has changed came in between
        phone.decide()
    yield "more-preview-all-switched-on", sam
    for phone in (sam, robin):
        phone.show_ours()


def the_end(sam: Phone, robin: Phone) -> Iterator[Stop]:
    for phone in (sam, robin):
        phone.page.locator("[data-turn][data-turned], h1:has-text('last card')").first.wait_for()
    while robin.button("Next").count():
        sam.next()
        sam.button("Not yet").wait_for()
        with robin._another_stage():
            robin.next()
    for phone in (sam, robin):  # after the last round nothing more is offered
        phone.heading(re.compile("Next time")).wait_for()
    sam.page.get_by_label("One thing for next time").fill("I ask once before I decide what it means.")
    yield "takeaway", sam
    sam.tap(sam.button("Save my note"))
    sam.heading("That’s all for today.").wait_for()
    yield "finished-alone", sam
    sam.tap(sam.button("Let Robin see it"))
    sam.button("Let Robin see it").wait_for(state="detached")
    robin.page.get_by_label("One thing for next time").fill("I say “tired” out loud.")
    robin.tap(robin.button("Save my note"))
    robin.tap(robin.button("Let Sam see it"))
    sam.sees("I say “tired” out loud.")
    yield "finished", sam


def beside_it(sam: Phone, robin: Phone, link: str, newcomer: Newcomer) -> Iterator[Stop]:
    code = sam.code
    sam.open(f"/s/{code}/comparison/")
    yield "comparison-two-rounds", sam
    for phone in (sam, robin):
        phone.open(f"/s/{code}/comparison/")
        with phone.page.expect_navigation():
            phone.tap(phone.button("Show the rest"))
    sam.open(f"/s/{code}/comparison/")
    yield "comparison-the-rest-open", sam
    sam.open(f"/s/{code}/own/")
    yield "own", sam
    late = newcomer("late")
    late.forgive("410")
    late.open(link)
    late.heading(re.compile("has been used")).wait_for()
    yield "invite-gone", late
    issuer = newcomer("alex")
    issuer.forgive("409")
    issuer.start()
    own = issuer.link()
    issuer.open("/join/")
    issuer.page.get_by_label("The link").fill(own)
    issuer.tap(issuer.button("Look at it"))
    issuer.page.locator("h1").wait_for()
    yield "own-link", issuer
    sam.open(f"/s/{code}/")
    sam.tap(sam.link_named("The two of us"))
    yield "us", sam
    yield from the_glossary(sam, robin)
    sam.tap(sam.link_named("Settings"))
    yield "settings", sam
    sam.tap(sam.button("Make a link for my other phone"))
    sam.page.locator("#move-link").wait_for()
    yield "settings-moving", sam
    sam.tap(sam.link_named("The two of us"))


def the_glossary(sam: Phone, robin: Phone) -> Iterator[Stop]:
    """What each usually means: offered, kept by both, changed by its owner."""
    us = sam.page.url
    sam.tap(sam.link_named("What we usually mean"))
    sam.heading("Worth saving").wait_for()
    yield "glossary-worth-keeping", sam
    robin.open(sam.page.url)
    for phone in (sam, robin):
        with phone.page.expect_navigation():
            phone.tap(phone.page.get_by_role("button", name=re.compile("Put it in our glossary")).first)
    sam.open(robin.page.url)
    yield "glossary", sam
    sam.tap(sam.page.get_by_text("Change my line"))
    yield "glossary-changing", sam
    sam.open(us)


def ended(sam: Phone, robin: Phone) -> Iterator[Stop]:
    us = sam.page.url
    sam.tap(sam.button("Three new moments"))
    sam.page.locator("#stage form#step").wait_for()
    sam.connected()
    sam.tap(sam.page.get_by_text("Let’s stop here"))
    yield "stop-unfolded", sam
    sam.tap(sam.button("Stop for both of us"))
    sam.heading("This has ended.").wait_for()
    yield "ended", sam
    sam.open(us)
    sam.tap(sam.page.get_by_text("Erase for both", exact=True))
    sam.page.locator("input[name=confirm][value=erase]").check()
    sam.tap(sam.button("Erase for both of us"))
    sam.heading(re.compile("Erased")).wait_for()
    yield "erased", sam


# ---- hands ------------------------------------------------------------------------------------


def option(phone: Phone, value: str):  # type: ignore[no-untyped-def]
    return phone.page.locator(f"#stage .choice:has(input[value={value}])")


def read(phone: Phone, reading: str, sure: str) -> None:
    with phone._another_stage():
        phone.tap(option(phone, reading))
        phone.tap(phone.button(sure))


def mean(phone: Phone, meaning: str) -> None:
    with phone._another_stage():
        phone.tap(phone.page.locator(f"#stage button.choice[value={meaning}]"))


def unfold(phone: Phone) -> None:
    phone.tap(phone.page.get_by_text("Add a little more"))


def code_of(phone: Phone) -> str:
    """The code of the session that the couple's page leads back to."""
    href = phone.page.locator("a[href^='/s/']").first.get_attribute("href") or ""
    return href.split("/")[2]
