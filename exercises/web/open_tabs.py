"""The tabs that each seat has open at one process, and which of them rests once they are too many.

It is the one that was left alone the longest. To turn the newest away instead would keep the forgotten ones,
and leave somebody before a page that stands still: what was opened last is what they look at. Nothing is lost
by resting. Such a tab comes back when it is touched or looked at again and never by itself, so no two push
each other out without an end.
"""

from __future__ import annotations

from typing import Protocol
from weakref import WeakKeyDictionary, WeakSet

from exercises.web.protocol import Close

# In one process. Nobody looks at more at once; and each costs a render whenever anything changes.
MOST_OF_A_SEAT = 12


class Tab(Protocol):
    """What has to be known of a consumer."""

    @property
    def touched(self) -> float:
        """When somebody last did something there."""

    async def end(self, code: Close) -> None: ...


class OpenTabs:
    def __init__(self) -> None:
        self._seats: WeakKeyDictionary[Tab, str] = WeakKeyDictionary()
        self._tabs: dict[str, WeakSet[Tab]] = {}  # an end that nobody heard of keeps none of them

    def open(self, tab: Tab, seat: str) -> Tab | None:
        """Count this one among its seat's, of whichever session. Returns the one that is to rest for it."""
        others = self._tabs.setdefault(seat, WeakSet())
        rests = min(others, key=lambda each: each.touched) if len(others) >= MOST_OF_A_SEAT else None
        others.add(tab)
        self._seats[tab] = seat
        return rests

    def close(self, tab: Tab) -> None:
        """It is no longer one of them, if it was."""
        seat = self._seats.pop(tab, None)
        if seat is not None:
            self._tabs[seat].discard(tab)
            if not self._tabs[seat]:
                del self._tabs[seat]
