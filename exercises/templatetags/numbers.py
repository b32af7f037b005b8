"""Numbers and times as people say them."""

from __future__ import annotations

from django import template

register = template.Library()

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")


@register.filter
def in_words(number: int) -> str:
    """A small number as a word, any other in figures."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


@register.filter
def minutes_in_words(seconds: int) -> str:
    """A time as people say it: "half a minute", "a minute", "two minutes"."""
    minutes = round(seconds / 60)
    if seconds < 45:
        return "half a minute"
    return "a minute" if minutes == 1 else f"{in_words(minutes)} minutes"


@register.simple_tag
def clock_left(seconds: int) -> str:
    """Minutes and seconds that are left, as a clock shows them."""
    return f"{seconds // 60}:{seconds % 60:02d}"
