"""The leases of one process's sockets: who has spoken since they were last renewed, and whether that is late.

A process that stood still, or whose database did, has heard nobody meanwhile. That is no sign that anybody
has gone: then all who are still connected are renewed, once.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from itertools import islice

from couples import presence

LATE_SECONDS = 10  # since the last renewal: two beats were missed
AT_ONCE = 500  # rows in one statement, so that an answer waits for no more than these


class Leases:
    """Told by the event loop, renewed in the thread of the database."""

    def __init__(self) -> None:
        self._held: set[str] = set()
        self._pinged: set[str] = set()
        self._renewed = self._all_renewed = time.monotonic()

    def hold(self, lease: str) -> None:
        if not self._held:  # nobody was here to be late for
            self._renewed = time.monotonic()
        self._held.add(lease)

    def drop(self, lease: str) -> None:
        """Let this one run out."""
        self._held.discard(lease)
        self._pinged.discard(lease)

    def pinged(self, lease: str) -> None:
        """The client of this one has spoken."""
        self._pinged.add(lease)

    def are_late(self) -> bool:
        return time.monotonic() - self._renewed > LATE_SECONDS

    def excused_until(self, now: float) -> float:
        """The instant up to which nobody's silence means anything."""
        return now if self.are_late() else self._all_renewed

    def renew(self) -> None:
        """Renew those who have spoken by now, or everybody if this is late."""
        late, now = self.are_late(), time.monotonic()
        leases = tuple(self._held if late else self._pinged)  # in one go: the event loop adds to it
        self._pinged.difference_update(leases)
        for some in chunks(leases):
            presence.renew(some)
        self._renewed = now
        if late:
            self._all_renewed = now

    def renew_if_late(self) -> None:
        """Before anything is read: nobody may look away to whoever comes first after a standstill."""
        if self.are_late():
            self.renew()


def chunks(of: Collection[str]) -> Iterator[list[str]]:
    """In portions of `AT_ONCE`."""
    rest = iter(of)
    while some := list(islice(rest, AT_ONCE)):
        yield some
