"""A quarter of an hour in which nobody does anything: whose socket is closed, and does news come then."""

from __future__ import annotations

import asyncio

from tests.chaos.house import House, house
from tests.chaos.pairs import at_the_cards
from tests.chaos.running import Run

IDLE_SECONDS = 15 * 60
COUPLES = 4
LOOK_SECONDS = 30
NEWS_SECONDS = 15  # as late as a hint may be that was lost


def measure(run: Run) -> dict[str, float]:
    with house("pair", as_shipped=True) as there:
        return {"idle.closed": asyncio.run(_measure(there, run))}


async def _measure(there: House, run: Run) -> int:
    async with at_the_cards(there, run, COUPLES) as pairs:
        left = run.times(IDLE_SECONDS)
        while left > 0:
            await asyncio.sleep(min(left, LOOK_SECONDS))
            left -= LOOK_SECONDS
            closed = sum(pair.closed() for pair in pairs)
            run.say(f"idle: {closed} closed, {max(0, left)} s to go")
        late = max(await asyncio.gather(*(pair.news() for pair in pairs)))
        if late > NEWS_SECONDS:
            run.complain(f"idle: afterwards news takes {late:.2f} s")
        return sum(pair.closed() for pair in pairs)
