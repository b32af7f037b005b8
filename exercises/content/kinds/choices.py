"""Options that content wrote: what makes a list of them sound, which was chosen, how they look.

Pure. What `choose_one`, `choose_many`, `predict` and `respond` have in common. A value holds an option's
text as it stands in the content, so that it still says the same when the list changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated

from pydantic import AfterValidator

from exercises.content.answer_body import FormFields
from exercises.content.cues import Words
from exercises.content.kinds.base import Unclear, many, one
from exercises.language.typography import Names, typeset
from exercises.screens import Option

LEAST, MOST = 2, 12
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def _each_once(options: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(options)) != len(options):
        raise ValueError("each option once")
    return options


Options = Annotated[tuple[Words, ...], AfterValidator(_each_once)]


def check(options: Sequence[str], source: str) -> None:
    """Raise ValueError unless there are two to twelve options, or a source that they come from."""
    if source and options:
        raise ValueError("options, or a source that they come from; not both")
    if not source and not LEAST <= len(options) <= MOST:
        raise ValueError("two to twelve options, or a source that they come from")


def picked(raw: FormFields, field: str) -> str:
    """Return what was picked, whether or not it is an option. A form sends a line's end in its own way."""
    return one(raw, field).replace("\r\n", "\n")


def picked_several(raw: FormFields, field: str) -> list[str]:
    """Return all that was picked, in the order in which it was."""
    return [each.replace("\r\n", "\n") for each in many(raw, field)]


def chosen(options: Sequence[str], raw: FormFields, field: str) -> str:
    """Return the option that was chosen, "" when none was. Raises Unclear for what is none of them."""
    found = picked(raw, field)
    if found and found not in options:
        raise Unclear("Nothing is lost. Choose one of these.", field)
    return found


def chosen_several(options: Sequence[str], most: int, raw: FormFields, field: str) -> list[str]:
    """Return the options that were chosen, in that order. Raises Unclear for too many, and for others."""
    found = picked_several(raw, field)
    if len(found) > most or len(set(found)) != len(found) or not set(found) <= set(options):
        raise Unclear(f"Nothing is lost. Choose up to {_NUMBERS[most - 1]} of these, each once.", field)
    return found


def shown(options: Iterable[str], found: str, names: Names) -> tuple[Option, ...]:
    """Return the options as they look, one of them chosen."""
    return tuple(Option(option, typeset(option, names), option == found) for option in options)


def shown_in_order(
    options: Iterable[str], found: Sequence[str], label: Callable[[str], str]
) -> tuple[Option, ...]:
    """Return the options as they look; those that were chosen know as which."""
    return tuple(
        Option(option, label(option), True, 1 + found.index(option))
        if option in found
        else Option(option, label(option))
        for option in options
    )
