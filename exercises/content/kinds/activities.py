"""What two people can do at the same time: how long it takes, and what it needs on the screen. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Breathing:
    """One pace for both. seconds: the whole of it. breathe_in, breathe_out: of one breath.

    note: when to stop.
    """

    seconds: int
    breathe_in: int
    breathe_out: int
    note: str
    floors: int = 0


@dataclass(frozen=True)
class Speaking:
    """Turns. seconds: of one floor. floors: how often somebody has it.

    ask: so many of the `questions` are picked by whoever listens.
    """

    seconds: int
    floors: int
    ask: int
    questions: tuple[str, ...]


Activity = Breathing | Speaking
