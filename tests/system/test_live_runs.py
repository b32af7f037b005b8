"""Couples who go through a session while their lines break and the server is killed: a few, of the many that
`make chaos ARGS="--only live"` plays. A failure names the seed that plays it again.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator

import pytest

from tests.chaos.batch import kind_of, play_batch
from tests.chaos.checker import check
from tests.chaos.game import seat_two
from tests.chaos.house import House, house

SEED = 256  # lines that break in each way, a kill -9 and a database that another program has locked
COUPLES = 4
SECONDS = 60


@pytest.fixture(scope="session")
def there() -> Iterator[House]:
    with house("sqlite") as served:
        yield served


def test_nothing_is_lost_or_leaked_whatever_breaks(there: House) -> None:
    assert kind_of(SEED) == there.kind
    broken = asyncio.run(play_batch(there, SEED, COUPLES))
    again = f'make chaos ARGS="--only live --seed {SEED} --scale 0.001"'
    assert [each.text for each in broken] == [], f"{again}; histories: {broken}"


def test_an_answer_that_goes_is_noticed(there: House) -> None:
    """The control: a real history, and one row less than there was."""

    async def play_and_lose() -> list[str]:
        game = await seat_two(there, "control", random.Random(1), think=(0, 0))
        try:
            await game.open()
            await game.play(SECONDS, faults=0)
            await game.note_stored()
            assert game.finished and check(game.history) == []
            await asyncio.to_thread(
                there.act, "tests.support.scripts.what_is_stored:lose_one", code=game.seats[0].code
            )
            await game.note_stored()
            return check(game.history)
        finally:
            await game.close()

    complaints = asyncio.run(play_and_lose())
    assert complaints and all(text.startswith("lost: ") for text in complaints)
