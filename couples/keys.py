"""Keys: what one of the two can open, once a token of theirs has unwrapped it.

Pure. `access.keys_of` makes them for whoever asks, `vault` seals and opens with them.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Keys:
    """What one seat can open: the couple's key and its own. Never printed, never stored."""

    couple: bytes = field(repr=False)
    own: bytes = field(repr=False)
