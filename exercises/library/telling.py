"""What pydantic found, told to an author of content: what would be right.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from exercises.content.kinds import KINDS
from exercises.library.agreement import Problem

MISSING = "is missing"
A_KIND = f"one of {', '.join(sorted(KINDS))}"
ABOUT_A_KEY = (MISSING, A_KIND)  # the place of these may be a key that is not there

_WORDS = {
    "missing": MISSING,
    "extra_forbidden": "is not known here; take it out, or look for a slip in its name",
    "union_tag_invalid": A_KIND,
    "union_tag_not_found": A_KIND,
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "model_type": "keys with their values",
    "model_attributes_type": "keys with their values",
    "string_pattern_mismatch": "small letters and digits, joined by hyphens (for a part: by underscores)",
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
    "too_short": "at least {min_length} in the list",
    "too_long": "at most {max_length} in the list",
    "string_too_short": "words; there are none",
    "string_too_long": "at most {max_length} characters",
    "value_error": "{error}",
}
_NOTHING = {"literal_error": "''"}  # what a key may hold that may also be left out; its other form is told


def told(error: ValidationError) -> Iterable[Problem]:
    """Yield where each error is and what would be right there."""
    for each in error.errors(include_url=False):
        loc, kind = each["loc"], each["type"]
        context: dict[str, Any] = each.get("ctx", {})
        if context.get("expected", "") == _NOTHING.get(kind):
            continue
        if kind == "string_type":
            message = _words_instead_of(each["input"])
        else:
            message = _WORDS.get(kind, each["msg"].removeprefix("Input should be "))
        yield (*loc, "kind") if kind.startswith("union_tag") else loc, _filled(message, context)


def _words_instead_of(found: object) -> str:
    """What YAML reads as something else is the slip that people make who know no YAML."""
    match found:
        case None:
            return "words; there are none"
        case bool() | int() | float():
            return "words; in quotes where they are a number, a yes or a no"
        case dict():
            return "words; in quotes where they have a colon or begin with a brace"
        case _:
            return "words"


def _filled(message: str, context: dict[str, Any]) -> str:
    """The messages are ours; what fills them in is a bound, or a sentence of our own."""
    for name, value in context.items():
        message = message.replace(f"{{{name}}}", str(value))
    return message
