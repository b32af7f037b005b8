"""The table of what a card says, as the decision about it shows it: every pair and every triple is in a row.

Nothing is chosen here. Each pick is named as it stands to the one beside it, and what is named alike and has
the same line stands in one row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from exercises.comparison.said import Said, as_meant, meant_kindly, own_alike, same_reading
from tests.support.rules.every_pick import pairs, triples

Row = tuple[str, ...]
FEELS = ("harmless", "mixed", "a little about us", "hurts")
HEADS = {
    "pairs": ("first thought", "meaning", "line", "gap word"),
    "triples": ("expected against read", "expected against meant", "read against meant", "line"),
}


def table(name: str, rows: Iterable[Row]) -> str:
    head = HEADS[name]
    lines = [head, ("---",) * len(head), *(tuple(cell or "–" for cell in row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


# ---- two ----------------------------------------------------------------------------------------------


def of_pairs(says: Callable[[Said, Said], tuple[str, str]]) -> Iterator[Row]:
    """A row for each sort of first thought and each line that comes of it."""
    found: dict[str, dict[tuple[str, str], set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for read, meant in pairs():
        found[_reading(read)][says(read, meant)].add((_beside(read, meant), meant.feel))
    for reading, by_line in found.items():
        for line, meanings in by_line.items():
            yield reading, _meanings(meanings), *line


def _reading(read: Said) -> str:
    about = read.category if read.between_us else "a reason, or care"
    return f"own words: {about}, {read.feel}" if read.own else f"{about}, {read.feel}"


def _beside(read: Said, meant: Said) -> str:
    """What is meant, as it stands to what was read."""
    if same_reading(read, meant):
        return "the same reading, said alike" if as_meant(read, meant) else "the same reading, voices differ"
    if own_alike(read, meant):
        return "own words and placed alike"
    if meant.between_us:
        return meant.category
    if meant.admits:
        return "a reason or care that admits something"
    if read.between_us:
        if meant.category != "caring":
            return "a reason"
        if meant.weighs:
            return "care"
        return "care, said to be for the other" if meant_kindly(meant) else "care, and no more said"
    return "the same reason" if read.category == meant.category else "another reason"


def _meanings(found: set[tuple[str, str]]) -> str:
    by_who: dict[str, set[str]] = defaultdict(set)
    for who, feel in found:
        by_who[who].add(feel)
    return "; ".join(
        f"{who}: {', '.join(feel for feel in FEELS if feel in feels)}"
        for who, feels in sorted(by_who.items())
    )


# ---- three --------------------------------------------------------------------------------------------


def of_triples(says: Callable[[Said, Said, Said], str]) -> Iterator[Row]:
    """A row for each way in which three can stand to each other. Each way has to have one line."""
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for read, meant, expected in triples():
        one_sentence = "the same" if same_reading(expected, read) else _apart(expected, read)
        way = one_sentence, _against_meant(expected, meant), _against_meant(read, meant)
        found[way].add(says(read, meant, expected))
    for way, lines in sorted(found.items()):
        (line,) = lines
        yield *way, line


def _against_meant(one: Said, meant: Said) -> str:
    return "the same" if as_meant(one, meant) else _apart(one, meant)


def _apart(one: Said, other: Said) -> str:
    if same_reading(one, other):
        return "voices differ"
    return "own words, about the same" if one.category == other.category else "something else"
