"""A talk about a card, as Sam sees it: asked for, aloud with a pause, and in writing."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import expect

from tests.support.browser.phones import Phone

LETTERS = {
    "sam": "When you went quiet I thought it was about me, and I did not dare to ask. "
    "So I was quiet, too.\n\nI would have liked one sentence. Even “not now” would have been enough.",
    "robin": "I had nothing left that evening. It was not about you at all, and I see now "
    "that you could not know that. Next time I will say that I am worn out before I run out of words.",
}


SAID = "I’ve said it. {}’s turn to say it back"


def talk(sam: Phone, robin: Phone) -> Iterator[tuple[str, Phone]]:
    sam.start()
    robin.join(sam.link())
    sam.begin()
    for phone, nth in ((sam, 3), (robin, 2)):
        phone.answer_all(nth)
        phone.decide()
        phone.show_ours()
    for phone in (sam, robin):
        phone.turned_at()
    sam.tap(sam.button("Talk about it"))
    sam.sees("It begins when Robin says yes.")
    yield "talk-asked", sam
    yield "talk-asked-other", robin
    robin.tap(robin.button("On a call"))
    clock = sam.page.locator(".talk [data-ends-at]")
    clock.wait_for()
    robin.page.locator(".talk").wait_for()
    speaks, listens = (sam, robin) if sam.button(SAID.format("Robin")).count() else (robin, sam)
    yield "talk-aloud", sam
    yield "talk-aloud-other", robin
    sam.page.evaluate(
        "document.documentElement.dataset.dim = '';"
        "addEventListener('pointermove', (event) => event.stopImmediatePropagation(), true)"  # of the camera
    )
    yield "talk-dimmed", sam
    sam.page.mouse.click(5, 300)  # any touch wakes it
    sam.tap(sam.button("Pause"))
    sam.sees("Paused. Take your time.")
    yield "talk-paused", sam
    for phone in (sam, robin):
        phone.tap(phone.button("Breathe together"))
    sam.page.locator("[data-breath]").wait_for()
    yield "talk-breath", sam
    sam.tap(sam.button("Go on after the pause"))
    for says, word in (
        (speaks, SAID.format(listens.name.capitalize())),
        (listens, "Done"),
        (listens, SAID.format(speaks.name.capitalize())),
        (speaks, "Done"),
    ):
        says.button(word).wait_for()
        if word == "Done" and says is sam:
            yield "talk-back", sam
        says.tap(says.button(word))
        expect(says.button(word)).to_have_count(0)
    sam.sees("You have both had your turn.")
    yield "talk-heard", sam
    sam.tap(sam.button("Let’s leave it here"))
    sam.waits_for("Enough for now.")
    yield "talk-left", sam
    for phone in (sam, robin):
        phone.tap(phone.button("Go on"))
    sam.tap(sam.button("Talk about it once more"))
    robin.tap(robin.button("In letters"))
    for phone, name in ((sam, "sam"), (robin, "robin")):
        phone.page.get_by_label("My letter").fill(LETTERS[name])
        if phone is sam:
            yield "talk-letter", sam
        phone.tap(phone.button("Send my letter"))
        if phone is sam:
            sam.waits_for("Your letter is there.")
            yield "talk-letter-sent", sam
    sam.waits_for("Two letters")
    yield "talk-letters", sam
