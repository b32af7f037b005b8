"""Which steps a session asks, how an answer is cleaned, what leaves its owner. Pure; no file, no row."""

from __future__ import annotations
