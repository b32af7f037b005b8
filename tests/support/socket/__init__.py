"""People with a socket in this process."""

from __future__ import annotations
