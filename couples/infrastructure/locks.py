"""Locks between processes of this machine: one at a time does what all of them are set to do."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

PREPARING = "prepare"  # tables and files are made ready for a start


@contextmanager
def alone(what: str, wait: bool = True) -> Iterator[bool]:
    """Hold the lock for `what` while inside. Yields whether it is held: without `wait`, others may have it.

    A process that dies gives its locks back.
    """
    with open(settings.DATA_DIR / f"{what}.lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
