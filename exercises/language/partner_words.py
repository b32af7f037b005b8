"""Words that stand for a partner where the name belongs.

Pure. A sentence about somebody who has a name says the name, or does without: "Robin is worn out". It is
warmer, it leaves no doubt which of several people is meant, and it can be put into languages in which a
pronoun has a gender.
"""

from __future__ import annotations

import re

PRONOUNS = ("they", "them", "their", "theirs", "themself", "themselves")
_PRONOUN = re.compile(rf"(?<![\w-])(?:{'|'.join(PRONOUNS)})(?![\w-])", re.IGNORECASE)


def pronouns_in(text: str) -> tuple[str, ...]:
    """Return these words of a text, in order, in lower case; "they're" is one of them."""
    return tuple(found.group().lower() for found in _PRONOUN.finditer(text))
