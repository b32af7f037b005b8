"""The server's clock, in whole milliseconds: cards and moments run on it."""

from __future__ import annotations

import time

REVEAL_AHEAD_MS = 1_500  # long enough for both phones to hear of it, short enough to hold one's breath


def now_ms() -> int:
    return time.time_ns() // 1_000_000
