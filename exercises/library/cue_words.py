"""What the sentences of moments have to be, so that a card reads well with any two names on it. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from exercises.content.cues import Cue
from exercises.content.exercise import CueFile, Loc, Problem
from exercises.language.partner_words import pronouns_in
from exercises.library.openers import slips

MOST_OF_A_READING = 60  # characters: five of them stand on the screen of a small phone
A_NAME = "x" * 8  # stands for a name where characters are counted


class CueWords:
    """Looks at one file of cues after the other; what one has asked, none asks again.

    A theme that one file marks as `all_plain` is so in every file of that theme.
    """

    def __init__(self) -> None:
        self._asked: dict[str, str] = {}  # a question, and the cue that asks it
        self._plain: set[str] = set()  # themes

    def problems(self, content: CueFile) -> Iterator[Problem]:
        """Yield what is to be changed in this file."""
        if content.all_plain:
            self._plain.add(content.theme)
        for at, cue in enumerate(content.cues):
            loc: Loc = ("cues", at)
            if content.theme in self._plain and not cue.plain:
                yield (*loc, "plain"), f"plain: true; every moment of the theme {content.theme} is plain"
            yield from _named(cue, loc)
            yield from _short(cue, loc)
            yield from _marked(cue, loc)
            yield from self._questions(cue, loc)

    def _questions(self, cue: Cue, loc: Loc) -> Iterator[Problem]:
        for key, asks in (("opener", cue.opener), ("opener_alike", cue.opener_alike)):
            if not asks:
                continue  # only the second may be left out: then the first is asked in both cases
            for message in slips(asks):
                yield (*loc, key), message
            first = self._asked.setdefault(asks.casefold(), f"{cue.id}, {key}")
            if first != f"{cue.id}, {key}":
                yield (*loc, key), f"a question of its own; it is asked already ({first})"


def _named(cue: Cue, loc: Loc) -> Iterator[Problem]:
    """A partner is named, or not spoken of."""
    for place, text in _sentences(cue):
        for word in pronouns_in(text):
            yield (*loc, *place), f"{{partner}}, or words without “{word}”: the partner has a name"


def _short(cue: Cue, loc: Loc) -> Iterator[Problem]:
    for at, reading in enumerate(cue.readings):
        for voice, text in (("receiver", reading.receiver), ("sender", reading.sender)):
            length = len(text.replace("{partner}", A_NAME))
            if length > MOST_OF_A_READING:
                said = f"at most {MOST_OF_A_READING} characters, a name counted as 8; these are {length}"
                yield (*loc, "readings", at, voice), said


def _marked(cue: Cue, loc: Loc) -> Iterator[Problem]:
    """Of what is no kindness, and of what says that something is the matter, no card says that it is kind."""
    for at, reading in enumerate(cue.readings):
        if reading.kindly and reading.category != "caring":
            yield (*loc, "readings", at, "kindly"), "nothing; only a caring reading is meant kindly"
        elif reading.kindly and reading.admits:
            yield (
                (*loc, "readings", at, "kindly"),
                "nothing; a reading that admits something has its own line",
            )


def _sentences(cue: Cue) -> Iterator[tuple[Loc, str]]:
    yield ("title",), cue.title
    yield ("stem", "receiver"), cue.stem.receiver
    yield ("stem", "sender"), cue.stem.sender
    for at, reading in enumerate(cue.readings):
        yield ("readings", at, "receiver"), reading.receiver
        yield ("readings", at, "sender"), reading.sender
