"""Which card a message shows, and what is on it. Pure."""

from __future__ import annotations

import re

CARD = re.compile(r"Card (\d+) of \d+")
FACE = re.compile(r'<article class="face[^"]*">(.*?)</article>', re.DOTALL)
ROUND = re.compile(r'name="round" value="([^"]+)"')


def card_of(panels: dict[str, str]) -> tuple[str, str] | None:
    """Its round and number, and its text; None where there is none, or not both of the panels."""
    stage, progress = panels.get("stage", ""), panels.get("progress", "")
    number, face, round_ = CARD.search(progress), FACE.search(stage), ROUND.search(stage)
    if not (number and face and round_):
        return None
    return f"{round_[1]}.{number[1]}", " ".join(re.sub(r"<[^>]+>", " ", face[1]).split())
