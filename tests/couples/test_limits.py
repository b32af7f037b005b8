"""How often an address may ask, and how little is remembered of it."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from couples.infrastructure import limits
from couples.infrastructure.limits import KEY_SECONDS, Bucket, Key
from couples.infrastructure.refusals import TooMany


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch, settings) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(limits, "_buckets", {})
    settings.LIMITS = {"create": (3, 3600), "claim": (2, 600), "connect": (4, 300)}


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


def test_an_address_that_connects_too_often_is_told_so_and_may_again_after_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    monkeypatch.setattr(limits, "Bucket", lambda many, per_second: Bucket(many, per_second, clock))
    assert [limits.allows("connect", "203.0.113.7") for _ in range(5)] == [True] * 4 + [False]
    assert limits.allows("connect", "203.0.113.8"), "another address"
    limits.spend("claim", request())  # is counted by itself
    clock.now += 300 / 4
    assert [limits.allows("connect", "203.0.113.7") for _ in range(2)] == [True, False]


def test_whoever_has_one_ipv6_address_has_all_of_its_network() -> None:
    for number in range(3):
        limits.spend("create", request(f"2001:db8::{number}"))
    with pytest.raises(TooMany):
        limits.spend("create", request("2001:db8::ffff"))
    limits.spend("create", request("2001:db8:1::1"))


def test_ipv4_visitors_of_a_server_that_listens_on_both_share_no_limit() -> None:
    for number in range(3):
        limits.spend("create", request(f"::ffff:203.0.113.{number}"))
        limits.spend("claim", request(f"::ffff:203.0.113.{number}"))
    for _ in range(2):
        limits.spend("create", request("::ffff:203.0.113.1"))
    with pytest.raises(TooMany):
        limits.spend("create", request("203.0.113.1"))


def test_no_address_is_remembered() -> None:
    limits.spend("create", request())
    assert "203.0.113.7" not in repr(limits._buckets) and b"203.0.113.7" not in next(iter(limits._buckets))


def test_after_a_day_nothing_is_left_by_which_an_address_could_be_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    key = Key(clock)
    monkeypatch.setattr(limits, "_key", key)
    for _ in range(3):
        limits.spend("create", request())
    before, digest = list(limits._buckets), key.digest("an address")
    clock.now += KEY_SECONDS - 1
    with pytest.raises(TooMany):
        limits.spend("create", request())
    assert list(limits._buckets) == before
    clock.now += 1
    limits.spend("create", request("203.0.113.8"))
    assert len(limits._buckets) == 1 and before[0] not in limits._buckets
    assert key.digest("an address") != digest


class Watched(Bucket):
    looks = 0

    def full(self) -> bool:
        Watched.looks += 1
        return super().full()


def test_of_a_flood_from_everywhere_none_waits_for_a_look_at_all_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Even where one bucket is full again whenever another comes, so that there is always one to forget."""
    monkeypatch.setattr(limits, "MOST_BUCKETS", 100)
    monkeypatch.setattr(Watched, "looks", 0)
    clock = Clock()
    monkeypatch.setattr(limits, "Bucket", lambda many, per_second: Watched(many, per_second, clock))
    for number in range(1000):
        limits.spend("claim", request(f"203.0.{number // 250}.{number % 250}"))
        clock.now += 300 / 90  # of ninety that have come one after the other the first is full again
    assert 0 < Watched.looks <= 3 * 1000


def test_a_flood_from_everywhere_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BUCKETS", 10)
    for number in range(50):
        limits.spend("create", request(f"203.0.113.{number}"))
    assert len(limits._buckets) <= 10
