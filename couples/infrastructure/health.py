"""Health: what is the matter with the database, the disk and the hints, by one word each; and who is told.

Whatever fails for want of room, of a right or of a database is noticed here: a line in the log, once a
minute, `/healthz`, and a refusal for the person whose request it was.
"""

from __future__ import annotations

import logging
import os
import tempfile
import threading
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import InterfaceError, OperationalError

from couples.infrastructure import database, redis_layer
from couples.infrastructure.refusals import OutOfOrder, Refused, of_trouble
from couples.infrastructure.trouble import Trouble, kind_of

WELL = "ok"
DEGRADED = "degraded"  # of hints: they come late
LEAST_ROOM = 1 << 20  # bytes; with less, what is written next may not fit
SHARED_SECONDS = 5  # while somebody looks, others get what was found last, unless it is older
PROBE_BYTES = 1 << 16  # as much as an answer with its log, and some
REMEMBERED_SECONDS = 60  # a watcher that asks once a minute hears of each failure

logger = logging.getLogger(__name__)
_lock = threading.Lock()
_noticed: dict[Trouble, float] = {}  # when each was noticed last
_logged: dict[Trouble, float] = {}
_looking = threading.Lock()
_found: tuple[float, Health] | None = None  # when, and what


@dataclass(frozen=True)
class Health:
    """One word each: "ok", "degraded" (the layer), or what `Trouble` calls it."""

    database: str
    disk: str
    layer: str

    @property
    def ok(self) -> bool:
        """Hints are a courtesy: without them everything comes a few seconds later."""
        return self.database == self.disk == WELL


def shared_look() -> Health:
    """As `look`, but only one looks at a time, and what it finds is everybody's who asks meanwhile.

    Whoever likes may ask, and a look takes one of a few threads for as long as Redis is waited for: many at
    once would leave none for pages.
    """
    global _found
    asked = time.monotonic()
    if _looking.locked() and (found := _found_since(asked - SHARED_SECONDS)):
        return found
    with _looking:
        found = _found_since(asked)  # by whom was waited for
        if found is None:
            found = look()
            _found = time.monotonic(), found
        return found


def look() -> Health:
    """Ask the database, the disk and Redis now. Nothing is changed by it."""
    trouble = database.trouble()
    layer = WELL if not settings.REDIS_URL or redis_layer.answers(settings.REDIS_URL) else DEGRADED
    return Health(trouble.value if trouble else WELL, _disk(), layer)


def refusal_of(error: Exception) -> Refused | None:
    """Notice this error and return what its person is told; None where it is none of these."""
    kind = kind_of(error)
    if kind is not None:
        _notice(kind)
        return of_trouble(kind)
    return OutOfOrder() if isinstance(error, OperationalError | InterfaceError) else None


def _found_since(instant: float) -> Health | None:
    return _found[1] if _found is not None and _found[0] >= instant else None


def stored() -> None:
    """Something has been stored: there is room again."""
    if _noticed:
        with _lock:
            _noticed.clear()


def _notice(kind: Trouble) -> None:
    with _lock:
        _noticed[kind] = time.monotonic()
        told = _is_recent(_logged, kind)
        if not told:
            _logged[kind] = _noticed[kind]
    if not told:
        logger.error("The disk or the database is %s. /healthz says more.", kind.value)


def _is_recent(instants: dict[Trouble, float], kind: Trouble) -> bool:
    return kind in instants and time.monotonic() - instants[kind] < REMEMBERED_SECONDS


def _disk() -> str:
    """Whether DATA_DIR can be written to: the content of sessions is kept there, whatever the database is."""
    try:
        found = os.statvfs(settings.DATA_DIR)
        if found.f_bavail * found.f_frsize < LEAST_ROOM:
            return Trouble.FULL.value
        with tempfile.TemporaryFile(dir=settings.DATA_DIR, buffering=0) as probe:
            probe.write(bytes(PROBE_BYTES))
    except FileNotFoundError:
        return Trouble.GONE.value
    except OSError as error:
        return (kind_of(error) or Trouble.DAMAGED).value
    # A limit that only what is long runs into is seen by no probe, but by whoever ran into it.
    return Trouble.FULL.value if _is_recent(_noticed, Trouble.FULL) else WELL
