"""Facts: what has happened in a paired session, as the rules know it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from couples.positions import BOTH, Position
from exercises.rules.words import Reached, Said

WHOLE = ""  # the round of what is said about the session as a whole: begin, takeaway
TAKEAWAY_STEP = "takeaway"  # the step that closes a session; it belongs to no round


class Stage(StrEnum):
    LOBBY = "lobby"
    STEP = "step"
    PREVIEW = "preview"
    WAITING = "waiting"
    REVEAL = "reveal"
    TAKEAWAY = "takeaway"
    FINISHED = "finished"
    ENDED = "ended"


@dataclass(frozen=True)
class SharedActivity:
    """A step that both do at the same time, on the server's clock.

    floors: how many turns at speaking it has (0: it is breathing). seconds: of the whole, or of one turn.
    saying_back: of every second turn, in which the listener says back what they heard; 0 where there is none.
    """

    step: str
    seconds: int
    floors: int = 0
    saying_back: int = 0

    def seconds_of(self, floor: int) -> int:
        """How long this turn is, counted from 1."""
        return self.saying_back if self.is_saying_back(floor) else self.seconds

    def is_saying_back(self, floor: int) -> bool:
        return bool(self.saying_back) and floor % 2 == 0


@dataclass(frozen=True)
class RoundPlan:
    """A round as the rules need it.

    further: the question that offers it ("" when it simply follows). until: it is a further try at the round
    before, and only there while one of the two says that it isn't quite that. private: nothing of it is for
    anybody but its owner, so it has no preview and no reveal. after_ring: it is there only where a ring was
    found; facts hold it from then on, and not before.
    """

    id: str
    steps: tuple[str, ...]
    further: str = ""
    until: bool = False
    private: bool = False
    after_ring: bool = False
    together: tuple[SharedActivity, ...] = ()


@dataclass(frozen=True)
class Signal:
    """This seat has said this word about this round."""

    position: Position
    round: str
    word: Said


@dataclass(frozen=True)
class Facts:
    """What has happened, as far as one seat may know it.

    mine: my own steps that are in. Of the other's answers nothing is known here.
    milestones: (round, word) pairs that have come true. gated: each reads the safety page first, alone.
    closing: a line to take along is asked for at the end.
    """

    rounds: tuple[RoundPlan, ...]
    open: bool
    mine: frozenset[str]
    said: frozenset[Signal]
    milestones: frozenset[tuple[str, Reached]]
    gated: bool = False
    closing: bool = True

    def has_said(self, position: Position, round_id: str, word: Said) -> bool:
        return Signal(position, round_id, word) in self.said

    def both_said(self, round_id: str, word: Said) -> bool:
        return all(self.has_said(position, round_id, word) for position in BOTH)

    def reached(self, round_id: str, word: Reached) -> bool:
        return (round_id, word) in self.milestones

    def either_said(self, round_id: str, word: Said) -> bool:
        return any(self.has_said(position, round_id, word) for position in BOTH)

    def round(self, round_id: str) -> RoundPlan | None:
        return next((plan for plan in self.rounds if plan.id == round_id), None)

    def following(self, round_id: str) -> RoundPlan | None:
        ids = [plan.id for plan in self.rounds]
        after = ids.index(round_id) + 1
        return self.rounds[after] if after < len(self.rounds) else None


@dataclass(frozen=True)
class Where:
    """A stage and the round it is about (None outside of rounds)."""

    stage: Stage
    round: RoundPlan | None = None
