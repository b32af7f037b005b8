"""The app, Redis and the network between, as real processes."""

from __future__ import annotations
