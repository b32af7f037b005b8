"""The server's clock, in whole milliseconds: cards and milestones run on it."""

from __future__ import annotations

import time

from exercises.rules.words import Breathe, Reached, RoundMilestone, Start, TalkWord, TogetherWord, Way

REVEAL_AHEAD_MS = 1_500  # long enough for both phones to hear of it, short enough to hold one's breath
TOGETHER_AHEAD_MS = 3_000  # what both do together begins: time to put the phone down and look up


def ahead_ms(word: Reached) -> int:
    """How far ahead of now a milestone lies when it is written, in milliseconds."""
    match word:
        case RoundMilestone.REVEAL:
            return REVEAL_AHEAD_MS
        case TogetherWord(event=Start()) | TalkWord(event=Way.ROOM | Way.CALL | Breathe()):
            return TOGETHER_AHEAD_MS
        case _:
            return 0


def now_ms() -> int:
    return time.time_ns() // 1_000_000
