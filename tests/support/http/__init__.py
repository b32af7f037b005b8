"""People with a browser that runs no scripts."""

from __future__ import annotations
