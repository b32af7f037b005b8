"""How often an address may ask, and how little is remembered of it."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from couples.infrastructure import limits
from couples.infrastructure.limits import Bucket
from couples.infrastructure.refusals import TooMany


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch, settings) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(limits, "_buckets", {})
    settings.LIMITS = {"create": (3, 3600), "claim": (2, 600)}


def request(address: str = "203.0.113.7", **headers: str):  # type: ignore[no-untyped-def]
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


def test_a_bucket_gives_so_many_at_once_and_so_many_a_second() -> None:
    clock = Clock()
    bucket = Bucket(20, 2.0, clock)
    assert [bucket.take() for _ in range(21)] == [True] * 20 + [False]
    clock.now += 1
    assert [bucket.take() for _ in range(3)] == [True, True, False]
    clock.now += 1000
    assert sum(bucket.take() for _ in range(30)) == 20


def test_an_address_that_asks_too_often_is_refused_and_others_are_not() -> None:
    for _ in range(3):
        limits.spend("create", request())
    with pytest.raises(TooMany):
        limits.spend("create", request())
    limits.spend("create", request("203.0.113.8"))
    limits.spend("claim", request())


def test_whoever_has_one_ipv6_address_has_all_of_its_network() -> None:
    for number in range(3):
        limits.spend("create", request(f"2001:db8::{number}"))
    with pytest.raises(TooMany):
        limits.spend("create", request("2001:db8::ffff"))
    limits.spend("create", request("2001:db8:1::1"))


def test_a_proxy_on_this_machine_is_believed_and_nobody_else() -> None:
    forwarded = {"x-forwarded-for": "198.51.100.1, 203.0.113.9"}
    assert limits.address(request("127.0.0.1", **forwarded)) == "203.0.113.9"
    assert limits.address(request("", **forwarded)) == "203.0.113.9"
    assert limits.address(request("203.0.113.7", **forwarded)) == "203.0.113.7"
    assert limits.address(request("127.0.0.1")) == "127.0.0.1"
    assert limits.address(request("127.0.0.1", **{"x-forwarded-for": "nonsense"})) == "nonsense"


def test_no_address_is_remembered() -> None:
    limits.spend("create", request())
    assert "203.0.113.7" not in repr(limits._buckets) and b"203.0.113.7" not in next(iter(limits._buckets))


def test_a_flood_from_everywhere_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BUCKETS", 10)
    for number in range(50):
        limits.spend("create", request(f"203.0.113.{number}"))
    assert len(limits._buckets) <= 10
