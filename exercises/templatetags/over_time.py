"""How something went over time: the answers of each time, in a row of a table."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from exercises.screens import CheckInEntry, Mark
from exercises.templatetags.marks import at, draw, percent

register = template.Library()

MARK = 6.5  # pixels from its middle: two answers beside each other stay apart on a narrow phone
COURSE = '<svg class="course" aria-hidden="true">{}</svg>'


@register.simple_tag
def look_at(look: CheckInEntry, mark: Mark) -> SafeString:
    """The marks of this row, and how far they reach. Nothing where nothing was answered."""
    zero = mark_safe('<line class="zero" x1="50%" x2="50%" y1="0" y2="100%"/>')
    if not look.marks:
        return format_html(COURSE, zero)
    ends = percent(look.marks[0]), percent(look.marks[-1])
    reach = format_html('<line class="on" x1="{}" x2="{}" y1="50%" y2="50%"/>', *ends)
    marks = mark_safe("".join(at(percent(each), "50%", draw(mark, MARK)) for each in look.marks))
    return format_html(COURSE, zero + reach + marks)
