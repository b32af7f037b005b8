"""Hints, as one process says them to another: by a Redis that others may be able to write to.

A consumer calls a method of its own by the name of what it hears. So whatever comes from there and is no hint
is dropped: else somebody at the Redis could speak, and show what is covered, in the name of whoever is here.
The most that a made-up hint can do is to let a page look again.
"""

from __future__ import annotations

from typing import Any

CHANGED = "couple.changed"  # the one type of message there is, for ever: an old process must know it


def understood(message: object) -> dict[str, Any] | None:
    """Return the hint that this is; one that only says to look, where its details can't be read; or None."""
    if not isinstance(message, dict) or message.get("type") != CHANGED:
        return None
    return message if _is_plain(message) or _names_versions(message) else {"type": CHANGED}


def _is_plain(message: dict[str, Any]) -> bool:
    return "code" not in message and "versions" not in message


def _names_versions(message: dict[str, Any]) -> bool:
    code, versions = message.get("code"), message.get("versions")
    of_both = isinstance(versions, list) and len(versions) == 2
    return isinstance(code, str) and of_both and all(isinstance(each, int) for each in versions or ())
