"""How long a tab waits, for what: the browser's own times, divided so that a run takes seconds.

waits = Waits(haste=10, rng=rng)
async with asyncio.timeout(waits.opening): ...
await asyncio.sleep(waits.before_next(failures=2))
"""

from __future__ import annotations

import random
from dataclasses import dataclass

# The browser's, in seconds: see static/js/socket.js and http_fallback.js.
PING, DEAF, OPENING = 20.0, 25.0, 10.0
SHORTEST_WAIT, FIRST_WAIT, LONGEST_WAIT, FLOOD_WAIT = 0.3, 2.0, 20.0, 20.0
STEADY_TRIES = 8
RETRY, POLL, PATIENCE = 3.0, 5.0, 15.0
LEAST_OPENING = 4.0  # whatever the haste: a server that is busy has to be able to answer


@dataclass(frozen=True)
class Waits:
    """Seconds. haste: by what they are divided. rng: what is drawn anew each time is drawn from."""

    haste: float
    rng: random.Random

    @property
    def ping(self) -> float:
        return PING / self.haste

    @property
    def deaf(self) -> float:
        """Without a word of the server's for so long, a socket is given up."""
        return (PING + DEAF) / self.haste

    @property
    def opening(self) -> float:
        return max(LEAST_OPENING, OPENING / self.haste)

    @property
    def answer(self) -> float:
        """For a reply over plain HTTP."""
        return max(LEAST_OPENING, PATIENCE / self.haste)

    @property
    def retry(self) -> float:
        return RETRY / self.haste

    def after_flood(self) -> float:
        return FLOOD_WAIT * (1 + self.rng.random()) / self.haste

    def next_look(self) -> float:
        """Between two looks over plain HTTP."""
        return POLL * (1 + self.rng.random()) / self.haste

    def before_next(self, failures: int) -> float:
        """Before the next socket is tried, after so many that never spoke."""
        doubled = max(min(1, failures), failures - STEADY_TRIES)
        longest = min(LONGEST_WAIT, FIRST_WAIT * 2**doubled)
        return max(SHORTEST_WAIT, self.rng.random() * longest) / self.haste
