"""Addresses: a couple's or a session's code in an address, and whose page it is.

Pure. Where one phone is passed around, the address says whose turn it is: `/s/<code>/1/` belongs to whoever
sits first, `/s/<code>/` to neither.
"""

from __future__ import annotations

from dataclasses import dataclass

from couples.positions import Position


@dataclass(frozen=True)
class Address:
    """position: whose page it is; None where the address leaves that open."""

    code: str
    position: Position | None = None

    def __str__(self) -> str:
        return self.code if self.position is None else f"{self.code}/{int(self.position)}"
