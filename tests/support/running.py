"""How the tests run beside each other: how many processes, in which order, and who gives way to whom.

Two kinds of tests share the processors. Those with a browser, or with real processes, take seconds and wait
most of the time; all the others compute. So there are more processes than processors, and what waits is
spread among what computes: whoever is free takes the next one. Tests that share something that is dear to
start keep to one process, which begins with them (`--dist loadgroup --no-loadscope-reorder`).
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator

import hypothesis
import pytest

KEPT_TOGETHER = {  # by the fixture that starts it: several seconds of a processor, for each process that asks
    "hands": "Firefox and a WebKit",
    "hosted_house": "three processes behind nginx",
    "on_postgresql": "PostgreSQL",
}
WHEN_ALL_THAT_WAITS_HAS_BEGUN = 0.7  # of the others; what is left then fills up whatever is idle
WALKS = (  # begun first of all that waits: each takes as long as many others
    "test_two_people_go_the_whole_way",
    "test_so_is_every_kind_of_part_and_card",
    "test_every_screen_fits_the_smallest_phone_and_is_accessible",
    "test_alone_from_home_through_the_core_exercise_to_the_end",
    "test_two_people_go_the_whole_way_without_a_socket",
    "test_two_people_without_javascript_go_the_whole_way",
    "test_a_couple_is_served_by_two_processes",
    "test_two_people_pass_one_phone_to_the_first_card_and_through_it",
    "test_the_covers_and_the_pages_of_one_phone_can_be_read_and_reached",
    "test_from_the_home_page_to_a_talk_by_keyboard_alone",
    "test_a_killed_server_loses_nothing_of_what_is_typed",
)


def pytest_xdist_auto_num_workers() -> int:
    """For `-n auto`: half as many again as there are processors."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(2, processors * 3 // 2)


def leave_out_the_matrix(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run what is marked as `matrix` with the long profile only: else another case of its kind will do."""
    if hypothesis.settings.get_current_profile_name() != "long":
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("matrix")])
        items[:] = [item for item in items if not item.get_closest_marker("matrix")]


def put_in_order(items: list[pytest.Item]) -> None:
    """What keeps to one process first, then what waits spread among what computes, the longest first; in one
    process, what is quick comes first.
    """
    waiting = sorted((item for item in items if _waits(item)), key=_place)
    computing = [item for item in items if not _waits(item)]
    if "PYTEST_XDIST_WORKER" not in os.environ or not waiting:
        items[:] = computing + sorted(waiting, key=_has_browser)
        return
    together = {item: group for item in waiting if (group := _group_of(item))}
    for item, group in together.items():
        item.add_marker(pytest.mark.xdist_group(group))
    waiting = [item for item in waiting if item not in together]
    step = max(1, int(len(computing) * WHEN_ALL_THAT_WAITS_HAS_BEGUN) // max(1, len(waiting)))
    items[:] = [*together]
    for at, item in enumerate(waiting):
        items += [item, *computing[at * step : (at + 1) * step]]
    items += computing[len(waiting) * step :]


def _group_of(item: pytest.Item) -> str:
    """What it shares with the others that one process runs; "" where it is of no such kind."""
    names = getattr(item, "fixturenames", ())
    return next((group for name, group in KEPT_TOGETHER.items() if name in names), "")


def _waits(item: pytest.Item) -> bool:
    return _has_browser(item) or any(map(item.get_closest_marker, ("engines", "system")))


def _has_browser(item: pytest.Item) -> bool:
    return not {"chromium", "hands"}.isdisjoint(getattr(item, "fixturenames", ()))


def _place(item: pytest.Item) -> int:
    name = getattr(item, "originalname", item.name)
    return WALKS.index(name) if name in WALKS else len(WALKS)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Run a test without a browser as if there were none, and let it give way to whoever keeps time.

    Playwright's event loop stands still between two calls, but stays the running one of this thread: then
    no async test could run, and no query. And whoever computes only is of the scheduler's batch kind, so
    that a page or a server that wakes at its instant need not wait for it.
    """
    if _has_browser(item):
        return (yield)
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    _schedule("SCHED_BATCH")
    try:
        return (yield)
    finally:
        _schedule("SCHED_OTHER")
        if loop is not None and not loop.is_closed():
            asyncio._set_running_loop(loop)


def _schedule(kind: str) -> None:
    if hasattr(os, kind):
        os.sched_setscheduler(0, getattr(os, kind), os.sched_param(0))
