"""The way into a talk about one card, on the card itself or wherever the other is. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from exercises.rules import Way


@dataclass(frozen=True)
class TalkOffer:
    """The way into a talk about a card. name: what its words begin with. again: it would not be the first.

    mine, theirs: the way in which I, and the other, would like to talk; None where nothing was asked.
    can_write: letters are among the ways to talk.
    """

    round: str
    name: str
    again: bool
    can_write: bool = True
    mine: Way | None = None
    theirs: Way | None = None

    @property
    def way(self) -> Way:
        """The way that stands now: what somebody asked for, else aloud in one room."""
        return self.mine or self.theirs or Way.ROOM

    @property
    def waits_for_my_yes(self) -> Way | None:
        """The way in which only the other has asked to talk, so that a tap of mine begins it; or None."""
        return None if self.mine else self.theirs


@dataclass(frozen=True)
class AskedOfMe:
    """The other would like to talk about a card that is not on my screen. title: the card's."""

    talk: TalkOffer
    title: str
