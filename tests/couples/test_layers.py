"""The in-process layer: hints reach their group, nobody else, and never pile up."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.sync import sync_to_async
from channels.layers import channel_layers
from django.conf import settings

from couples import live
from couples.infrastructure.in_process_layer import InProcessLayer

HINT = {"type": "couple.changed"}


async def next_of(layer: InProcessLayer, channel: str) -> dict[str, object]:
    return await asyncio.wait_for(layer.receive(channel), 5)


def waiting(layer: InProcessLayer, channel: str) -> int:
    return len(layer._mailboxes[channel].waiting)


async def test_a_hint_reaches_everybody_in_the_group_and_nobody_else() -> None:
    layer = InProcessLayer()
    alex, sam, stranger = [await layer.new_channel() for _ in range(3)]
    await layer.group_add("us", alex)
    await layer.group_add("us", sam)
    await layer.group_add("others", stranger)
    await layer.group_send("us", HINT)
    assert await next_of(layer, alex) == await next_of(layer, sam) == HINT
    assert waiting(layer, stranger) == 0


async def test_who_waits_is_woken_from_another_thread() -> None:
    layer = InProcessLayer()
    channel = await layer.new_channel()
    await layer.group_add("us", channel)
    reading = asyncio.create_task(next_of(layer, channel))
    await asyncio.sleep(0)
    with ThreadPoolExecutor(1) as thread:
        await asyncio.wrap_future(thread.submit(layer.deliver, "us", HINT))
    assert await reading == HINT


async def test_an_equal_hint_that_waits_already_is_enough() -> None:
    layer = InProcessLayer()
    channel = await layer.new_channel()
    await layer.group_add("us", channel)
    for _ in range(1000):
        await layer.group_send("us", HINT)
    assert waiting(layer, channel) == 1


async def test_different_hints_keep_their_order_and_a_full_queue_drops() -> None:
    layer = InProcessLayer(capacity=3)
    channel = await layer.new_channel()
    await layer.group_add("us", channel)
    for number in range(10):
        await layer.group_send("us", {"type": "couple.changed", "versions": [number, number]})
    assert [(await next_of(layer, channel))["versions"] for _ in range(3)] == [[0, 0], [1, 1], [2, 2]]
    assert waiting(layer, channel) == 0


async def test_who_has_left_hears_nothing() -> None:
    layer = InProcessLayer()
    channel = await layer.new_channel()
    await layer.group_add("us", channel)
    await layer.group_discard("us", channel)
    await layer.group_discard("us", channel)
    await layer.group_send("us", HINT)
    assert waiting(layer, channel) == 0


async def test_nothing_is_left_of_a_consumer_that_is_gone() -> None:
    layer = InProcessLayer()
    channel = await layer.new_channel()
    await layer.group_add("us", channel)
    reading = asyncio.create_task(layer.receive(channel))
    await asyncio.sleep(0)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert not layer._mailboxes and not layer._groups
    await layer.group_send("us", HINT)


async def test_a_consumer_whose_loop_is_closed_is_no_obstacle() -> None:
    layer = InProcessLayer()

    async def join() -> None:
        await layer.group_add("us", await layer.new_channel())

    await asyncio.to_thread(asyncio.run, join())
    channel = await layer.new_channel()
    await layer.group_add("us", channel)
    layer.deliver("us", HINT)
    assert await next_of(layer, channel) == HINT


async def test_an_announcement_from_sync_code_reaches_the_couple_and_no_other() -> None:
    layer = channel_layers["default"]
    assert isinstance(layer, InProcessLayer)
    ours, theirs = await layer.new_channel(), await layer.new_channel()
    await layer.group_add(live.group_of("ours"), ours)
    await layer.group_add(live.group_of("theirs"), theirs)
    await sync_to_async(live.announce)("ours")
    await sync_to_async(live.announce)("ours", "session", (3, 4))
    assert await next_of(layer, ours) == HINT
    assert await next_of(layer, ours) == {**HINT, "code": "session", "versions": [3, 4]}
    assert waiting(layer, theirs) == 0


def test_a_groups_name_tells_nothing_of_the_couple() -> None:
    name = live.group_of("0123456789abcdef")
    assert "0123456789abcdef" not in name and len(name) == 34
    assert name == live.group_of("0123456789abcdef") != live.group_of("0123456789abcdee")


def test_a_layer_that_fails_loses_a_hint_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    class Gone:
        def deliver(self, group: str, message: object) -> None:
            raise ConnectionError("canary")

    channel_layers.set("default", Gone())
    live.announce("ours")
    assert "ConnectionError" in caplog.text and "canary" not in caplog.text


def test_one_process_needs_no_redis() -> None:
    assert (
        settings.CHANNEL_LAYERS["default"]["BACKEND"]
        == "couples.infrastructure.in_process_layer.InProcessLayer"
    )
