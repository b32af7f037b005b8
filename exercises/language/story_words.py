"""Facts only: the words that tell a story, where a camera would have seen something.

Pure. It suggests and never blocks. The rule is a list of plain phrases, matched as whole words, so that a
page can follow the very same rule while somebody types. What a camera sees or hears stays unmarked: "you
are late" and "said nothing" are in no phrase, "you are so" and "nothing ever" are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from exercises.language.typography import curly

# All of it is what people type, not what the app says: they write of each other as they are used to.
_EACH = ("you", "they", "he", "she")
_IS = ("you are", "you're", "they are", "they're", "he is", "he's", "she is", "she's")
_WAS = ("you were", "they were", "he was", "she was")

TOTALS = (
    "always", "never", "every time", "every single", "each time", "all the time", "constantly", "forever",
    "nobody", "no one", "everything", "anything i", "nothing i", "nothing ever", "nothing matters",
    "nothing helps", "nothing changes", "do nothing", "does nothing", "did nothing", "as usual", "as ever",
    "once again", "yet again", "typical", "typically", "not even", "don't even", "doesn't even",
    "didn't even",
)  # fmt: skip

# What goes on in somebody: wishes, thoughts, reasons.
_INSIDE = ("wanted", "didn't want", "thought", "felt", "knew", "meant", "hoped", "hated", "believed")
_INSIDE_NOW = (("want", "wants"), ("don't want", "doesn't want"), ("think", "thinks"), ("feel", "feels"),
               ("hate", "hates"))  # fmt: skip
MIND_READING = (
    *(f"because {who}" for who in _EACH),
    *(f"{who} {inside}" for who in _EACH for inside in _INSIDE),
    *(f"{who} {inside[who in ('he', 'she')]}" for who in _EACH for inside in _INSIDE_NOW),
    "don't care", "doesn't care", "didn't care", "couldn't care", "can't be bothered", "couldn't be bothered",
    "on purpose", "deliberately", "intentionally", "obviously", "must have", "as if", "as though",
    "to hurt me", "to punish me", "to annoy me", "to avoid me", "to spite me", "to get at me",
    "to provoke me",
    "don't love me", "doesn't love me", "didn't love me", "don't respect", "doesn't respect",
    "don't listen", "doesn't listen", "didn't listen", "pretended", "pretending",
)  # fmt: skip

# Sounds like a feeling, and says what the other did to me.
DONE_TO_ME = (
    "ignore me", "ignores me", "ignored", "ignoring", "rejected", "abandoned", "betrayed", "attacked",
    "neglected", "manipulated", "disrespected", "humiliated", "punished", "for granted", "silent treatment",
    "makes me feel", "make me feel", "made me feel", "cold to me", "cold towards me",
)  # fmt: skip

LABELS = (
    *(f"{who} {what}" for who in (*_IS, *_WAS)
      for what in ("so", "such", "being", "mean", "angry", "annoyed", "difficult", "impossible")),
    *(f"{who} too" for who in _IS),
    "too sensitive", "too emotional", "drama queen", "selfish", "lazy", "rude", "careless", "thoughtless",
    "inconsiderate", "childish", "immature", "ridiculous", "unfair", "stubborn", "heartless", "hysterical",
    "dishonest", "manipulative", "controlling", "ungrateful", "arrogant", "unreliable", "disrespectful",
    "irresponsible", "needy", "clingy", "toxic", "crazy",
)  # fmt: skip

PHRASES: tuple[str, ...] = tuple(dict.fromkeys((*TOTALS, *MIND_READING, *DONE_TO_ME, *LABELS)))

_APOSTROPHES = "'’ʼ"
_MOST_NAMED = 3  # a hint that names more would read like a list of faults


def stories_in(text: str, phrases: Iterable[str] = PHRASES) -> tuple[str, ...]:
    """Return the words in this text that tell a story, in order, each once, as written but in lower case.

    phrases: the words to look for. Whole words are matched, in any case, with either apostrophe.
    """
    found: dict[str, str] = {}
    for each in _any_of(tuple(phrases)).finditer(text):
        words = " ".join(each.group().lower().split())
        found.setdefault(_straight(words), words)
    return tuple(found.values())


def hint(found: Iterable[str]) -> str:
    """Return one sentence that suggests to look again at what `stories_in` found; "" when that is nothing."""
    named = [f"“{curly(words)}”" for words in found][:_MOST_NAMED]
    if not named:
        return ""
    listed = " and ".join(part for part in (", ".join(named[:-1]), named[-1]) if part)
    return f"{listed} {'tells' if len(named) == 1 else 'tell'} a story. What would a camera have seen?"


@lru_cache(maxsize=64)
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The longest phrase counts where several begin at one place."""
    plain = {_straight(" ".join(phrase.split())) for phrase in phrases} - {""}
    worded = sorted(map(_pattern, plain), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(worded)})(?!\w)", re.IGNORECASE)


def _pattern(phrase: str) -> str:
    return re.escape(phrase).replace("'", f"[{_APOSTROPHES}]").replace(r"\ ", r"\s+")


def _straight(text: str) -> str:
    return re.sub(f"[{_APOSTROPHES}]", "'", text)
