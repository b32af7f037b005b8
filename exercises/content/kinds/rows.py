"""Several texts in one part, in rows: what they are called as form fields, and beside each other.

Pure. What `text` and `alternatives` have in common.
"""

from __future__ import annotations

ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth")
MOST = len(ORDINALS)


def field(part_id: str, number: int, own: str = "") -> str:
    """Return the form field of row `number` (from 1), or one of its further fields."""
    return f"{part_id}.{number}.{own}" if own else f"{part_id}.{number}"
