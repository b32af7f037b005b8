"""The loop, as Sam sees it: five moments, the ring, a way out of it; and, another time, half of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.sync_api import Locator

from tests.support.browser.phones import Phone

Picks = tuple[tuple[str, str], ...]

SAM: Picks = (
    ("us_mild", "pull away"), ("strain", "ask gently"), ("caring", "wait and see"),
    ("external", "offer help"),
    ("strain", "ask gently"),
)  # fmt: skip
ROBIN: Picks = (
    ("strain", "say how I feel"), ("us_mild", "go quiet too"), ("caring", "move closer"),
    ("strain", "wait and see"), ("strain", "ask gently"),
)  # fmt: skip
GENTLE: Picks = tuple((reading, "ask gently") for reading, _ in ROBIN)


def pill(phone: Phone, words: str) -> Locator:
    return phone.page.locator("#stage .pill").filter(has_text=re.compile(f"^{words}$"))


def answer(phone: Phone, reading: str, move: str) -> None:
    """Fill one moment in, and send nothing."""
    phone.tap(phone.page.locator(f"#stage .choice:has([value={reading}])"))
    phone.tap(pill(phone, move))


def send(phone: Phone) -> None:
    with phone._another_stage():
        phone.tap(phone.button("Send"))


def show_all(sam: Phone, robin: Phone) -> None:
    for phone in (sam, robin):
        phone.show_ours()
    for phone in (sam, robin):
        phone.turned_at()


def the_loop(sam: Phone, robin: Phone) -> Iterator[tuple[str, Phone]]:
    sam.start("the-loop")
    robin.join(sam.link())
    sam.begin()
    for at, (mine, theirs) in enumerate(zip(SAM, ROBIN, strict=True)):
        answer(sam, *mine)
        if at == 0:
            yield "loop-step", sam
        send(sam)
        answer(robin, *theirs)
        send(robin)
    yield "loop-preview", sam
    show_all(sam, robin)
    yield "loop-ring", sam
    yield "loop-ring-other", robin
    sam.tap(sam.page.get_by_role("button", name="I could step out here"))
    sam.button("Not yet").wait_for()
    yield "loop-ring-tapped", sam
    robin.next()
    for phone in (sam, robin):
        phone.heading(re.compile("Where I could step out")).wait_for()
    yield "loop-out", sam
    sam.tap(pill(sam, "ask gently"))
    sam.page.get_by_label("What would make that easier?").fill("If I knew that a question is welcome.")
    robin.tap(pill(robin, "in my own words"))
    robin.page.get_by_label("in my own words").last.fill("say that I am tired, and that it is not you")
    yield "loop-out-own-words", robin
    for phone in (sam, robin):
        send(phone)
        phone.show_ours()
    sam.turned_at()
    yield "loop-ways-out", sam
    sam.open(f"/s/{sam.code}/comparison/")
    yield "loop-comparison", sam
    sam.page.emulate_media(media="print")
    yield "loop-comparison-print", sam
    sam.page.emulate_media(media="screen")


def no_ring(sam: Phone, robin: Phone) -> Iterator[tuple[str, Phone]]:
    sam.start("the-loop")
    robin.join(sam.link())
    sam.begin()
    for mine, theirs in zip(SAM, GENTLE, strict=True):
        answer(sam, *mine)
        send(sam)
        answer(robin, *theirs)
        send(robin)
    show_all(sam, robin)
    yield "loop-no-ring", sam
