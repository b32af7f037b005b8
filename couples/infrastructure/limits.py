"""Limits: how often one address may ask for something costly or connect, and one socket may speak.

Token buckets in this process's memory, so with several processes each counts by itself. An address is kept
only as an HMAC under a key that this process made up and never writes down. After a day it makes up another,
and nothing is left by which anybody could be found again; buckets that are full again are forgotten before.
"""

from __future__ import annotations

import hmac
import os
import threading
import time
from collections.abc import Callable
from ipaddress import ip_network

from django.conf import settings
from django.http import HttpRequest

from couples.infrastructure.proxies import read_address
from couples.infrastructure.refusals import TooMany

MOST_BUCKETS = 10_000  # then the full ones are looked for and forgotten
KEY_SECONDS = 24 * 60 * 60  # for as long an address can be recognized, and not longer
TOO_MANY_CODE = 4429  # the end of a socket whose client is to wait, whoever closes it

_lock = threading.Lock()
_buckets: dict[bytes, Bucket] = {}


class Bucket:
    """So many at once, refilled at so many a second. Not for more than one thread at a time."""

    def __init__(self, at_once: int, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._at_once, self._per_second, self._clock = float(at_once), per_second, clock
        self._left, self._seen = self._at_once, clock()

    def take(self) -> bool:
        """Take one, if there is one."""
        self._refill()
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def full(self) -> bool:
        self._refill()
        return self._left >= self._at_once

    def _refill(self) -> None:
        now = self._clock()
        self._left = min(self._at_once, self._left + (now - self._seen) * self._per_second)
        self._seen = now


class Key:
    """What addresses are hashed under. It is made up anew each day, and nothing is left of the one before."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._bytes, self._made = os.urandom(32), clock()

    def digest(self, text: str) -> bytes:
        return hmac.digest(self._bytes, text.encode(), "sha256")

    def renewed(self) -> bool:
        """Make up another, once this one has been there for a day. Says whether it did."""
        if self._clock() - self._made < KEY_SECONDS:
            return False
        self._bytes, self._made = os.urandom(32), self._clock()
        return True


_key = Key()


def spend(what: str, request: HttpRequest) -> None:
    """Count a use of `what` ("create", "claim": see settings.LIMITS) by this address; may raise `TooMany`."""
    if not allows(what, request.META.get("REMOTE_ADDR") or ""):
        raise TooMany


def allows(what: str, client: str) -> bool:
    """Count a use of `what` ("connect", …) by this client's address. False once there were too many."""
    many, seconds = settings.LIMITS[what]
    with _lock:
        if _key.renewed():
            _buckets.clear()
        if len(_buckets) >= MOST_BUCKETS:
            for key in [key for key, bucket in _buckets.items() if bucket.full()]:
                del _buckets[key]
            # Of a flood from everywhere nothing is worth running out of memory, nor a look at each of so many
            # whenever one more comes.
            if len(_buckets) > MOST_BUCKETS // 2:
                _buckets.clear()
        who = _key.digest(f"{what}|{many}|{household(client)}")
        return _buckets.setdefault(who, Bucket(many, many / seconds)).take()


def household(client: str) -> str:
    """Return whose limit this client's is: its address, or the network that one IPv6 address stands for."""
    address = read_address(client)
    if address is None:
        return client
    # Whoever has one IPv6 address has 2^64 of them.
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)
