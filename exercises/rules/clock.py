"""The server's clock, in whole milliseconds: cards and moments run on it."""

from __future__ import annotations

import re
import time

REVEAL_AHEAD_MS = 1_500  # long enough for both phones to hear of it, short enough to hold one's breath

_BEGINS = re.compile(r"\.(start|room|call|breathe-[0-9]+)$")

TOGETHER_AHEAD_MS = 3_000  # what both do together begins: time to put the phone down and look up


def ahead_ms(what: str) -> int:
    """How far ahead of now a moment lies when it is written, in milliseconds."""
    if what == "reveal":
        return REVEAL_AHEAD_MS
    return TOGETHER_AHEAD_MS if _BEGINS.search(what) else 0


def now_ms() -> int:
    return time.time_ns() // 1_000_000
