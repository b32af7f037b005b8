"""Marks: the two shapes, the icons, the thread and the tracks, drawn as SVG.

Pure rendering. Only numbers and names from the fixed sets below enter an attribute; a person's name
is escaped text. Coordinates are percent of the picture's width, so a drawing is as wide as its place.
"""

from __future__ import annotations

from collections.abc import Sequence

import segno
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from exercises.screens import Card, Closeness, Mark, Option, PartInput, Person

register = template.Library()

ICONS = {
    "leave": "M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9",
    "next": "M9 5l7 7-7 7",
    "back": "M15 5l-7 7 7 7",
    "lock": "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "facedown": "M8.5 3h7A1.8 1.8 0 0 1 17.3 4.8v14.4a1.8 1.8 0 0 1-1.8 1.8h-7a1.8 1.8 0 0 1-1.8-1.8V4.8"
    "A1.8 1.8 0 0 1 8.5 3zM9.8 6.4h2.6",
    "copy": "M9 9h11v11H9zM5 15H4V4h11v1",
    "share": "M12 15V4M8 7.5 12 3.5l4 4M5 12v8h14v-8",
    "print": "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
    "again": "M6.2 8.2A7 7 0 1 1 5 12.6M6 3.5v5h5",
    "phone": "M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15"
    "A1.5 1.5 0 0 1 8 3zM11 18h2",
    "arrow": "M4 12h15M13.5 6.5 19 12l-5.5 5.5",
    "down": "M12 4v15M6.5 13.5 12 19l5.5-5.5",
    "out-start": "M20 12H5M10.5 6.5 5 12l5.5 5.5",
    "out-end": "M4 12h15M13.5 6.5 19 12l-5.5 5.5",
}
GAP_WIDTHS: dict[Closeness, int] = {"far": 29, "close": 19, "same": 13}
PILL = 32  # characters that a pill can hold without becoming a paragraph
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")
TOUCHING = 5  # marks nearer than this, in percent, are drawn beside each other instead of on top


def draw(mark: Mark, radius: float, guess: bool = False, more: str = "") -> SafeString:
    """One shape around the point 0, 0: a circle or a diamond."""
    classes = f"mark mark-{mark}{' guess' if guess else ''}{more}"
    if mark == "a":
        return format_html('<circle class="{}" r="{}"/>', classes, radius)
    d = round(radius * 1.28, 2)
    path = f"M0 {-d}L{d} 0L0 {d}L{-d} 0Z"
    return format_html('<path class="{}" stroke-linejoin="round" d="{}"/>', classes, path)


def at(x: str, y: str, inner: SafeString) -> SafeString:
    return format_html('<svg x="{}" y="{}" overflow="visible">{}</svg>', x, y, inner)


def _shape(mark: Mark, guess: bool) -> SafeString:
    inner = draw(mark, 5.6 if mark == "a" else 5, guess)
    return format_html('<svg class="shape" viewBox="-8 -8 16 16" aria-hidden="true">{}</svg>', inner)


SHAPES = {(mark, guess): _shape(mark, guess) for mark in ("a", "b") for guess in (False, True)}
PIPS = {
    "a": '<circle cx="{}" cy="6" r="4.2" class="{}"/>',
    "b": '<path transform="translate({} 6)" d="M0-5.4L5.4 0L0 5.4L-5.4 0Z" class="{}"/>',
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon; always beside a word."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', ICONS[name]
    )


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


@register.simple_tag
def shape(mark: Mark, guess: bool = False) -> SafeString:
    """A person's shape at text size: filled, or hollow for what they guess."""
    return SHAPES[mark, bool(guess)]


@register.simple_tag
def who(person: Person, guess: bool = False, ending: str = "") -> SafeString:
    """Shape, name and colour, always together. ending: what follows the name without a space."""
    return named(person.mark, person.name, guess, ending)


@register.simple_tag
def named(mark: Mark, name: str, guess: bool = False, ending: str = "") -> SafeString:
    """`who` for a page that knows a seat and its name. A name keeps a direction of its own."""
    called = format_html("<bdi>{}</bdi>", name)
    if ending:
        called = format_html("<span>{}{}</span>", called, ending)
    return format_html('<span class="who mark-{}">{}{}</span>', mark, SHAPES[mark, guess], called)


@register.simple_tag
def pips(mark: Mark, count: int) -> SafeString:
    """How sure, as one to three of the person's shapes."""
    dots = "".join(format_html(PIPS[mark], 7 + 16 * k, "on" if k < count else "off") for k in range(3))
    return format_html('<svg class="pips" aria-hidden="true">{}</svg>', mark_safe(dots))


@register.simple_tag
def thread() -> SafeString:
    """The dotted line between a first thought and a meaning; its length is the style sheet's."""
    return mark_safe(
        '<svg class="thread" aria-hidden="true">'
        '<line class="down-line" x1="1.625rem" x2="1.625rem" y1="5" y2="100%"/>'
        '<line class="across" x1="6" x2="100%" y1="50%" y2="50%"/></svg>'
    )


@register.simple_tag
def prongs() -> SafeString:
    """From one moment down to two readings."""
    return mark_safe(
        '<svg class="prongs" aria-hidden="true"><line x1="50%" y1="14" x2="25%" y2="100%"/>'
        '<line x1="50%" y1="14" x2="75%" y2="100%"/><circle class="node" cx="50%" cy="4" r="4"/></svg>'
    )


@register.simple_tag
def brand() -> SafeString:
    """The two shapes and the thread between them, as the bar shows them."""
    return format_html(
        '<svg viewBox="0 0 47 25" aria-hidden="true"><path d="M17 12.5h12" fill="none" stroke="currentColor" '
        'stroke-width="2" stroke-linecap="round" stroke-dasharray=".1 4"/>'
        '<g transform="translate(9 12.5)">{}</g><g transform="translate(37 12.5)">{}</g></svg>',
        draw("a", 7),
        draw("b", 7),
    )


@register.simple_tag
def seats(first: Mark, second: Mark, them: Mark) -> SafeString:
    """Both seats, large, the first at the start. The style sheet shows `them` as here or away."""
    at_start, at_end = (draw(mark, 27, more=" them" if mark == them else "") for mark in (first, second))
    return format_html(
        '<svg class="shape" aria-hidden="true"><line x1="38%" y1="50%" x2="62%" y2="50%"/>{}{}</svg>',
        at("25%", "50%", at_start),
        at("75%", "50%", at_end),
    )


@register.simple_tag
def back_of_card() -> SafeString:
    """The weave on the back of a card."""
    return mark_safe(
        '<svg class="weave" aria-hidden="true"><defs><pattern id="w" width="44" height="44" '
        'patternUnits="userSpaceOnUse"><g><circle class="weave-a" cx="11" cy="11" r="4.5"/>'
        '<circle class="weave-a" cx="33" cy="33" r="4.5"/>'
        '<path class="weave-b" d="M33 5.5L38.5 11L33 16.5L27.5 11Z"/>'
        '<path class="weave-b" d="M11 27.5L16.5 33L11 38.5L5.5 33Z"/></g></pattern></defs>'
        '<svg x="50%" y="50%" overflow="visible"><rect x="-704" y="-704" width="1408" height="1408" '
        'fill="url(#w)"/></svg></svg>'
    )


@register.simple_tag
def both_in(first: Mark, second: Mark) -> SafeString:
    """The two shapes joined by a solid thread, on the plate of a covered card. The first at the start."""
    return format_html(
        '<svg class="thread" aria-hidden="true"><line x1="36%" x2="64%" y1="50%" y2="50%"/>{}{}</svg>',
        at("22%", "50%", draw(first, 21)),
        at("78%", "50%", draw(second, 21)),
    )


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


def percent(value: float) -> str:
    return f"{round(float(value), 2):g}%"


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


@register.simple_tag
def qr(link: str) -> SafeString:
    """A link as a code for a camera; scaled by the style sheet. Made here, only when it is shown."""
    svg = segno.make(link, micro=False).svg_inline(border=2, lineclass=None, svgclass="qr", omitsize=True)
    return mark_safe(svg)  # from segno: modules as numbers, nothing of the link's text
