"""Other engines: from home to erased in Firefox and a WebKit, and leaving every page in all three."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from playwright.sync_api import Browser, sync_playwright

from tests.chaos.running import Run
from tests.support.browser.chromium import launch_chromium
from tests.support.engines.core_walk import walk
from tests.support.engines.engines import Engines
from tests.support.engines.hands import Engine, ScriptFailed
from tests.support.engines.leaving import leavable, shown_anywhere
from tests.support.processes.app import launch_app

TIMES = 10  # each of the two engines begins so often, and joins so often
PAIRS: tuple[tuple[Engine, Engine], ...] = (("firefox", "webkit"), ("webkit", "firefox"))


def measure(run: Run) -> dict[str, float]:
    walks, faults, shown = 0, 0, 0
    with _engines() as engines:
        for number in range(run.times(TIMES)):
            for pair in PAIRS:
                complaints = _walk(engines, pair, further=number % 2 == 1)
                walks, faults = walks + 1, faults + len(complaints)
                run.say(
                    f"engines: walk {walks} of {' and '.join(pair)}: {complaints or 'nothing to complain'}"
                )
        for engine in get_args(Engine):
            seen = _leave(engines, engine, run)
            shown += len(seen)
            run.say(f"engines: left with {engine}: {seen or 'nothing was seen again'}")
    return {"engines.walks": walks, "engines.faults": faults, "leave.shown_again": shown}


@contextlib.contextmanager
def _engines() -> Iterator[Engines]:
    with contextlib.ExitStack() as opened:
        folder = opened.enter_context(
            tempfile.TemporaryDirectory(prefix="meant-engines-", ignore_cleanup_errors=True)
        )

        def chromium() -> Browser:
            browser = launch_chromium(opened.enter_context(sync_playwright()))
            opened.callback(browser.close)
            return browser

        made = Engines(Path(folder), chromium)
        opened.callback(made.stop)
        yield made


def _walk(engines: Engines, pair: tuple[Engine, Engine], *, further: bool) -> list[str]:
    """Walk once, on an app of its own, since one begins only so many couples in an hour. What was wrong."""
    with tempfile.TemporaryDirectory(prefix="meant-") as folder, contextlib.ExitStack() as opened:
        app = launch_app(Path(folder), as_shipped=False)
        opened.callback(app.stop)
        alex, sam = (engines.hands(name, each, app) for name, each in zip(("alex", "sam"), pair, strict=True))
        for each in (alex, sam):
            opened.callback(each.put_away)
        try:
            walk(alex, sam, further=further)
        except (AssertionError, ScriptFailed) as failure:
            return [str(failure)]
        return [f"{each}: {one}" for each in (alex, sam) for one in each.complaints()]


def _leave(engines: Engines, engine: Engine, run: Run) -> list[str]:
    """Leave every page, or a share of them. What could be seen of ours afterwards."""
    with leavable() as place:
        alex = engines.hands("alex", engine, place.network)
        pages = run.random("leave", engine).sample(place.pages(), run.times(len(place.pages())))
        try:
            return shown_anywhere(alex, place, pages)
        finally:
            alex.put_away()
