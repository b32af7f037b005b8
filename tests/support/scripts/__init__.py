"""What two people answer and say, written down to be played."""

from __future__ import annotations
