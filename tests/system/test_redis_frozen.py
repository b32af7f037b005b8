"""Redis that does not answer: nobody waits for it, neither who answers nor who stops the server."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable

import pytest

from tests.support.http.visitors import RemoteVisitor, sit_down
from tests.support.processes.app import App
from tests.support.processes.lines import greet, hears, line, say
from tests.support.processes.process import until
from tests.support.processes.redis_server import Redis
from tests.support.scripts.scenes import Scene

AT_NORMAL_SPEED_SECONDS = 0.8  # a busy machine's; who waits for Redis waits for a second at the least
GONE_SECONDS = 8


@pytest.fixture
def app_with_redis(start_app: Callable[..., App], redis_server: Redis) -> App:
    return start_app(REDIS_URL=redis_server.url)


@pytest.fixture
def scene(app_with_redis: App) -> Scene:
    found: Scene = app_with_redis.act("tests.support.scripts.scenes:at_the_cards")
    return found


def test_while_it_is_frozen_nobody_waits_for_it_not_even_who_stops_the_server(
    app_with_redis: App, redis_server: Redis, scene: Scene
) -> None:
    app, took = app_with_redis, []
    with line(app, scene["code"], *scene["cookies"][0]) as alex:
        greet(alex)
        redis_server.freeze()
        for ref in range(1, 7):
            began = time.monotonic()
            say(alex, type="ready", ref=ref, round="first", what="next-1", on=ref % 2 == 1)
            hears(alex, "ack")
            took.append(time.monotonic() - began)
        began = time.monotonic()
        with line(app, scene["code"], *scene["cookies"][1]) as sam:
            greet(sam)
        took.append(time.monotonic() - began)
    began = time.monotonic()
    sit_down(RemoteVisitor("alex", app.origin), RemoteVisitor("sam", app.origin))
    took.append((time.monotonic() - began) / 4)  # a start, a claim, and the pages around them
    assert max(took) < AT_NORMAL_SPEED_SECONDS, took

    with line(app, scene["code"], *scene["cookies"][0]) as alex:
        greet(alex)
        for ref in range(1, 9):
            say(alex, type="ready", ref=ref, round="first", what="next-1", on=ref % 2 == 1)
        hears(alex, "ack")
        app.send(signal.SIGTERM)
        until(lambda: not app.alive, "the server to end", GONE_SECONDS)
