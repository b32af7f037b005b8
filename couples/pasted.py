"""What was pasted: the invites in a text, as chats hand links on. Pure.

Read are links with words and marks around them, with parameters before or behind, encoded once or twice,
with invisible characters in them, without their scheme or their `#`, and with spaces or line breaks inside.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from urllib.parse import unquote

from couples.infrastructure import vault

LETTERS = len(vault.to_text(bytes(vault.KEY_BYTES)))  # of a secret as it is spelt
TIMES_ENCODED = 2  # a link inside another one's parameters, handed on once more

# A line that a mail has broken may begin with its mark for what is quoted.
_BREAK = r"[\s>]*"
_TAIL = rf"{_BREAK}\.{_BREAK}"
_WHOLE = rf"([A-Za-z0-9_-]{{{LETTERS}}})"
# Where spaces are inside, the last letter has to end a word, or the words that follow would be taken for it.
_BROKEN = rf"((?:[A-Za-z0-9_-]{_BREAK}){{{LETTERS - 1}}}[A-Za-z0-9_-])(?![A-Za-z0-9_-])"

# The surest sign first: the first of these that finds something is the one that counts.
_SIGNS = (
    re.compile(rf"#{_BREAK}([0-9a-z]{{1,32}}){_TAIL}{_WHOLE}"),
    re.compile(rf"#{_BREAK}((?:[0-9a-z]{_BREAK}){{1,32}})\.{_BREAK}{_BROKEN}"),
    re.compile(rf"(?<![0-9A-Za-z.-])([0-9a-z]{{1,32}}){_TAIL}{_WHOLE}"),
    re.compile(rf"(?<![0-9A-Za-z.-])([0-9a-z]{{1,32}}){_TAIL}{_BROKEN}"),
)


def invites_in(text: str) -> set[tuple[str, bytes]]:
    """Return every invite that can be read in this text, as couple code and secret: mostly one, or none."""
    for _ in range(TIMES_ENCODED):
        text = unquote(text)
    text = "".join(each for each in text if unicodedata.category(each) != "Cf")
    for sign in _SIGNS:
        if found := set(_spelt(sign.findall(text))):
            return found
    return set()


def _spelt(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    for code, secret in pairs:
        with suppress(ValueError):
            yield _joined(code), vault.from_text(_joined(secret))


def _joined(text: str) -> str:
    return re.sub(_BREAK, "", text)
