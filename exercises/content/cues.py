"""Cues: everyday moments, each with five readings in two voices.

Pure. These models hold content as its authors wrote it: straight quotes, names as placeholders.
`typography.typeset` makes them what a person sees.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator

from exercises.comparison.answers import CATEGORIES, NOT_APPLICABLE, OTHER, PASSED, Category
from exercises.language import typography

THREATS = (-2, -1, 0, 1, 2)
FIXED_THREATS = {"us_mild": 1, "rejecting": 2}
RESERVED_IDS = (OTHER, NOT_APPLICABLE, PASSED)

Section = Literal["distancing", "control", "ambiguous", "trust", "satisfaction"]
Sensitivity = Literal["low", "medium", "high"]


def _showable(text: str) -> str:
    """Refuse what cannot be shown as it stands: loose space at the ends, control characters, odd braces."""
    if text != text.strip():
        raise ValueError("leave out the space at its start or end")
    if any(ord(char) < 32 or 127 <= ord(char) < 160 for char in text):
        raise ValueError("one line of text, without control characters")
    odd = typography.unknown_placeholders(text)
    if odd:
        known = ", ".join(f"{{{name}}}" for name in typography.PLACEHOLDERS)
        raise ValueError(f"{odd[0]} cannot be filled in; what can: {known}")
    return text


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
PartId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=30)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=400), AfterValidator(_showable)]
MaybeWords = Annotated[str, StringConstraints(max_length=400), AfterValidator(_showable)]
Whole = Annotated[int, Field(strict=True)]
YesNo = Annotated[bool, Field(strict=True)]


class Frozen(BaseModel):
    """A piece of content: cannot be changed, and has no field that is not written down here."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Stem(Frozen):
    """The moment itself, as the one who reads it tells it and as the one who does it tells it."""

    receiver: Words
    sender: Words


class Reading(Frozen):
    """One thing that the moment may mean. Its category and threat are never shown while answering.

    admits: the sender's sentence says that something is the matter between the two, however gently.
    voices_differ: the two sentences say different things on purpose, so that picking both is no match.
    kindly: the sender's sentence says that it is done for the other, or out of warmth for them. Only of a
    caring one, and not of every: many say no more than that there is nothing to worry about.
    """

    id: PartId
    category: Category
    threat: Whole
    receiver: Words
    sender: Words
    admits: YesNo = False
    voices_differ: YesNo = False
    kindly: YesNo = False


class Cue(Frozen):
    """One moment. `plain`: its card shows the two sentences and the opener only, no line of the app's own.

    opener: what a card asks both where they see it apart; opener_alike: where they see it alike.
    A cue without it counts as one whose readings are not marked, so cards say less of it.
    acts: the moment in few words of the one who does it, as they stand behind "When": I go quiet over dinner.
    """

    id: Slug
    theme: Slug
    section: Section
    sensitivity: Sensitivity
    title: Words
    short: Words
    acts: MaybeWords = ""
    stem: Stem
    opener: Words
    opener_alike: MaybeWords = ""
    readings: tuple[Reading, ...]
    plain: YesNo = False

    @field_validator("readings")
    @classmethod
    def _balanced(cls, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
        """Hold every cue to one reading a category and each threat once, so that all cues compare alike."""
        if sorted(reading.category for reading in readings) != sorted(CATEGORIES):
            raise ValueError(f"five readings, one of each category: {', '.join(CATEGORIES)}")
        if sorted(reading.threat for reading in readings) != list(THREATS):
            raise ValueError("each threat from -2 to 2 exactly once")
        for reading in readings:
            fixed = FIXED_THREATS.get(reading.category, reading.threat)
            if reading.threat != fixed:
                raise ValueError(f"the threat of {reading.category} is always {fixed}")
        ids = [reading.id for reading in readings]
        if len(set(ids)) != len(ids) or set(ids) & set(RESERVED_IDS):
            raise ValueError(f"each reading with an id of its own, none of {', '.join(RESERVED_IDS)}")
        return readings

    def reading(self, id: str) -> Reading:
        """Return the reading with this id; KeyError when there is none."""
        for reading in self.readings:
            if reading.id == id:
                return reading
        raise KeyError(id)


def in_voice(words: Stem | Reading, voice: str) -> str:
    """Return the sentence in this voice. All but a sender's are about the one who does it, by name."""
    return words.sender if voice == "sender" else words.receiver
