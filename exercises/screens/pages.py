"""The pages beside the stage: side by side, and only mine. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from exercises.screens.cards import Card, Fold, PlainCard
from exercises.screens.people import Person
from exercises.screens.rings import Ring
from exercises.screens.stages import CheckIn
from exercises.screens.talk_offers import TalkOffer
from exercises.screens.talks import Letters


@dataclass(frozen=True)
class Feelings:
    """What each would feel in one moment, where both shared it. Each list has at most three words."""

    title: str
    first_only: tuple[str, ...]
    both: tuple[str, ...]
    second_only: tuple[str, ...]


@dataclass(frozen=True)
class Facing:
    """What the reader would do next, and what the actor would welcome; "" where it was not shared."""

    title: str
    reader: Person
    next_move: str
    actor: Person
    wish: str


@dataclass(frozen=True)
class Comparison:
    """See everything: opened directions only.

    rows_first, rows_second: the same cards by who acts (first seat, second seat). last: those of the cards
    that both asked for in the end, and may not have gone through.
    rest_round: "" while nothing asks for it. rest_mine: I have tapped. rest: what is open of it.
    worth_keeping: what I meant is on one of the cards. nothing: what is asked where all of it is empty.
    """

    title: str
    first: Person
    second: Person
    cards: tuple[Card, ...]
    rows_first: tuple[Card, ...]
    rows_second: tuple[Card, ...]
    fold: Fold | None
    fold_round: str
    facing: tuple[Facing, ...]
    feelings: tuple[Feelings, ...]
    rest_round: str
    rest_mine: bool
    rest_open: bool
    rest: tuple[Card, ...]
    sheets: tuple[PlainCard, ...] = ()
    letters: tuple[Letters, ...] = ()  # that the two have written to each other about a card
    worth_keeping: bool = False
    ring: Ring | None = None
    ring_talk: TalkOffer | None = None
    last: tuple[Card, ...] = ()
    nothing: str = ""

    @property
    def gone_through(self) -> tuple[Card, ...]:
        """The cards that the two have been through, one after another."""
        return tuple(card for card in self.cards if card not in self.last)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands here: kept, passed, not given, or put away. It looks the same."""
        return not (self.ring or self.cards or self.sheets or self.fold or self.rest or self.letters)


@dataclass(frozen=True)
class Showable:
    """A guess that its owner may show. field: share.<step>.<part>. shown: it has been, for good."""

    step: str
    base: int
    field: str
    shown: bool


@dataclass(frozen=True)
class BeforeAfter:
    """Two sentences about one cue or step, side by side; one of them at least is mine.

    note: one sentence below them, for me alone. show: what my guess among them needs to be shown.
    """

    title: str
    left_label: str
    left: str
    right_label: str
    right: str
    note: str = ""
    show: Showable | None = None


@dataclass(frozen=True)
class PrivateNote:
    """Something that I gave and that stays with me: what was asked, and what I said."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class OwnPage:
    """For its owner alone. guesses: the calm guess beside what the other said, opened directions only."""

    first_against_calm: tuple[BeforeAfter, ...]
    excuse_against_suspect: tuple[BeforeAfter, ...]
    guesses: tuple[BeforeAfter, ...]
    lean: str
    noted: tuple[PrivateNote, ...] = ()
    checkin: CheckIn | None = None
    comparison: bool = True  # there is a page that puts what was shared side by side

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands here."""
        beside = self.first_against_calm or self.excuse_against_suspect or self.guesses
        return not (beside or self.lean or self.noted or self.checkin)
