"""Everything one seat sees of a paired session at one instant. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from couples.addresses import Address
from couples.positions import FIRST, Position
from exercises.rules import Stage
from exercises.screens.handing_over import HandOver
from exercises.screens.inputs import Step
from exercises.screens.people import Person
from exercises.screens.previews import Preview
from exercises.screens.stages import CardsDone, Ended, Finished, Lobby, Reveal, Takeaway, Waiting
from exercises.screens.talk_offers import AskedOfMe
from exercises.screens.talks import TalkScreen

Screen = (
    Lobby
    | Step
    | Preview
    | Waiting
    | HandOver
    | Reveal
    | CardsDone
    | Takeaway
    | Finished
    | Ended
    | TalkScreen
)


@dataclass(frozen=True)
class Progress:
    """A slim line above the stage. states: one of done, now, todo for each step. noun: "Step" or "Card"."""

    kicker: str
    noun: str
    number: int
    states: tuple[str, ...]
    dots: bool  # cards have dots, steps have bars


@dataclass(frozen=True)
class SessionView:
    """Everything one seat may see of a paired session at one instant.

    version: mine; it never falls. reveal_at: server milliseconds at which a card turns over, or None.
    position: my seat's, which decides who of the two is named first; how I am drawn is the matter of `you`.
    asked_of_me: the other would like to talk about a card that is not on this screen.
    slug: of the exercise. is_trial: the other seat is a pretend partner's.
    one_phone: the two share it. my_turn: they do, and what it shows now is for me alone.
    """

    code: str
    couple: str
    exercise: str
    stage: Stage
    you: Person
    partner: Person
    joined: bool
    here: bool
    version: int
    reveal_at: int | None
    progress: Progress | None
    screen: Screen
    position: Position = FIRST
    asked_of_me: AskedOfMe | None = None
    slug: str = ""
    is_trial: bool = False
    one_phone: bool = False
    my_turn: bool = False

    @property
    def address(self) -> str:
        """What stands for this session in the addresses of my pages."""
        return self._address_of(self.code)

    @property
    def couple_address(self) -> str:
        """The same for the couple."""
        return self._address_of(self.couple)

    def _address_of(self, code: str) -> str:
        return str(Address(code, self.position if self.one_phone else None))

    @property
    def first(self) -> Person:
        return self.you if self.position == FIRST else self.partner

    @property
    def second(self) -> Person:
        return self.partner if self.position == FIRST else self.you
