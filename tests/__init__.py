"""Tests, by level: rules, content, sessions, http, socket, browser, system. Support is what they stand on."""

from __future__ import annotations
