"""kill -9 at any instant of a play, and how long until both phones are back once the port is.

The phones wait as browsers do, and the clock is that of people. Who has come to the end makes room for
another couple; in the end every history goes to the checker.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from pathlib import Path
from tempfile import gettempdir

from tests.chaos.checker import check
from tests.chaos.game import Game, seat_two
from tests.chaos.house import House, house, listens
from tests.chaos.running import Run

KILLS = 200
COUPLES = 3  # beside each other
BEFORE = (0.05, 1.5)  # a kill, in seconds
THINK = (0.0, 1.0)  # between two deeds: so that a kill comes upon people in the middle of it
PLAY_SECONDS = 3_600
POLL_SECONDS = 0.02
PATIENCE_SECONDS = 60
DATABASES = ("sqlite", "postgres")


def measure(run: Run) -> dict[str, float]:
    kills = run.times(KILLS)
    slowest = []
    shares = {"sqlite": kills - kills // 2, "postgres": kills // 2}
    for kind, share in shares.items():
        if share:
            with house(kind, as_shipped=True) as there:
                slowest.append(asyncio.run(_on(there, run, share)))
    return {"kill.runs": kills, "kill.resume_s_max": max(slowest)}


async def _on(there: House, run: Run, kills: int) -> float:
    rng = run.random("kill", there.kind)
    playing = [await _begin(there, run, number) for number in range(COUPLES)]
    begun, slowest = COUPLES, 0.0
    for number in range(1, kills + 1):
        await asyncio.sleep(rng.uniform(*BEFORE))
        took = await _kill(there, [game for game, _ in playing])
        slowest = max(slowest, took)
        run.say(f"kill: {number} on {there.kind}: back in {took:.2f} s, {slowest:.2f} s at most")
        for at, (game, play) in enumerate(playing):
            if play.done():
                await _look_back(run, game)
                playing[at] = await _begin(there, run, begun)
                begun += 1
    for game, play in playing:
        await asyncio.wait([play], timeout=PATIENCE_SECONDS)
        play.cancel()
        await asyncio.gather(play, return_exceptions=True)
        await _look_back(run, game)
    return slowest


async def _begin(there: House, run: Run, number: int) -> tuple[Game, asyncio.Task[None]]:
    chance = run.random("kill", there.kind, number)
    game = await seat_two(there, f"kill-{there.kind}-{number}", chance, think=THINK, haste=1)
    await game.open()
    return game, asyncio.create_task(game.play(PLAY_SECONDS, faults=0))


async def _kill(there: House, games: list[Game]) -> float:
    """How long after the port was back the last of their phones had heard something."""
    loop = asyncio.get_running_loop()
    there.apps[0].kill()
    starting = asyncio.create_task(asyncio.to_thread(there.launch, 0))
    while not listens(there.ports[0]):
        await asyncio.sleep(POLL_SECONDS)
    back = loop.time()
    for tab in (tab for game in games for tab in game.tabs):
        resumed = await tab.until(lambda tab=tab: tab.heard, PATIENCE_SECONDS)  # type: ignore[misc]
        assert resumed, f"{tab.seat.who} never came back"
    took = loop.time() - back
    await starting
    return took


async def _look_back(run: Run, game: Game) -> None:
    await game.look_back()
    await game.close()
    broken = check(game.history)
    if broken:
        path = Path(gettempdir()) / f"chaos-{game.history.name}.jsonl"
        game.history.save(path)
        for text, times in Counter(broken).items():
            run.complain(f"{game.history.name}: {text} ({times}×; all of it: {path})")
