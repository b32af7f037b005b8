"""Typography: how a text of the content looks on a page.

Pure. Content is written with straight quotes and three dots because that is what keyboards have, and
with `{partner}`, `{sender}` and `{receiver}` where a name goes, and `{item}` where a screen asks about
several things in turn. `typeset` turns both into what is shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

Names = Mapping[str, str]  # placeholder -> name; one that is missing or "" is not known yet
ME = "me"  # among names: that of whoever speaks. No placeholder; they say "I"

PLACEHOLDERS = ("partner", "sender", "receiver", "item")

UNNAMED = "Your partner"  # what a page calls somebody who has not joined; as a name it is not known yet

# What stands there until somebody has joined. The voices speak as "I", the titles about the two.
_UNNAMED = {"partner": "my partner", "sender": "your partner", "receiver": "your partner", "item": "this"}
_PLACEHOLDER = re.compile(r"\{(" + "|".join(PLACEHOLDERS) + r")\}")
_SENTENCE_START = re.compile(r"(?:^|[.!?][”’)]*\s+)[“‘(]*$")
_OPENS_AFTER = " \t\n([{“‘—–/"
_RIGHT_TO_LEFT = {"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "PDF", "PDI", "FSI"}
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


def typeset(text: str, names: Names | None = None) -> str:
    """Return `text` as it is shown: curly quotes, an ellipsis, and the names filled in.

    The names themselves stay as their owners typed them. Setting a text that has been set changes nothing.
    """
    return fill(curly(text), names or {})


def curly(text: str) -> str:
    """Return `text` with typographic quotes, apostrophes and ellipses."""
    text = text.replace("...", "…")
    out: list[str] = []
    for at, char in enumerate(text):
        before = out[-1] if out else " "
        if char == '"':
            char = "“" if before in _OPENS_AFTER else "”"
        elif char == "'":
            char = "‘" if before in _OPENS_AFTER and _closes(text, at) else "’"
        out.append(char)
    return "".join(out)


def fill(text: str, names: Names) -> str:
    """Return `text` with the names in their places, in one pass: a name is never read as a template."""

    def name(found: re.Match[str]) -> str:
        known = names.get(found[1], "")
        if known and known != UNNAMED:
            return _isolated(known)
        stand_in = _UNNAMED[found[1]]
        starts = _SENTENCE_START.search(text[: found.start()])
        return stand_in[0].upper() + stand_in[1:] if starts else stand_in

    return _PLACEHOLDER.sub(name, text)


def unknown_placeholders(text: str) -> tuple[str, ...]:
    """Return what stands in braces and is not a name that can be filled in."""
    rest = _PLACEHOLDER.sub("", text)
    return tuple(re.findall(r"\{[^{}]*\}|[{}]", rest))


def _closes(text: str, at: int) -> bool:
    """True when a quote that opens at `at` is closed further on ('so'), which an apostrophe ('tis) is not."""
    return re.match(r"[^\s'][^']*(?:\w'\w[^']*)*'(?!\w)", text[at + 1 :]) is not None


def _isolated(name: str) -> str:
    """Keep a name written from right to left, or one with direction marks, from reordering its sentence."""
    if any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in name):
        return f"{_ISOLATE}{name}{_END_ISOLATE}"
    return name
