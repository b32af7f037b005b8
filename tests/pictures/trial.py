"""One person with a pretend partner: before it, on a step, at the cards, at the end, and around."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.support.browser.autoplayer import act, look, stage
from tests.support.browser.phones import CORE, Phone


def trial(sam: Phone, robin: Phone) -> Iterator[tuple[str, Phone]]:
    """sam tries it; robin, who would be the partner, has nothing to do."""
    sam.open("/")
    yield "trial-home", sam
    sam.open(f"/exercises/{CORE}/try/")
    yield "trial-before", sam
    sam.page.get_by_label(re.compile("first name")).fill("Sam")
    sam.tap(sam.button("Try it"))
    sam.connected()
    yield "trial-step", sam
    for _ in range(3):
        sam.read(sam.words_of("us_mild"))
    for _ in range(3):
        sam.mean(sam.words_of("strain"))
    sam.decide()
    sam.show_ours()
    sam.card().wait_for()
    yield "trial-card", sam
    while stage(sam) == "cards":
        act(sam, 0, lambda phone: False, look)
    yield "trial-cards-done", sam
    sam.tap(sam.button("That’s enough for today"))
    sam.tap(sam.button("Nothing today"))
    sam.heading("That’s all for today.").wait_for()
    yield "trial-end", sam
    sam.tap(sam.link_named("The two of us"))
    yield "trial-us", sam
    sam.tap(sam.link_named("Settings"))
    yield "trial-settings", sam
    sam.open(f"/exercises/{CORE}/try/")
    yield "trial-before-again", sam
