"""How a socket ends, and what it says before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from couples import seats
from couples.access import Holder
from couples.invites import new_claim_id
from couples.models import Couple
from exercises import commands
from exercises.queries import loading
from exercises.rules import Stage
from exercises.web import connection
from tests.support.couples.paired import FIRST, Pair, start_alone
from tests.support.socket.tabs import Closed, Tab, off_loop


async def test_a_stop_by_one_is_seen_by_both_and_nothing_more_is_taken(pair: Pair) -> None:
    await off_loop(pair.answer_round)(pair.alex)
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await alex.hello()
        await sam.hello()
        await off_loop(commands.stop)(pair.alex, pair.code)
        for tab in (alex, sam):
            await tab.shows("This has ended.")
            assert (await tab.answer(FIRST, reading="caring"))["reason"] == "ended"
            assert (await tab.ready("preview"))["reason"] == "ended"
    assert not (await off_loop(pair.stored)())["answers"]


async def test_after_an_erase_everybody_is_closed_and_nothing_follows(pair: Pair) -> None:
    await off_loop(pair.come_to)("reveal")
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam, Tab(pair, pair.alex) as second:
        tabs = (alex, sam, second)
        for tab in tabs:
            await tab.hello()
        await off_loop(seats.erase)(pair.sam, pair.couple_code)
        for tab in tabs:
            assert await tab.closed() == 4410
            assert await tab.silent()


async def test_a_command_to_what_was_erased_is_closed(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        await off_loop(Couple.objects.all().delete)()  # without a hint
        with pytest.raises(Closed) as closed:
            await alex.answer(FIRST, reading="strain")
        assert closed.value.code == 4410


async def test_what_has_expired_is_closed_by_the_pulse(pair: Pair, quick_pulse: None) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        await off_loop(Couple.objects.update)(expires=timezone.now() - timedelta(seconds=1))
        assert await alex.closed() == 4410


async def test_whom_nobody_touches_is_closed_and_a_ping_is_no_touch(
    pair: Pair, quick_pulse: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()
        monkeypatch.setattr(connection, "IDLE_SECONDS", 0)
        await alex.send('{"type": "ping"}')
        assert await alex.closed() == 4408


async def test_after_a_flood_one_can_connect_again(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "MESSAGES_AT_ONCE", 20)
    async with Tab(pair, pair.alex) as alex:
        for _ in range(60):
            await alex.send('{"type": "ping"}')
        assert await alex.closed() == 4429
        assert 20 <= len(alex.frames) < 40
    async with Tab(pair, pair.alex) as alex:
        await alex.hello()


async def test_whoever_waits_in_the_lobby_sees_the_other_join(transactional_db: None, pair: Pair) -> None:
    code, couple_code, holder = await off_loop(start_alone)()
    waiting = Pair(code, couple_code, holder, Holder(()))
    async with Tab(waiting, holder) as alex:
        await alex.hello()
        assert "/join/#" in alex.html["stage"] and "Your partner" in alex.html["partner"]
        assert "here" not in alex.html["partner"] and "away" not in alex.html["partner"]
        await off_loop(_join)(holder, code, "Robin")
        await alex.shows("Robin", "partner")
        assert await off_loop(waiting.stage)(holder) is Stage.LOBBY
        assert (await alex.ready("begin", round=""))["type"] == "ack"
        await alex.shows(FIRST)


async def test_the_socket_of_one_session_hears_nothing_of_the_couples_other(pair: Pair) -> None:
    again = await off_loop(commands.start)(
        "two-sides-of-a-cue", holder=pair.alex, couple_code=pair.couple_code
    )
    other = Pair(again.code, pair.couple_code, pair.alex, pair.sam)
    async with Tab(pair, pair.alex) as alex, Tab(other, pair.alex) as elsewhere:
        await alex.hello()
        await elsewhere.hello()
        assert await alex.news() == []
        before = len(alex.frames)
        first = list((await off_loop(other.state)(pair.alex)).layout.steps)[0]
        await elsewhere.skip(first)
        await off_loop(commands.stop)(pair.alex, other.code)
        await elsewhere.shows("This has ended.")
        assert await alex.silent() and len(alex.frames) == before
        assert (await alex.skip(FIRST))["type"] == "ack"


def _join(inviter: Holder, code: str, name: str) -> None:
    seated = loading.load(inviter, code)
    link = seats.invite_link(seated.seat, seated.keys)
    assert link is not None
    seats.claim(link, new_claim_id(), name, Holder(()))
