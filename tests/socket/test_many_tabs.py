"""One seat in many tabs: all of them go on up to a number, then the one left alone the longest rests."""

from __future__ import annotations

import json
from contextlib import AsyncExitStack

import pytest

from exercises import commands
from exercises.web import open_tabs
from exercises.web.pulse import pulse
from tests.support.couples.paired import FIRST, MEANING, Pair
from tests.support.socket.tabs import Tab, off_loop

MOST = 3
RESTS = 4411


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_tabs, "MOST_OF_A_SEAT", MOST)


async def opened(stack: AsyncExitStack, *tabs: Tab) -> None:
    """One after the other."""
    for tab in tabs:
        await stack.enter_async_context(tab)
        await tab.hello()


async def goes_on(tab: Tab) -> bool:
    """Whether it is answered."""
    await tab.hello()
    return True


async def test_as_many_as_go_on_at_once_are_all_kept_up_to_date(pair: Pair) -> None:
    first, second = list((await off_loop(pair.state)(pair.alex)).layout.steps)[:2]
    async with AsyncExitStack() as stack:
        tabs = [Tab(pair, pair.alex) for _ in range(MOST)]
        await opened(stack, *tabs)
        await tabs[0].skip(first)
        for tab in tabs:
            await tab.shows(second)


async def test_of_one_more_the_one_that_was_opened_first_rests_and_the_newest_goes_on(pair: Pair) -> None:
    async with AsyncExitStack() as stack:
        first, second, third, newest = (Tab(pair, pair.alex) for _ in range(MOST + 1))
        await opened(stack, first, second, third, newest)
        assert await first.closed() == RESTS
        for tab in (second, third, newest):
            assert await goes_on(tab)


async def test_a_tab_that_somebody_is_at_does_not_rest_for_a_forgotten_one(pair: Pair) -> None:
    async with AsyncExitStack() as stack:
        first, second, third, newest = (Tab(pair, pair.alex) for _ in range(MOST + 1))
        await opened(stack, first, second, third)
        await second.send('{"type": "ping"}')  # of the page alone: that is nobody
        await second.hear_until("pong")
        await first.draft(FIRST, reading="strain")
        await third.draft(MEANING, calm="strain")
        await opened(stack, newest)
        assert await second.closed() == RESTS
        for tab in (first, third, newest):
            assert await goes_on(tab)


async def test_one_that_rested_comes_back_when_it_connects_and_another_rests(pair: Pair) -> None:
    async with AsyncExitStack() as stack:
        first, second, third, newest, again = (Tab(pair, pair.alex) for _ in range(MOST + 2))
        await opened(stack, first, second, third, newest)
        assert await first.closed() == RESTS
        await opened(stack, again)
        assert await second.closed() == RESTS
        for tab in (third, newest, again):
            assert await goes_on(tab)


async def test_one_that_is_closed_makes_room(pair: Pair) -> None:
    async with AsyncExitStack() as stack:
        first, second, newest, one_more = (Tab(pair, pair.alex) for _ in range(MOST + 1))
        await opened(stack, first, second)
        async with Tab(pair, pair.alex) as third:
            await third.hello()
        await opened(stack, newest)
        for tab in (first, second, newest):
            assert await goes_on(tab)
        await opened(stack, one_more)
        assert await first.closed() == RESTS, "and no more room than that"


async def test_of_those_who_have_gone_nothing_is_kept(pair: Pair) -> None:
    tabs = pulse().tabs
    async with AsyncExitStack() as stack:
        await opened(stack, *(Tab(pair, who) for who in pair.both for _ in range(MOST + 1)))
        assert len(tabs._tabs) == 2 and len(tabs._seats) == 2 * MOST
    assert not tabs._tabs and not tabs._seats


async def test_a_tab_that_connects_anew_takes_the_place_of_its_older_socket(pair: Pair) -> None:
    hello = {"type": "hello", "protocol": 1, "tab": "ab" * 16, "etags": {}}
    async with AsyncExitStack() as stack:
        first = Tab(pair, pair.alex)
        await opened(stack, first)
        for _ in range(2 * MOST):
            anew = Tab(pair, pair.alex)
            await stack.enter_async_context(anew)
            await anew.send(json.dumps(hello))
            await anew.hear_until("panels")
        assert await goes_on(first)


async def test_the_other_seats_tabs_are_not_counted(pair: Pair) -> None:
    async with AsyncExitStack() as stack:
        mine = [Tab(pair, pair.alex) for _ in range(MOST)]
        others = [Tab(pair, pair.sam) for _ in range(MOST)]
        await opened(stack, *mine, *others)
        for tab in (*mine, *others):
            assert await goes_on(tab)
        await opened(stack, Tab(pair, pair.sam))
        assert await others[0].closed() == RESTS
        assert await goes_on(mine[0])


async def test_tabs_at_another_session_of_the_same_couple_are_counted(pair: Pair) -> None:
    started = await off_loop(commands.start)(
        "two-sides-of-a-cue", holder=pair.alex, couple_code=pair.couple_code
    )
    elsewhere = Pair(started.code, pair.couple_code, pair.alex, pair.sam)
    async with AsyncExitStack() as stack:
        first = Tab(pair, pair.alex)
        await opened(stack, first, *(Tab(elsewhere, pair.alex) for _ in range(MOST)))
        assert await first.closed() == RESTS


async def test_a_stranger_without_a_seat_is_none_of_them(pair: Pair) -> None:
    async with AsyncExitStack() as stack:
        mine = [Tab(pair, pair.alex) for _ in range(MOST)]
        await opened(stack, *mine)
        async with Tab(pair, None) as stranger:
            assert await stranger.closed() == 4401
        for tab in mine:
            assert await goes_on(tab)
