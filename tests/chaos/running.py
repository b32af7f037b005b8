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

    def times(self, full: int) -> int:
        """How often something is done that a full run does so often; once at least."""
        return max(1, round(full * self.scale))

    def random(self, *what: object) -> random.Random:
        """Chance that is the same for the same seed and the same thing: run.random("live", 17)."""
        return random.Random(":".join(map(str, (self.seed, *what))))

    def say(self, text: str) -> None:
        """Progress, at once, with the time that has gone by."""
        print(f"[{time.monotonic() - self.began:6.0f} s] {text}", file=sys.stderr, flush=True)
