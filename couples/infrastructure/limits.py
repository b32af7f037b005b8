"""Limits: how often one address may ask for something costly, and one socket may speak.

Token buckets in this process's memory. An address is kept only as an HMAC under a key that this process
made up at its start and never writes down; buckets that are full again are forgotten.
"""

from __future__ import annotations

import hmac
import os
import threading
import time
from collections.abc import Callable
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

from couples.infrastructure.origins import LOOPBACK_HOSTS
from couples.infrastructure.refusals import TooMany

MOST_BUCKETS = 10_000  # then the full ones are looked for and forgotten

_KEY = os.urandom(32)
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


def spend(what: str, request: HttpRequest) -> None:
    """Count a use of `what` ("create", "claim": see settings.LIMITS) by this address; may raise `TooMany`."""
    many, seconds = settings.LIMITS[what]
    who = hmac.digest(_KEY, f"{what}|{many}|{address(request)}".encode(), "sha256")
    with _lock:
        if len(_buckets) >= MOST_BUCKETS:
            for key in [key for key, bucket in _buckets.items() if bucket.full()]:
                del _buckets[key]
            if len(_buckets) >= MOST_BUCKETS:
                _buckets.clear()  # a flood from everywhere: nothing here is worth running out of memory
        bucket = _buckets.setdefault(who, Bucket(many, many / seconds))
        if not bucket.take():
            raise TooMany


def address(request: HttpRequest) -> str:
    """Return the address that a request came from, as far as it can be known.

    Behind a proxy on this machine (or on a socket file) it is what that proxy appended last; a header
    that came from anywhere else is not believed.
    """
    peer = request.META.get("REMOTE_ADDR") or ""
    if not peer or peer in LOOPBACK_HOSTS:
        peer = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() or peer
    try:
        parsed = ip_address(peer)
    except ValueError:
        return str(peer)
    # Whoever has one IPv6 address has 2^64 of them.
    return str(ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)
