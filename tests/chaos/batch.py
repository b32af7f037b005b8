"""Several couples side by side in one house, and what happens to all of them at once. Drawn from one seed.

kind = kind_of(17)
with house(kind) as there:
    broken = asyncio.run(play_batch(there, 17, couples=8))
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.checker import check
from tests.chaos.game import Game, seat_two
from tests.chaos.house import KINDS, House

PATIENCE_SECONDS = 90  # for a session; where nothing happens and nobody else runs it takes a few of them
SEATED_AT_ONCE = 4
ERASED = 0.3  # so many of them at the end
FIRST_BLOW = (0.1, 1.5)  # into the play, in seconds
Blow = Callable[[House, random.Random], None]


@dataclass(frozen=True)
class Broken:
    """A promise that did not hold, and where the whole history of that run is."""

    run: str
    text: str
    history: Path


def kind_of(seed: int, kinds: tuple[str, ...] = KINDS) -> str:
    return kinds[seed % len(kinds)]


async def play_batch(there: House, seed: int, couples: int) -> list[Broken]:
    """Everybody sits down, then plays while things happen. What did not hold, of all of them."""
    slots = asyncio.Semaphore(SEATED_AT_ONCE)

    async def seat(at: int) -> Game:
        async with slots:
            return await seat_two(there, f"{seed}.{at}", random.Random(f"{seed}.{at}"))

    games = await asyncio.gather(*(seat(at) for at in range(couples)))
    blows = asyncio.create_task(_strike(there, random.Random(f"{seed} house"), games))
    found = await asyncio.gather(*(_play(game, blows) for game in games))
    return [broken for each in found for broken in each]


async def _play(game: Game, blows: asyncio.Task[None]) -> list[Broken]:
    try:
        await game.open()
        await game.play(PATIENCE_SECONDS)
        await blows
        await game.look_back(erase=game.rng.random() < ERASED)
    finally:
        await game.close()
    texts = check(game.history)
    if not game.finished:
        texts.append("unfinished: the two did not come to the end")
    if not texts:
        return []
    path = Path(tempfile.gettempdir()) / f"chaos-{game.history.name}.jsonl"
    game.history.save(path)
    return [Broken(game.history.name, text, path) for text in texts]


# ---- what happens to a house ----------------------------------------------------------------------


async def _strike(there: House, rng: random.Random, games: list[Game]) -> None:
    for _ in range(rng.randrange(3)):
        await asyncio.sleep(rng.uniform(*FIRST_BLOW))
        name, blow = rng.choice(sorted(BLOWS[there.kind].items()))
        for game in games:
            game.history.note("fault", kind=name)
        await asyncio.to_thread(blow, there, random.Random(rng.getrandbits(64)))


def _killed(there: House, rng: random.Random) -> None:
    there.kill(rng.randrange(len(there.ports)))


def _ended(there: House, rng: random.Random) -> None:
    there.end(rng.randrange(len(there.ports)))


def _frozen(there: House, rng: random.Random) -> None:
    there.freeze(rng.randrange(len(there.ports)), rng.uniform(0.2, 1.5))


def _locked(there: House, rng: random.Random) -> None:
    there.lock_database(rng.uniform(0.2, 1.5))


def _restarted(there: House, _: random.Random) -> None:
    there.restart_postgres()


def _without_redis(there: House, rng: random.Random) -> None:
    there.lose_redis(rng.uniform(0.2, 2))


def _full(there: House, rng: random.Random) -> None:
    there.fill_disk(rng.uniform(0.3, 1.5))


ALWAYS: dict[str, Blow] = {"kill -9": _killed, "SIGTERM": _ended, "SIGSTOP": _frozen}
BLOWS: dict[str, dict[str, Blow]] = {
    "sqlite": {**ALWAYS, "locked database": _locked},
    "postgres": {**ALWAYS, "postgres restarted": _restarted},
    "pair": {**ALWAYS, "postgres restarted": _restarted, "no Redis": _without_redis},
    "small disk": {**ALWAYS, "disk full": _full},
}
