"""What hurts the app for real: processes killed, networks broken, and what must hold all the same."""

from __future__ import annotations
