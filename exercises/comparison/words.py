"""The sentences a comparison says, names filled in. They state what two people said and vouch for nothing."""

from __future__ import annotations

from exercises.comparison.answers import OTHER
from exercises.comparison.cues import Compared, Kind, Word
from exercises.comparison.summaries import Counts, Lean

LINES: dict[Kind, str] = {
    "same_meaning": "You two mean the same thing here.",
    "about_us_or_not": "{reader} took it as being about the two of you. {actor} says it usually isn’t.",
    "harmless_difference": "Harmless either way, and you see it a little differently.",
    "smaller_than_feared": (
        "There is something here for {actor}, and it is smaller than {reader}’s first thought."
    ),
    "quiet_signal": "There may be more in this moment for {actor} than shows from outside.",
    "shared_concern": (
        "You both connect this moment with something between you. "
        "That took honesty. Another day is fine, too."
    ),
}

SURE = "{reader} feels quite sure about this one."
GUESSING = "{reader} was only guessing here."

GAP_WORDS: dict[Word, str] = {
    "read_as_meant": "Read as meant",
    "close": "Close",
    "far_apart": "Far apart",
}

COUNTED: dict[Word, str] = {
    "read_as_meant": "{number} {was} read as meant",
    "close": "{number} {was} close",
    "far_apart": "{number} {was} far apart",
}
# How somebody expects to be taken, against how they were read and what they mean.
EXPECTED_READ = "{actor} expected to be taken that way, and was."
EXPECTED_MEANT = "{actor} expected it to show. It looked different from outside."
READ_MEANT = "It was read as {actor} means it. {actor} had expected something else."
ALL_DIFFER = "{actor} expected to be taken one way, and was read another."

NO_SCORE = "None of it is a score."
NOTHING = "Nothing to compare this time. What did you notice while answering?"

PROJECTION = "You guessed they work the way you do here."
LEAN = "In this set, your first thought was often {how} than what {actor} says they mean."
LEANS: dict[Lean, str] = {
    "more_worried": "a little more worried",
    "less_worried": "a little less worried",
}
NO_HABIT = "A handful of moments is too few to call it a habit."

# fmt: off
NUMBERS = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)
# fmt: on


def line(compared: Compared, reader: str, actor: str, plain: bool = False) -> str:
    """The card's one line; empty on a plain cue, where a line of ours could help somebody hide something."""
    return "" if plain else LINES[compared.kind].format(reader=reader, actor=actor)


def felt(compared: Compared, reader: str, plain: bool = False) -> str:
    """How sure the reader felt, where it matters; else empty. Never whether they were."""
    if plain:
        return ""
    if compared.confident_gap:
        return SURE.format(reader=reader)
    return GUESSING.format(reader=reader) if compared.open_question else ""


def expected_line(read: str, meant: str, expected: str, *, reader: str, actor: str) -> str:
    """How these three picks compare, in one sentence; "" where that cannot be told.

    Own words may say the same as other words, so nothing is said of two that are both somebody's own.
    """
    if expected == read == OTHER:
        return ""
    if expected == read != OTHER:
        return EXPECTED_READ.format(actor=actor, reader=reader)
    if expected == meant != OTHER:
        return EXPECTED_MEANT.format(actor=actor, reader=reader)
    if read == meant != OTHER:
        return READ_MEANT.format(actor=actor, reader=reader)
    return ALL_DIFFER.format(actor=actor, reader=reader)


def gap_word(compared: Compared) -> str:
    return GAP_WORDS[compared.word]


def counts_sentence(counts: Counts, folded: bool = False) -> str:
    """What was opened, in words. folded: a topic waits in its fold, so there was something."""
    numbers: dict[Word, int] = {
        "read_as_meant": counts.read_as_meant,
        "close": counts.close,
        "far_apart": counts.far_apart,
    }
    parts = [
        COUNTED[word].format(number=_spelled(number), was="was" if number == 1 else "were")
        for word, number in numbers.items()
        if number
    ]
    if not parts:
        return "" if folded else NOTHING
    said = ", ".join(parts)
    return f"{said[0].upper()}{said[1:]}. {NO_SCORE}"


def lean_sentence(lean: Lean | None, actor: str) -> str:
    """For the owner of the lean alone; empty when there is none."""
    return "" if lean is None else f"{LEAN.format(how=LEANS[lean], actor=actor)} {NO_HABIT}"


def _spelled(number: int) -> str:
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
