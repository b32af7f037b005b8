"""Who may connect, and how a socket ends."""

from __future__ import annotations

import json
import re

import pytest
from channels.db import database_sync_to_async
from channels.layers import get_channel_layer

from couples import access, presence, seats
from couples.models import Lease
from exercises import commands
from exercises.models import Answer
from exercises.web import connection, pulse
from tests.support.http.visitors import Couple, Visitor, sit_down
from tests.support.socket.sockets import Closed, Socket, socket_of

ORIGINS = ("", "null", "http://testserver.evil", "http://testserver:81", "ftp://testserver", "http://[", None)


def holder(visitor: Visitor) -> access.Holder:
    return access.holder(dict(pair.split("=", 1) for pair in visitor.cookie_header.split("; ")))


@pytest.mark.parametrize("origin", ORIGINS)
async def test_another_origin_gets_no_handshake(couple: Couple, origin: str | None) -> None:
    with pytest.raises(Closed):
        await socket_of(couple.alex, couple.code, origin).__aenter__()


async def test_without_a_seat_it_is_closed_with_a_reason(couple: Couple, stranger: Visitor) -> None:
    async with socket_of(stranger, couple.code) as socket:
        with pytest.raises(Closed) as closed:
            await socket.hear()
        assert closed.value.code == 4401


async def test_a_stranger_and_an_unknown_code_look_alike(couple: Couple, stranger: Visitor) -> None:
    other = await database_sync_to_async(sit_down)(stranger, Visitor("friend"))
    for code in (couple.code, "0" * 32):
        async with socket_of(stranger, code) as socket:
            with pytest.raises(Closed) as closed:
                await socket.hear()
            assert closed.value.code == 4404
    async with socket_of(stranger, other) as socket:
        assert (await socket.hello())["panels"], "their own session opens"


async def test_an_erase_by_one_closes_the_other(couple: Couple) -> None:
    async with socket_of(couple.sam, couple.code) as sam:
        await sam.hello()
        mine = holder(couple.alex)
        await database_sync_to_async(seats.erase)(mine, couple_of(couple))
        with pytest.raises(Closed) as closed:
            while True:
                await sam.hear()
        assert closed.value.code == 4410


async def test_a_stop_by_one_reaches_the_other(couple: Couple) -> None:
    async with socket_of(couple.sam, couple.code) as sam:
        await sam.hello()
        await database_sync_to_async(commands.stop)(holder(couple.alex), couple.code)
        panels = await sam.hear_until("panels")
        assert "This has ended" in panels["panels"]["stage"]["html"]
        refused = await sam.say("pass", step="quiet-at-dinner.receiver")
        assert refused["reason"] == "ended"


async def test_here_and_away_are_told_by_the_partner_panel_alone(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence, "GRACE_SECONDS", 0)
    monkeypatch.setattr(pulse, "BEAT_SECONDS", 0.05)
    await database_sync_to_async(Lease.objects.all().delete)()
    async with socket_of(couple.alex, couple.code) as alex:
        first = await alex.hello()
        assert "away" in first["panels"]["partner"]["html"]
        async with socket_of(couple.sam, couple.code) as sam:
            await sam.hello()
            arrived = await alex.hear_until("panels")
            assert set(arrived["panels"]) == {"partner"}
            assert "here" in arrived["panels"]["partner"]["html"]
        left = await alex.hear_until("panels")
        assert set(left["panels"]) == {"partner"}
        assert "away" in left["panels"]["partner"]["html"]


async def test_a_lost_hint_is_repaired_by_the_pulse(couple: Couple, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "BEAT_SECONDS", 0.05)
    async with socket_of(couple.alex, couple.code) as alex:
        await alex.hello()
        layer = get_channel_layer()
        assert layer is not None
        layer._groups.clear()  # whoever announces something now reaches nobody
        parts = {"reading": "strain", "sure": "50"}
        await database_sync_to_async(
            lambda: commands.answer(
                holder(couple.alex), couple.code, step="quiet-at-dinner.receiver", base=0, raw=parts, share={}
            )
        )()
        panels = await alex.hear_until("panels")
        assert "stage" in panels["panels"]


def couple_of(couple: Couple) -> str:
    """The couple's code, from the name of the cookie of a seat."""
    found = re.search(r"seat-([0-9a-z]+)-[12]=", couple.alex.cookie_header)
    assert found is not None
    return found[1]


async def test_a_ping_after_the_lease_has_run_out_is_an_arrival(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with socket_of(couple.alex, couple.code) as alex:
        await alex.hello()
        await database_sync_to_async(Lease.objects.all().delete)()
        await alex.send('{"type": "ping"}')
        await alex.hear_until("pong")
        assert not await database_sync_to_async(Lease.objects.exists)(), "a lease that was renewed just now"
        monkeypatch.setattr(connection, "LAPSING_SECONDS", -1)
        await alex.send('{"type": "ping"}')
        await alex.hear_until("pong")
        assert await database_sync_to_async(Lease.objects.count)() == 1


async def test_a_tab_that_connects_anew_ends_its_older_socket(couple: Couple) -> None:
    tab = "ab" * 16
    async with socket_of(couple.alex, couple.code) as old, socket_of(couple.alex, couple.code) as new:
        hello = {"type": "hello", "protocol": 1, "tab": tab, "etags": {}}
        for socket in (old, new):
            await socket.send(json.dumps(hello))
            await socket.hear_until("panels")
        with pytest.raises(Closed) as closed:
            await old.hear()
        assert closed.value.code == 4409
        await old.send(json.dumps({"type": "pass", "ref": 9, "step": "quiet-at-dinner.receiver"}))
        assert (await new.say("pass", step="says-its-fine.receiver"))["type"] == "ack"
        assert not await database_sync_to_async(
            Answer.objects.filter(step="quiet-at-dinner.receiver").exists
        )(), "what the older one still delivered is not done"


async def test_nothing_is_sent_before_the_first_hello(
    couple: Couple, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "BEAT_SECONDS", 0.05)
    async with socket_of(couple.alex, couple.code) as watcher, socket_of(couple.sam, couple.code) as sam:
        await sam.hello()
        assert await watcher.silent(0.3)
        assert (await watcher.hello())["panels"]


async def test_a_socket_at_another_path_is_closed_with_a_reason(couple: Couple) -> None:
    async with Socket("/ws/elsewhere/", couple.alex.cookie_header, "http://testserver") as socket:
        with pytest.raises(Closed) as closed:
            await socket.hear()
        assert closed.value.code == 4404
