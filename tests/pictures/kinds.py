"""Every kind's input and card: the deck that uses them all, played by two people from start to takeaway."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.support.browser.autoplayer import fill, play
from tests.support.browser.phones import Phone
from tests.support.scripts.every_kind import EVERY_KIND


def bring_the_deck(folder: Path) -> Path:
    """Put the deck into this folder, for EXERCISES_PATH."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "every-kind.yaml").write_text(EVERY_KIND)
    return folder


def every_kind(sam: Phone, robin: Phone, take: Callable[[str, Phone], None]) -> None:
    """Play it. `take` is called with the name of each screen, filled in, as Sam sees it."""
    sam.start("every-kind")
    robin.join(sam.link())
    cards = iter(range(1, 100))

    def watch(name: str, phone: Phone) -> None:
        if phone is not sam:
            return
        if name.startswith("step-"):
            fill(phone)
        take(f"kind-{name}" if name != "card" else f"kind-card-{next(cards)}", phone)

    play(sam, robin, watch)
