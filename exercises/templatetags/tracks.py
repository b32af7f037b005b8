"""Lines between two marks, drawn as SVG: how far what is read is from what is meant, a number, a ring.

Pure rendering, as `marks` is.
"""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from exercises.screens import Card, Closeness, Mark
from exercises.templatetags.marks import at, draw, percent

register = template.Library()

GAP_WIDTHS: dict[Closeness, int] = {"far": 29, "close": 19, "same": 13}
TOUCHING = 5  # marks nearer than this, in percent, are drawn beside each other instead of on top

UPRIGHT, LEVEL = ("50%", "50%", "4", "98%"), ("0", "100%", "50%", "50%")
# Each way round the ring: where its line goes, where its head stands, and the head.
RING_WAYS = {
    "down": (UPRIGHT, ("50%", "94%"), "M-7-6L0 3L7-6"),
    "up": (UPRIGHT, ("50%", "6%"), "M-7 6L0-3L7 6"),
    "left": (LEVEL, ("50%", "50%"), "M5-7L-5 0L5 7"),
    "right": (LEVEL, ("50%", "50%"), "M-5-7L5 0L-5 7"),
}


@register.simple_tag
def ring_arrow(way: str) -> SafeString:
    """One of the four arrows of a ring; the style sheet has their places."""
    (x1, x2, y1, y2), (x, y), head = RING_WAYS[way]
    return format_html(
        '<svg class="way {}" aria-hidden="true"><line x1="{}" x2="{}" y1="{}" y2="{}"/>{}</svg>',
        way, x1, x2, y1, y2, at(x, y, format_html('<path d="{}"/>', head)),
    )  # fmt: skip


@register.simple_tag
def gap(closeness: Closeness) -> SafeString:
    """The distance of a card as a small sign: hollow, thread, filled."""
    end = GAP_WIDTHS[closeness]
    line = "" if closeness == "same" else format_html('<line x1="9" x2="{}" y1="6" y2="6"/>', end)
    return format_html(
        '<svg viewBox="0 0 {} 12" aria-hidden="true">{}<circle class="hollow" cx="5" cy="6" r="4"/>'
        '<circle cx="{}" cy="6" r="3"/></svg>',
        end + 5,
        line,
        end,
    )


@register.simple_tag
def track(card: Card) -> SafeString:
    """One row at a glance: how it is read, how sure, what is meant, and the gap between them."""
    read, meant = card.reading_at, card.meaning_at
    low, high = max(0.0, read - card.spread), min(100.0, read + card.spread)
    guess, own = draw(card.reader.mark, 7.5, guess=True), draw(card.actor.mark, 7.5)
    if card.closeness == "same" or abs(read - meant) < TOUCHING:
        line = mark_safe("")
        marks = at(percent(meant), "50%", at("-8", "0", guess) + at("8", "0", own))
    else:
        near = "" if card.closeness == "far" else " near"
        line = format_html(
            '<line class="gap{}" x1="{}" x2="{}" y1="50%" y2="50%"/>', near, percent(read), percent(meant)
        )
        marks = at(percent(meant), "50%", own) + at(percent(read), "50%", guess)
    return format_html(
        '<svg class="track" aria-hidden="true"><line class="rule" x1="0" x2="100%" y1="50%" y2="50%"/>'
        '<line class="zero" x1="50%" x2="50%" y1="12%" y2="88%"/>'
        '<rect class="spread mark-{}" x="{}" width="{}" y="30%" height="40%" rx="8"/>{}{}</svg>',
        card.reader.mark,
        percent(low),
        percent(high - low),
        line,
        marks,
    )


@register.simple_tag
def axis(mark: Mark, value: int, most: int = 6) -> SafeString:
    """Where a number stands between its two ends. Every place looks the same: there is none to aim at."""
    dots = "".join(
        format_html('<circle class="tick" cx="{}" cy="50%" r="2"/>', _on_axis(n, most))
        for n in range(most + 1)
    )
    return format_html(
        '<svg class="along" aria-hidden="true"><line class="rule" x1="{}" x2="{}" y1="50%" y2="50%"/>'
        "{}{}</svg>",
        _on_axis(0, most),
        _on_axis(most, most),
        mark_safe(dots),
        at(_on_axis(value, most), "50%", draw(mark, 7.5)),
    )


def _on_axis(value: int, most: int) -> str:
    """Inside the width, so that a mark at an end is whole."""
    return percent(5 + 90 * value / most)
