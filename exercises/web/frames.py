"""Frames: text that a client sent, read as plain JSON with nothing in it that would choke anybody later.

Pure. Which messages there are is not known here.
"""

from __future__ import annotations

import json
from typing import Any

from couples.infrastructure.refusals import Refused, TooLong

FRAME_BYTES = 16_384  # the longest answer (several own words, 500 characters each) with room to spare
DEEPEST = 4  # a message has parts with lists of strings; nothing is nested further


class Unparsable(Refused):
    reason = "bad_message"
    message = (
        "What you typed is still on this screen. This page couldn’t be understood; reload it and send again."
    )


def read(text: str | None) -> dict[str, Any]:
    """The object in this frame. Raises Unparsable or TooLong, nothing else."""
    if text is None:
        raise Unparsable
    if len(text) > FRAME_BYTES:
        raise TooLong
    try:
        plain = json.loads(text, parse_constant=_no_constant, parse_int=_short_int)
    except (ValueError, RecursionError) as error:
        raise Unparsable from error
    if not isinstance(plain, dict):
        raise Unparsable
    check_strings(plain, DEEPEST)
    return plain


def ref_of(text: str | None) -> int | None:
    """The ref of a frame that was refused, so that the reply can name it; None when it has none."""
    try:
        plain = json.loads(text or "")
        ref = plain.get("ref") if isinstance(plain, dict) else None
    except (ValueError, RecursionError):
        return None
    return ref if isinstance(ref, int) and not isinstance(ref, bool) and 0 <= ref <= 2**53 else None


def _no_constant(name: str) -> None:
    raise ValueError("NaN and infinities are not JSON")


def _short_int(digits: str) -> int:
    if len(digits) > 17:
        raise ValueError("a number too long to be meant")
    return int(digits)


def check_strings(value: object, depth: int) -> None:
    """Refuse what a database or the other JSON reader would choke on: NUL, lone surrogates, deep nesting."""
    if depth < 0:
        raise Unparsable
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
            raise Unparsable
    elif isinstance(value, dict):
        for key, inner in value.items():
            check_strings(key, depth - 1)
            check_strings(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            check_strings(inner, depth - 1)
