"""Lines of an export as text: titles, and what somebody wrote under a label. Pure.

Every line of somebody's words is indented, so that no words can pass for a label or for another's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exercises.exporting.document import CheckIn, CheckIns, Twice
from exercises.exporting.of_both import Line, Words
from exercises.rules import checkin_words

INDENT = "    "
ONLY_MINE = "Only I see this."


def title(text: str) -> Iterator[str]:
    yield from (text, "=" * max(3, len(text)), "")


def heading(text: str) -> Iterator[str]:
    yield from (text, "-" * max(3, len(text)), "")


def quoted(label: str, texts: Iterable[str]) -> Iterator[str]:
    """A label, and under it every line of these texts, indented. Nothing where there are none."""
    lines = [line for text in texts if text for line in text.splitlines()]
    if lines and label:
        yield f"{label}:"
    for line in lines:
        yield INDENT + line


def some(*sentences: str) -> Iterator[str]:
    yield from (sentence for sentence in sentences if sentence)


def time(label: str, when: str, words: Words) -> Iterator[str]:
    yield from quoted(f"{label}, {when}, to", words.in_answer_to)
    yield from quoted(f"{label}, {when}", words.lines)


def line(line: Line) -> str:
    return f"{line.text} ({line.about})" if line.about else line.text


def twice(heading: str, entries: Iterable[Twice]) -> Iterator[str]:
    first = True
    for entry in entries:
        if first:
            yield from (heading, "")
            first = False
        yield entry.title
        yield from quoted(entry.one.label, [entry.one.text])
        yield from quoted(entry.other.label, [entry.other.text])
        yield from some(entry.note)
        yield ""


def over_time(series: CheckIns) -> Iterator[str]:
    for look in series.looks:
        yield f"{INDENT}{look.day}: {', '.join(some(look.where, look.why))}"
    yield from (f"{ONLY_MINE} {checkin_words.CAUTION}", "")


def check_in(look: CheckIn) -> Iterator[str]:
    yield "My check-in"
    for item in look.items:
        yield f"{INDENT}{item.name}: {'left out' if item.answer is None else f'{item.answer} of 6'}"
    yield from (ONLY_MINE, "")
