"""Marks: the two shapes, the icons and the thread, drawn as SVG.

Pure rendering. Only numbers and names from the fixed sets below enter an attribute; a person's name
is escaped text. Coordinates are percent of the picture's width, so a drawing is as wide as its place.
"""

from __future__ import annotations

import segno
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from couples.pretending import labelled
from exercises.screens import Mark, Person

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


def percent(value: float) -> str:
    return f"{round(float(value), 2):g}%"


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


@register.simple_tag
def shape(mark: Mark, guess: bool = False) -> SafeString:
    """A person's shape at text size: filled, or hollow for what they guess."""
    return SHAPES[mark, bool(guess)]


@register.simple_tag
def who(person: Person, guess: bool = False, ending: str = "") -> SafeString:
    """Shape, name and colour, always together. ending: what follows the name without a space."""
    if person.pretend and ending:  # Robin’s (pretend)
        return named(person.mark, person.name, guess, labelled(ending))
    return named(person.mark, person.label, guess, ending)


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
    """The dotted line between a first thought and a meaning; its length is the style sheet's.

    Its letters are as big as the page's: in an attribute of SVG WebKit knows no rem.
    """
    return mark_safe(
        '<svg class="thread" aria-hidden="true">'
        '<line class="down-line" x1="1.625em" x2="1.625em" y1="5" y2="100%"/>'
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


@register.simple_tag
def qr(link: str) -> SafeString:
    """A link as a code for a camera; scaled by the style sheet. Made here, only when it is shown."""
    svg = segno.make(link, micro=False).svg_inline(border=2, lineclass=None, svgclass="qr", omitsize=True)
    return mark_safe(svg)  # from segno: modules as numbers, nothing of the link's text
