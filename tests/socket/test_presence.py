"""Here and away: two words, one channel, and nothing that a reload or a second tab would give away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from channels.layers import get_channel_layer
from django.utils import timezone

from couples import presence, seats
from couples.models import Lease
from exercises import commands
from tests.support.couples.paired import FIRST, Pair
from tests.support.socket.tabs import Tab, off_loop

HERE, AWAY = '<span class="say">here</span>', '<span class="say">away</span>'


@pytest.fixture
def no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "GRACE_SECONDS", 0)


async def test_an_arrival_is_heard_at_once_and_in_the_partner_panel_only(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        assert AWAY in alex.html["partner"]
        shown = dict(alex.html)
        async with Tab(pair, pair.sam) as sam:
            await sam.hello()
            assert HERE in sam.html["partner"]
            await alex.shows(HERE, "partner")
            assert {**alex.html, "partner": ""} == {**shown, "partner": ""}


async def test_a_reload_is_no_departure(pair: Pair, quick_pulse: None) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        for _ in range(3):
            async with Tab(pair, pair.sam) as sam:
                await sam.hello()
                await alex.shows(HERE, "partner")
        seen = [frame for frame in alex.frames if HERE in frame.replace('\\"', '"')]
        assert len(seen) == 1 and await alex.news() == []


async def test_after_the_grace_away_comes_by_the_pulse(pair: Pair, quick_pulse: None, no_grace: None) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        async with Tab(pair, pair.sam) as sam:
            await sam.hello()
            await alex.shows(HERE, "partner")
        await alex.shows(AWAY, "partner")


async def test_a_ping_just_before_a_departure_does_not_make_it_late(
    pair: Pair, quick_pulse: None, no_grace: None
) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        async with Tab(pair, pair.sam) as sam:
            await sam.hello()
            await alex.shows(HERE, "partner")
            await sam.send('{"type": "ping"}')
            await sam.hear_until("pong")
        await alex.shows(AWAY, "partner")


async def test_two_tabs_are_one_person(pair: Pair, quick_pulse: None, no_grace: None) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        async with Tab(pair, pair.sam) as sam:
            await sam.hello()
            await alex.shows(HERE, "partner")
            async with Tab(pair, pair.sam) as second:
                await second.hello()
            assert await off_loop(Lease.objects.filter(expires__gt=timezone.now()).count)() == 2
            assert await alex.news() == []
        await alex.shows(AWAY, "partner")


async def test_a_silent_phone_is_away_and_a_ping_brings_it_back(pair: Pair, quick_pulse: None) -> None:
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await alex.hello()
        await sam.hello()
        await alex.shows(HERE, "partner")
        run_out = timezone.now() - timedelta(seconds=1)
        leases = Lease.objects.filter(seat__position=2)
        await off_loop(leases.update)(expires=run_out)
        await alex.shows(AWAY, "partner")
        await sam.send('{"type": "ping"}')
        await alex.shows(HERE, "partner")


async def test_whoever_uses_no_socket_is_here_too(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        await off_loop(commands.arrive_by_page)(pair.sam, pair.code)
        await alex.shows(HERE, "partner")


async def test_a_new_name_is_told_by_the_partner_panel_and_leaves_my_step_as_it_is(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        shown = alex.html["stage"]
        await off_loop(seats.rename)(pair.sam, pair.couple_code, "Samira")
        await alex.shows("Samira", "partner")
        assert alex.html["stage"] == shown


# ---- hints --------------------------------------------------------------------------------------------


async def test_a_lost_hint_alone_leaves_a_tab_behind(pair: Pair) -> None:
    """What the next test repairs: with the pulse at rest nothing arrives."""
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        await _forget_all_groups()
        await off_loop(pair.answer)(pair.alex, FIRST)
        assert await alex.silent()
        assert await alex.news() != []


async def test_a_lost_hint_is_repaired_by_the_pulse(pair: Pair, quick_pulse: None) -> None:
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await alex.hello()
        await sam.hello()
        await _forget_all_groups()
        await off_loop(pair.answer)(pair.alex, FIRST)  # as if by another device of alex's
        await alex.shows("unprompted-compliment.receiver")
        await off_loop(pair.come_to)("preview")
        await off_loop(pair.release)(pair.alex)
        await off_loop(pair.release)(pair.sam)
        for tab in (alex, sam):
            await tab.shows('value="next-1"')


async def test_the_pulse_brings_nothing_where_nothing_has_happened(pair: Pair, quick_pulse: None) -> None:
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await alex.hello()
        await sam.hello()
        await alex.hello()
        await off_loop(pair.answer_round)(pair.alex)
        assert await sam.silent(0.3)  # several beats


async def _forget_all_groups() -> None:
    layer = get_channel_layer()
    assert layer is not None
    await layer.flush()
