"""Hints between processes: Redis may be gone for a while, and no socket notices."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable

import pytest
import pytest_asyncio
import redis

from couples.infrastructure import hints
from couples.infrastructure.outbox import Outbox
from couples.infrastructure.redis_layer import MOST_HINTS, SoftPubSubLayer, _Hints
from tests.support.processes.redis_server import Redis

HINT = {"type": "couple.changed"}


def layer_at(redis: Redis) -> SoftPubSubLayer:
    host = {"address": redis.url, "socket_timeout": 15, "socket_connect_timeout": 1, "max_connections": 1000}
    return SoftPubSubLayer(hosts=[host], prefix="meant")


@pytest_asyncio.fixture
async def two(redis_server: Redis) -> AsyncIterator[tuple[SoftPubSubLayer, SoftPubSubLayer]]:
    """The layers of two processes."""
    layers = layer_at(redis_server), layer_at(redis_server)
    yield layers
    for layer in layers:
        await layer.flush()


async def hint_arrives(sender: SoftPubSubLayer, receiver: SoftPubSubLayer, channel: str) -> None:
    """Send until one arrives: each may be lost, and all that happens is a delay."""
    reading = asyncio.create_task(receiver.receive(channel))
    for _ in range(60):
        await sender.group_send("us", HINT)
        done, _ = await asyncio.wait([reading], timeout=0.25)
        if done:
            assert reading.result() == HINT
            return
    raise AssertionError("no hint arrived in 15 s")


async def test_a_hint_crosses_from_one_process_to_another(
    two: tuple[SoftPubSubLayer, SoftPubSubLayer],
) -> None:
    here, there = two
    ours, theirs = await there.new_channel(), await there.new_channel()
    await there.group_add("us", ours)
    await there.group_add("others", theirs)
    await hint_arrives(here, there, ours)
    assert there.channels[theirs].empty()


async def test_what_somebody_else_puts_into_redis_is_heard_by_nobody(
    two: tuple[SoftPubSubLayer, SoftPubSubLayer], redis_server: Redis
) -> None:
    here, there = two
    channel = await there.new_channel()
    await there.group_add("us", channel)
    await hint_arrives(here, there, channel)
    word = '{"type": "ready", "ref": 1, "round": "first", "what": "preview", "on": true}'
    forged = (
        b"\xc1",
        here.serialize([HINT]),
        here.serialize({"type": "end"}),
        here.serialize({"type": "websocket.receive", "text": word}),
    )
    with redis.Redis.from_url(redis_server.url) as somebody:
        for each in forged:
            assert somebody.publish("meant__group__us", each) == 1, "it came as far as to us"
        somebody.publish("meant__group__us", here.serialize({**HINT, "versions": [3]}))
        somebody.publish("meant__group__us", here.serialize({**HINT, "but": "nobody"}))
    heard = [await asyncio.wait_for(there.receive(channel), 5)]
    while heard[-1] == HINT:  # of before, and the one whose details nobody can read
        heard.append(await asyncio.wait_for(there.receive(channel), 5))
    assert heard[-1] == {**HINT, "but": "nobody"}


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (HINT, HINT),
        ({**HINT, "but": "a"}, {**HINT, "but": "a"}),
        ({**HINT, "code": "a", "versions": [1, 2]}, {**HINT, "code": "a", "versions": [1, 2]}),
        ({**HINT, "versions": [1, 2]}, HINT),
        ({**HINT, "code": "a", "versions": [1, "2"]}, HINT),
        ({**HINT, "code": "a", "versions": 1}, HINT),
        ({"type": "disconnect"}, None),
        ({"type": ["couple.changed"]}, None),
        ("couple.changed", None),
        (None, None),
    ],
)
def test_a_hint_says_no_more_than_that_something_changed(said: object, heard: object) -> None:
    assert hints.understood(said) == heard


async def test_while_redis_is_gone_nothing_fails_and_afterwards_hints_flow_again(
    two: tuple[SoftPubSubLayer, SoftPubSubLayer], redis_server: Redis, start_redis: Callable[..., Redis]
) -> None:
    here, there = two
    before = await there.new_channel()
    await there.group_add("us", before)
    await hint_arrives(here, there, before)
    await asyncio.to_thread(redis_server.kill)
    async with asyncio.timeout(8):
        await here.group_send("us", HINT)
        meanwhile = await there.new_channel()
        await there.group_add("us", meanwhile)
        await there.group_add("new", meanwhile)
        await there.group_discard("new", meanwhile)
    await asyncio.to_thread(start_redis, redis_server.port)
    await hint_arrives(here, there, meanwhile)
    await hint_arrives(here, there, before)


def test_equal_hints_do_not_pile_up_and_a_full_queue_drops() -> None:
    hints = _Hints()
    for _ in range(10):
        hints.put_nowait(b"same")
    assert hints.qsize() == 1
    for number in range(1000):
        hints.put_nowait(str(number).encode())
    assert hints.qsize() == MOST_HINTS


async def test_what_waits_for_redis_does_not_pile_up_and_is_told_when_it_is_back(redis_server: Redis) -> None:
    told = redis.Redis.from_url(redis_server.url)
    outbox = Outbox(redis_server.url, "to {}".format, lambda message: json.dumps(message).encode())
    with told.pubsub(ignore_subscribe_messages=True) as listening:
        listening.subscribe("to us")
        listening.get_message(timeout=5)
        outbox.put("us", {**HINT, "number": 0})
        assert outbox.drain(5)
        redis_server.freeze()
        for number in range(1, 1000):
            outbox.put("us", {**HINT, "number": number})
            outbox.put(f"others {number % 10}", HINT)
        assert not outbox.drain(0.1)
        assert len(outbox._waiting) <= 11
        redis_server.thaw()
        assert outbox.drain(10)
        heard = []
        while message := listening.get_message(timeout=1):
            heard.append(json.loads(message["data"]))
    told.close()
    assert heard[0] == {**HINT, "number": 0} and heard[-1] == HINT, "of many there is one that says: look"
    assert len(heard) <= 4
