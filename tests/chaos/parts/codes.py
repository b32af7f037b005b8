"""Each close code that is documented, heard by a real client 100 times; after an erase, within a second."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

from tests.chaos import closes
from tests.chaos.odd_clients import cookie, said_in_the_log, seats_at
from tests.chaos.running import Run
from tests.support.processes.app import App, launch_app
from tests.support.processes.postgres import postgres

TIMES = 100

Case = tuple[str, int, Callable[[App], Awaitable[int]]]

AS_SHIPPED: tuple[Case, ...] = (
    ("a stranger", 4401, closes.no_seat),
    ("a seat with a new link", 4401, closes.lost_seat),
    ("no session", 4404, closes.no_session),
    ("a tab anew", 4409, closes.replaced),
    ("an erase", 4410, closes.over),
    ("one tab more", 4411, closes.one_tab_more),
    ("a flood", 4429, closes.flood),
    ("a frame too long", 1009, closes.too_long),
)
ON_A_SET_CLOCK: tuple[Case, ...] = (("nothing touched", 4408, closes.idle),)
WHERE_EACH_CONNECTS_ONCE: tuple[Case, ...] = (("one connect more", 4429, closes.one_connect_more),)


def measure(run: Run) -> dict[str, float]:
    with ExitStack() as stack:

        def launched(**how: object) -> App:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="meant-"))
            app = launch_app(Path(folder), **how)  # type: ignore[arg-type]  # its own arguments
            stack.callback(app.stop)
            return app

        app = launched()
        wrong = sum(_wrong(run, app, *case) for case in AS_SHIPPED)
        of_set_clock = launched(as_shipped=False)
        wrong += sum(_wrong(run, of_set_clock, *case) for case in ON_A_SET_CLOCK)
        of_few = launched(LIMIT_CONNECT="1")
        wrong += sum(_wrong(run, of_few, *case) for case in WHERE_EACH_CONNECTS_ONCE)
        wrong += _counted(run, "a restart", 1012, asyncio.run(closes.restarts(app, run.times(TIMES))))
        wrong += _away(run, stack, launched)
        troubles = [said for each in (app, of_set_clock, of_few) for said in said_in_the_log(each, 0)]
        run.say(f"codes: {len(troubles)} failures in the logs {troubles[:5]}")
        return {"codes.wrong": wrong + len(troubles)}


def _wrong(run: Run, app: App, case: str, code: int, hear: Callable[[App], Awaitable[int]]) -> int:
    async def once() -> int:
        return await hear(app)

    return _counted(run, case, code, (asyncio.run(once()) for _ in range(run.times(TIMES))))


def _away(run: Run, stack: ExitStack, launched: Callable[..., App]) -> int:
    """At a PostgreSQL that has gone. What its log says of that is right to be there."""
    server = stack.enter_context(postgres())
    app = launched(DATABASE_URL=server.url)
    scene = seats_at(app, ["sit_down"])[0]
    seat = scene["code"], cookie(scene, 0)
    server.stop()
    heard = (asyncio.run(closes.away(app, seat)) for _ in range(run.times(TIMES)))
    return _counted(run, "no database", 4503, heard)


def _counted(run: Run, case: str, code: int, codes: Iterable[int]) -> int:
    """How many of these are another code."""
    heard = Counter(codes)
    run.say(f"codes: {case}, {code}: heard {dict(heard)}")
    return heard.total() - heard[code]
