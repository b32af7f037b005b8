"""Two processes, and the Redis between them is gone for half a minute: who is cut off, how late is news."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from tests.chaos.house import House, house
from tests.chaos.pairs import CardPair, at_the_cards
from tests.chaos.running import Run
from tests.support.processes.redis_server import launch_redis

GONE_SECONDS = 30
COUPLES = 4
PAUSE_SECONDS = 2  # between two things that somebody does; less than a socket may say
AFTER_SECONDS = 6  # how late news may be once it is back
AFTER_TIMES = 4


def measure(run: Run) -> dict[str, float]:
    with house("pair", as_shipped=True) as there:
        return asyncio.run(_measure(there, run))


async def _measure(there: House, run: Run) -> dict[str, float]:
    assert there.redis is not None
    gone_seconds = max(5.0, GONE_SECONDS * min(1.0, run.scale * 10))
    async with at_the_cards(there, run, COUPLES) as pairs:
        run.say(f"redis: with it, news takes {await _news(pairs):.2f} s")
        await asyncio.to_thread(there.redis.kill)
        loop = asyncio.get_running_loop()
        ends, worst = loop.time() + gone_seconds, 0.0
        while loop.time() < ends:
            worst = max(worst, await _news(pairs))
            run.say(f"redis: gone, news takes {worst:.2f} s at most")
            await asyncio.sleep(PAUSE_SECONDS)
        there.redis = await asyncio.to_thread(launch_redis, there.folder, there.redis.port)
        after = 0.0
        for _ in range(AFTER_TIMES):
            after = max(after, await _news(pairs))
            await asyncio.sleep(PAUSE_SECONDS)
        run.say(f"redis: back, news takes {after:.2f} s at most")
        if after > AFTER_SECONDS:
            run.complain(f"redis: once it is back news takes {after:.2f} s, more than {AFTER_SECONDS}")
        closed = sum(pair.closed() for pair in pairs)
    return {"redis.closed": closed, "redis.repair_s_max": worst}


async def _news(pairs: Sequence[CardPair]) -> float:
    """The slowest of all of them at once."""
    return max(await asyncio.gather(*(pair.news() for pair in pairs)))
