"""How options stand on a screen: beside each other or under each other, and what a tap on one does."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from exercises.screens import Option, PartInput

register = template.Library()

PILL = 32  # characters that a pill can hold without becoming a paragraph


@register.filter
def any_sends(parts: Sequence[PartInput]) -> bool:
    """Whether choosing an option of one of these parts sends the step."""
    return any(part.sends for part in parts)


@register.filter
def wordy(options: Sequence[Option]) -> bool:
    """Whether options are sentences, to stand under each other, or words, to stand beside each other."""
    return any(len(option.label) > PILL for option in options)


@register.filter
def open_ended(options: Sequence[Option]) -> int:
    """How many of these options are finished in one's own words."""
    return sum(option.value.endswith("...") for option in options)
