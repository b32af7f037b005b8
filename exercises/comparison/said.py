"""What a pick says, as far as a card needs to know it, and how near two of them are.

A card may say only what follows from these six facts, so nothing here knows a name, a cue or a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from exercises.comparison import weights

Word = Literal["read_as_meant", "both_about_us", "close", "far_apart"]
Feel = Literal["harmless", "mixed", "a little about us", "hurts"]

BETWEEN_US = ("us_mild", "rejecting")  # the categories that are something between the two


@dataclass(frozen=True)
class Said:
    """One pick. category, threat: of the reading, or as whoever wrote own words placed them.

    own: they are own words; these have any category with any threat. admits, voices_differ, kindly: as the
    cue has it for this reading (`content.cues.Reading`), False where the cue is not asked.
    """

    category: str
    threat: int
    own: bool = False
    admits: bool = False
    voices_differ: bool = False
    kindly: bool = False

    @property
    def between_us(self) -> bool:
        return self.category in BETWEEN_US

    @property
    def feel(self) -> Feel:
        """The threat, as coarse as a sentence can tell it."""
        if self.threat < 0:
            return "harmless"
        return ("mixed", "a little about us", "hurts")[self.threat]

    @property
    def weighs(self) -> bool:
        """Whether it is about the two of them, or would hurt."""
        return self.between_us or self.threat >= weights.ABOUT_US


def reads_us(read: Said) -> bool:
    """Whether the reader says that it is about the two. That it would hurt does not say so."""
    return read.between_us or read.feel == "a little about us"


def means_us(meant: Said) -> bool:
    """Whether the one who acts says that it is about the two. Whoever means that it hurts does say so."""
    return meant.weighs


def meant_kindly(meant: Said) -> bool:
    """Whether the one who acts says that it is done for the other, or out of warmth for them.

    Of a caring reading only its mark can tell: many say no more than that there is nothing to worry about.
    Whoever places own words under care says so.
    """
    return meant.category == "caring" and not meant.admits and (meant.own or meant.kindly)


def same_reading(one: Said, other: Said) -> bool:
    """Whether both picked the same reading of a cue. Own words are the same as nothing."""
    return not one.own and not other.own and one.category == other.category


def as_meant(read: Said, meant: Said) -> bool:
    """Whether both sentences say one thing.

    The two voices of `rejecting` differ in every cue: so that it can be said without playing the villain.
    """
    differ = meant.voices_differ or meant.category == "rejecting"
    return same_reading(read, meant) and not differ


def own_alike(one: Said, other: Said) -> bool:
    """Whether own words are placed just as what stands beside them: alike, and perhaps not the same."""
    return (one.own or other.own) and (one.category, one.feel) == (other.category, other.feel)


def word(read: Said, meant: Said) -> Word:
    """How near the two are. Far apart: one takes it as being about the two of them, the other doesn't."""
    if as_meant(read, meant):
        return "read_as_meant"
    if reads_us(read) and means_us(meant):
        return "both_about_us"
    return "far_apart" if read.weighs != meant.weighs else "close"
