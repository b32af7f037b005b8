"""How something went over time: a line down a table, drawn row by row."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from exercises.screens import CheckInEntry, Mark
from exercises.templatetags.marks import at, draw, percent

register = template.Library()

COURSE = '<svg class="course" aria-hidden="true">{}</svg>'


@register.simple_tag
def look_at(look: CheckInEntry, mark: Mark) -> SafeString:
    """The piece of the line that runs through this row, and its mark. Nothing where there is no number."""
    zero = mark_safe('<line class="zero" x1="50%" x2="50%" y1="0" y2="100%"/>')
    if look.at is None:
        return format_html(COURSE, zero)
    ends = ((look.above, "0"), (look.below, "100%"))
    lines = mark_safe("".join(_line(look.at, x, y) for x, y in ends if x is not None))
    return format_html(COURSE, zero + lines + at(percent(look.at), "50%", draw(mark, 7.5)))


def _line(x: float, to_x: float, to_y: str) -> SafeString:
    """From the middle of this row to one of its borders, where the next row goes on with it."""
    return format_html('<line class="on" x1="{}" x2="{}" y1="50%" y2="{}"/>', percent(x), percent(to_x), to_y)
