"""How a part is run: how much of it, from which seed, and where it says what it does."""

from __future__ import annotations

import random
import sys
import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Run:
    """What every part is handed."""

    scale: float = 1
    seed: int = 0
    began: float = field(default_factory=time.monotonic)
    complaints: list[str] = field(default_factory=list)

    def times(self, full: int) -> int:
        """How often something is done that a full run does so often; once at least."""
        return max(1, round(full * self.scale))

    def random(self, *what: object) -> random.Random:
        """Chance that is the same for the same seed and the same thing: run.random("live", 17)."""
        return random.Random(":".join(map(str, (self.seed, *what))))

    def complain(self, text: str) -> None:
        """What is wrong and has no figure of its own, or needs more words than one: the status is 1 then."""
        self.complaints.append(text)
        self.say(text)

    def say(self, text: str) -> None:
        """Progress, at once, with the time that has gone by."""
        print(f"[{time.monotonic() - self.began:6.0f} s] {text}", file=sys.stderr, flush=True)
