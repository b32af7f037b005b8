"""The sentences a comparison says, names filled in. They state what two people said and vouch for nothing.

Which one is chosen follows from what the two picks say and from nothing else (`said`). The whole table of
choices stands in docs/decisions/0019-what-a-card-says.md, written by the tests.
"""

from __future__ import annotations

from exercises.comparison.cues import Compared
from exercises.comparison.said import (
    Said,
    Word,
    as_meant,
    means_us,
    meant_kindly,
    own_alike,
    reads_us,
    same_reading,
)
from exercises.comparison.summaries import Lean

AS_MEANT = "{reader} read it the way {actor} says it’s meant."
SAME_LIGHT = "You both see it in much the same light. Compare the two sentences."
SAME_LIGHT_OWN = "You both see it in much the same light. Only you two can tell whether it is the same."
DIFFERENT_REASONS = "You see different reasons here."

ANOTHER_REASON = "{reader} took it as being about the two of you. {actor} says it usually has another reason."
MEANT_KINDLY = "It brought up a worry for {reader}. {actor} says it is meant kindly."
ABOUT_US_MEANT_KINDLY = "{reader} took it as being about the two of you. {actor} says it is meant kindly."
MEANT_OTHERWISE = "It brought up a worry for {reader}. {actor} says it usually means something else."
ABOUT_US_MEANT_OTHERWISE = (
    "{reader} took it as being about the two of you. {actor} says it usually means something else."
)
ON_THE_MIND = "Something is on {actor}’s mind here. How much to say is up to {actor}."
MEANS_MORE = "This means more to {actor} than {reader} thought."

BOTH_US = "You both say this one is about the two of you. You can talk about it now, or another day."
BOTH_US_OWN = "You both say this one is about the two of you. Only you two can tell whether it is the same."
BOTH_US_COMPARE = "You both connect this one with the two of you. Compare the two sentences."

SURE = "{reader} feels quite sure about this one."
GUESSING = "{reader} says that this is just a guess."

GAP_WORDS: dict[Word, str] = {
    "read_as_meant": "Read as meant",
    "both_about_us": "Both about the two of you",
    "close": "Close",
    "far_apart": "Far apart",
}

# How somebody expects to be taken, against how they were read and what they mean.
EXPECTED_ALL = "{reader} took it as {actor} expected, and the way {actor} says it’s meant."
EXPECTED_READ = "{actor} expected to be taken this way, and was."
EXPECTED_READ_MEANT_ELSE = "{actor} expected to be taken this way, and says it means something else."
EXPECTED_MEANT = "{actor} thought it was clear. {reader} saw something else."
READ_MEANT = "{reader} read it the way {actor} says it’s meant. {actor} had expected something else."
ALL_DIFFER = "{actor} expected to be taken one way, and was read another."
# The same, said a second time in a session. A third card has the line of its pair.
SAID_AGAIN: dict[str, str] = {
    EXPECTED_ALL: "{reader}’s first thought is what {actor} says it means, and what {actor} expected.",
    EXPECTED_READ: "{reader} took it as {actor} expected.",
    EXPECTED_READ_MEANT_ELSE: "{reader} took it as {actor} expected. {actor} says it means something else.",
    EXPECTED_MEANT: "{actor} expected it to be read as it’s meant. {reader}’s first thought was another one.",
    READ_MEANT: "{actor} had expected another first thought. {reader}’s is what {actor} says it means.",
    ALL_DIFFER: "{actor} expected another first thought than {reader}’s.",
}

PROJECTION = "Here you guessed what you would mean yourself."
LEAN = "In this set, your first thought was often {how} than what {actor} says."
LEANS: dict[Lean, str] = {
    "more_worried": "a little more worried",
    "less_worried": "a little less worried",
}
NO_HABIT = "A handful of moments is too few to call it a habit."


def line(read: Said, meant: Said, *, reader: str, actor: str) -> str:
    """The card's one line, from what the two picks say; "" where nothing can be said that is true of both."""
    return _line(read, meant).format(reader=reader, actor=actor)


def felt(compared: Compared, reader: str, plain: bool = False) -> str:
    """How sure the reader felt, where it matters; else empty. Never whether they were."""
    if plain:
        return ""
    if compared.confident_gap:
        return SURE.format(reader=reader)
    return GUESSING.format(reader=reader) if compared.open_question else ""


def expected_line(
    read: Said, meant: Said, expected: Said, *, reader: str, actor: str, before: int = 0
) -> str:
    """How these three compare, in one sentence; "" where that cannot be told, or was told often enough.

    Own words may say the same as what stands beside them, unless they are placed elsewhere.
    before: of how many cards before this one the same is true (`of_expectation`).
    """
    first = of_expectation(read, meant, expected)
    wordings = (first, SAID_AGAIN[first]) if first else ()
    return wordings[before].format(reader=reader, actor=actor) if before < len(wordings) else ""


def lean_sentence(lean: Lean | None, actor: str) -> str:
    """For the owner of the lean alone; empty when there is none."""
    return "" if lean is None else f"{LEAN.format(how=LEANS[lean], actor=actor)} {NO_HABIT}"


def _line(read: Said, meant: Said) -> str:
    if own_alike(read, meant):
        return BOTH_US_OWN if reads_us(read) else SAME_LIGHT_OWN
    if means_us(meant):
        return _meant_about_us(read, meant)
    if read.weighs:
        return _only_read_about_us(read, meant)
    if same_reading(read, meant):
        return AS_MEANT if as_meant(read, meant) else SAME_LIGHT
    if meant.admits:
        return ON_THE_MIND
    return "" if "mixed" in (read.feel, meant.feel) else DIFFERENT_REASONS


def _meant_about_us(read: Said, meant: Said) -> str:
    """It means something about the two of them, whatever was read."""
    if same_reading(read, meant):
        return BOTH_US if as_meant(read, meant) else BOTH_US_COMPARE
    weight = max(meant.threat, 0) - max(read.threat, 0)
    if weight > 0 and not (read.category == "rejecting" != meant.category):
        return MEANS_MORE
    return BOTH_US if weight == 0 and reads_us(read) else ON_THE_MIND


def _only_read_about_us(read: Said, meant: Said) -> str:
    """It was read as being about the two, or as something that would hurt, and isn't meant so."""
    if meant.admits:
        return ON_THE_MIND
    if not read.between_us:
        return ""  # own words that name a reason and a hurt at once: no one sentence is true of both
    if meant.category != "caring":
        return ANOTHER_REASON
    is_worry = read.feel in ("a little about us", "hurts")
    if meant_kindly(meant):
        return MEANT_KINDLY if is_worry else ABOUT_US_MEANT_KINDLY
    return MEANT_OTHERWISE if is_worry else ABOUT_US_MEANT_OTHERWISE


def of_expectation(read: Said, meant: Said, expected: Said) -> str:
    """What is true of these three, as it is said first and without names; "" where nothing can be told."""
    if same_reading(expected, read):  # the two are the same sentence, word for word
        if as_meant(read, meant):
            return EXPECTED_ALL
        return EXPECTED_READ if read.category == meant.category else EXPECTED_READ_MEANT_ELSE
    if expected.category == read.category:
        return ""
    if as_meant(expected, meant):
        return EXPECTED_MEANT
    return READ_MEANT if as_meant(read, meant) else ALL_DIFFER
