"""The state of a session: what one seat may know of it, as loaded for one command or one view.

A value: a command makes the next one with `dataclasses.replace`. Of the other seat it holds who they are and
what they have said, never an answer. What both have released is read when it is asked for, by `opened`; here
it is refused until the rules let it be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from couples.infrastructure import vault
from couples.positions import FIRST, SECOND, Position, other
from exercises.comparison.ring import Ring
from exercises.content.answer_body import AnswerBody
from exercises.library import Snapshot
from exercises.models import Answer, PairedSession
from exercises.queries.opened import Opened
from exercises.queries.viewer import Viewer
from exercises.rules import TAKEAWAY_STEP, Facts, RoundMilestone, RoundPlan, Signal, Talk, readable_steps
from exercises.rules.words import Reached
from exercises.steps import ring_search
from exercises.steps.layout import LETTER, TAKEAWAY_LINE, Layout

Released = Mapping[Position, Mapping[str, Any]]  # what both let go of one round: by position, then by step


@dataclass(frozen=True)
class OwnAnswer:
    """One step of mine as it is stored."""

    state: str
    revision: int
    body: AnswerBody

    @property
    def is_in(self) -> bool:
        return self.state == Answer.State.IN

    def drafted(self, draft: dict[str, str | list[str]]) -> OwnAnswer:
        """The same step with a newer draft; an answer stays an answer."""
        return replace(self, revision=self.revision + 1, body=replace(self.body, draft=draft))


@dataclass(frozen=True)
class SessionState(Viewer):
    """Everything that one seat's command or view needs to know of a session.

    session: its row, for what never changes. versions: of the first and of the second seat's view. here: the
    positions that are here. earlier: the code of the session that this one looks back at, or "".
    """

    session: PairedSession
    versions: tuple[int, int]
    ended: datetime | None
    content: Snapshot
    layout: Layout
    own: Mapping[str, OwnAnswer]
    said: frozenset[Signal]
    milestones: Mapping[tuple[str, Reached], int]
    here: frozenset[int]
    earlier: str
    opened: Opened = field(repr=False, compare=False)

    @property
    def code(self) -> str:
        return self.session.code

    @property
    def version(self) -> int:
        return self.versions[self.me - 1]

    @cached_property
    def facts(self) -> Facts:
        return self._facts(self._rounds)

    def _facts(self, rounds: tuple[RoundPlan, ...]) -> Facts:
        return Facts(
            rounds=rounds,
            open=self.ended is None,
            mine=frozenset(step for step, own in self.own.items() if own.is_in),
            said=self.said,
            milestones=frozenset(self.milestones),
            gated=bool(self.content.exercise.gate),
            closing=self.content.exercise.closing == "takeaway",
        )

    @property
    def _rounds(self) -> tuple[RoundPlan, ...]:
        """The rounds that there are. What comes after a ring is there only where both have seen one."""
        rounds = self.layout.rounds
        if not any(plan.after_ring for plan in rounds) or self.ring is not None:
            return rounds
        return tuple(plan for plan in rounds if not plan.after_ring)

    @cached_property
    def ring(self) -> Ring | None:
        """The ring that was opened; None before the reveal, and where there is none to show."""
        round_id = ring_search.round_of(self.content)
        if (round_id, RoundMilestone.REVEAL) not in self.milestones:
            return None
        both = self.shared(round_id)
        return ring_search.found(self.content, self.layout, both[FIRST], both[SECOND], self.begins)

    @cached_property
    def order_key(self) -> bytes:
        """Keys the order in which readings stand: the same for both seats, another in each session."""
        return vault.derive(self.keys.couple, f"meant/v1/order|{self.code}")

    @cached_property
    def begins(self) -> Position:
        """Who has the floor first, where turns are taken: the same for both, not the same in each session."""
        return FIRST if self.order_key[0] % 2 == 0 else SECOND

    # ---- what both have released ----------------------------------------------------------------------

    @cached_property
    def readable(self) -> frozenset[str]:
        """The steps of which what both released may be read by now."""
        return readable_steps(self._facts(self.layout.rounds))

    def _released(self, *steps: str) -> Mapping[str, Mapping[Position, Any]]:
        """Refuses (AssertionError: a bug, never a state) what may not be read yet. At most one query."""
        assert self.readable.issuperset(steps), "nothing is read before the rules allow it"
        return self.opened.of(steps)

    def shared(self, round_id: str) -> Released:
        """What both seats released in this round: by position, then by step; None where nothing is offered.

        Refuses while the round isn't revealed. One query the first time.
        """
        assert (round_id, RoundMilestone.REVEAL) in self.milestones, "nothing is read before the reveal"
        found = self._released(*(step.id for step in self.layout.of_round(round_id)))
        return {
            position: {step: both[position] for step, both in found.items() if position in both}
            for position in (FIRST, SECOND)
        }

    def letters(self, talk: Talk) -> dict[Position, str]:
        """What the two wrote to each other, by position. Refuses before both letters are there."""
        written = self._released(talk.letter)[talk.letter]
        return {position: str(body[LETTER]) for position, body in written.items()}

    def their_takeaway(self) -> str:
        """The line the other shared; "" when they shared none. Refuses before both have finished."""
        body = self._released(TAKEAWAY_STEP)[TAKEAWAY_STEP].get(other(self.me))
        return str(body[TAKEAWAY_LINE]) if body else ""
