"""Every frame that is no message, one after the other on one socket, which outlives them all."""

from __future__ import annotations

from tests.support.couples.paired import FIRST, Pair
from tests.support.socket.bad_frames import BAD
from tests.support.socket.tabs import Tab, off_loop


async def test_each_is_refused_with_its_reason_and_none_changes_anything(pair: Pair) -> None:
    async with Tab(pair, pair.alex) as alex, Tab(pair, pair.sam) as sam:
        await alex.hello()
        await sam.hello()
        await alex.hello()
        before, version = await off_loop(pair.stored)(), alex.version
        for name, (text, reason) in BAD.items():
            frame = {"bytes": b"\x00\xff"} if text is None else {"text": text}
            await alex.wire.send_input({"type": "websocket.receive", **frame})
            refused = await alex.hear()
            assert (refused["type"], refused["reason"]) == ("refused", reason), name
        assert await off_loop(pair.stored)() == before and alex.version == version
        assert await sam.silent()
        assert (await alex.answer(FIRST, reading="strain"))["type"] == "ack"
