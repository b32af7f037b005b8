"""Two people at the level of use cases."""

from __future__ import annotations
