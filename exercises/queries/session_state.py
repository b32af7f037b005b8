"""A sitting: one seat at one paired session, as loaded for one command or one view.

Reads only. It is the one place where rows become facts. Of the other seat it reads who they are and
what they have said, never an answer; what both released is read by `shared`, which refuses before
the reveal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.utils import timezone

from couples import presence, profiles, vault
from couples.access import Holder, keys_of
from couples.models import Seat
from couples.positions import FIRST, SECOND, Position, other
from couples.refusals import NotHere
from couples.vault import Keys
from exercises.comparison.ring import Ring
from exercises.content.answer_body import AnswerBody
from exercises.language.typography import Names
from exercises.library import Snapshot, snapshot_store
from exercises.models import Answer, Milestone, PairedSession
from exercises.models import Signal as SignalRow
from exercises.rules import TAKEAWAY_STEP, WHOLE, Facts, RoundPlan, Signal, Talk, opened_letters
from exercises.steps import ring_search
from exercises.steps.layout import LETTER, TAKEAWAY_LINE, Layout, lay_out

Released = dict[Position, dict[str, Any]]  # what both let go of one round: by position, then by step


@dataclass(frozen=True)
class OwnAnswer:
    """One step of mine as it is stored."""

    state: str
    revision: int
    body: AnswerBody

    @property
    def is_in(self) -> bool:
        return self.state == Answer.State.IN


@dataclass
class SessionState:
    """Everything that one seat's command or view needs. Mutable while a command is at work."""

    session: PairedSession
    me: Position
    seats: Mapping[Position, Seat]
    keys: Keys
    content: Snapshot
    layout: Layout
    own: dict[str, OwnAnswer]
    said: set[Signal]
    milestones: dict[tuple[str, str], int]
    here: frozenset[int]
    names: Mapping[int, str] = field(default_factory=dict)
    earlier: str = ""  # the code of the session that this one looks back at
    earlier_plans: Mapping[Position, str] | None = None  # that it has, filled by `plans` when it is asked
    revealed: dict[str, Any] = field(default_factory=dict)  # by round, filled by `reveals`
    opened: dict[str, Released] = field(default_factory=dict)  # by round, as far as `shared` was asked for it
    written: dict[str, dict[Position, str]] = field(default_factory=dict)  # opened letters, by step
    looked_for: tuple[Ring | None] | None = None  # what `ring` has found

    @property
    def code(self) -> str:
        return self.session.code

    @property
    def couple_code(self) -> str:
        return self.session.couple.code

    @property
    def seat(self) -> Seat:
        return self.seats[self.me]

    @property
    def joined(self) -> bool:
        return other(self.me) in self.seats

    @property
    def version(self) -> int:
        return self.session.version(self.me)

    @property
    def facts(self) -> Facts:
        return Facts(
            rounds=self._rounds,
            open=self.session.ended is None,
            mine=frozenset(step for step, own in self.own.items() if own.is_in),
            said=frozenset(self.said),
            milestones=frozenset(self.milestones),
            gated=bool(self.content.exercise.gate),
            closing=self.content.exercise.closing == "takeaway",
        )

    @property
    def _rounds(self) -> tuple[RoundPlan, ...]:
        """The rounds that there are. What comes after a ring is there only where both have seen one."""
        rounds = self.layout.rounds
        if not any(plan.after_ring for plan in rounds) or self.ring() is not None:
            return rounds
        return tuple(plan for plan in rounds if not plan.after_ring)

    def ring(self) -> Ring | None:
        """The ring that was opened; None before the reveal, and where there is none to show."""
        round_id = ring_search.round_of(self.content)
        if (round_id, "reveal") not in self.milestones:
            return None
        if self.looked_for is None:
            both = self.shared(round_id)
            found = ring_search.found(self.content, self.layout, both[FIRST], both[SECOND], self.begins)
            self.looked_for = (found,)
        return self.looked_for[0]

    @cached_property
    def order_key(self) -> bytes:
        """Keys the order in which readings stand: the same for both seats, another in each session."""
        return vault.derive(self.keys.couple, f"meant/v1/order|{self.code}")

    @cached_property
    def begins(self) -> Position:
        """Who has the floor first, where turns are taken: the same for both, not the same in each session."""
        return FIRST if self.order_key[0] % 2 == 0 else SECOND

    def names_for(self, position: Position) -> Names:
        """The partner's name, as this position's words mean it; "" until they have joined."""
        return {"partner": self.names.get(other(position), "")}

    def reached_at(self, round_id: str, step: str) -> dict[str, int]:
        """What has come true of a step that both do together: server milliseconds by word."""
        start = f"{step}."
        return {
            what.removeprefix(start): at
            for (of_round, what), at in self.milestones.items()
            if of_round == round_id and what.startswith(start)
        }

    def keep(self, step: str, own: OwnAnswer) -> None:
        self.own[step] = own

    def shared(self, round_id: str) -> Released:
        """What both seats released in this round: by position, then by step. None where nothing is offered.

        One query the first time: what both have released stays as it is. Refuses (AssertionError: a bug,
        never a state) while the round isn't revealed.
        """
        assert (round_id, "reveal") in self.milestones, "nothing is read before the reveal"
        if round_id not in self.opened:
            self.opened[round_id] = self._read_shared(round_id)
        return self.opened[round_id]

    def _read_shared(self, round_id: str) -> Released:
        steps = [step.id for step in self.layout.of_round(round_id)]
        rows = Answer.objects.filter(session=self.session, step__in=steps).values_list(
            "seat_id", "step", "shared_sealed"
        )
        positions = {seat.pk: position for position, seat in self.seats.items()}
        found: Released = {FIRST: {}, SECOND: {}}
        for seat_id, step, sealed in rows:
            position = positions[seat_id]
            found[position][step] = shared_body(self.keys, self.code, position, step, sealed)
        return found

    def letters(self, talk: Talk) -> dict[Position, str]:
        """What the two wrote to each other, by position. One query the first time. Refuses before both are
        open.
        """
        assert talk in opened_letters(self.facts), "no letter is read before both are there"
        if talk.letter not in self.written:
            self.written[talk.letter] = self._read_letters(talk)
        return self.written[talk.letter]

    def _read_letters(self, talk: Talk) -> dict[Position, str]:
        rows = Answer.objects.filter(session=self.session, step=talk.letter).values_list(
            "seat_id", "shared_sealed"
        )
        positions = {seat.pk: position for position, seat in self.seats.items()}
        return {
            position: letter_body(self.keys, self.code, position, talk.letter, sealed)
            for position, sealed in ((positions[seat_id], sealed) for seat_id, sealed in rows)
        }

    def their_takeaway(self) -> str:
        """The line the other shared; "" when they shared none. Asked once both have finished."""
        theirs = other(self.me)
        assert Signal(theirs, WHOLE, "takeaway") in self.said, "nothing is read before it is given"
        rows = Answer.objects.filter(session=self.session, seat=self.seats[theirs], step=TAKEAWAY_STEP)
        sealed = rows.values_list("shared_sealed", flat=True).first()
        if sealed is None:
            return ""
        body = shared_body(self.keys, self.code, theirs, TAKEAWAY_STEP, sealed)
        return str(body[TAKEAWAY_LINE]) if body else ""


def bound(code: str, position: int, step: str, which: str) -> str:
    """What a sealed body is bound to, so that it opens nowhere else."""
    return f"{code}|{position}|{step}|{which}"


def shared_body(keys: Keys, code: str, position: int, step: str, sealed: vault.Stored) -> Any:
    """What this position released of a step: parts by id, or None where it offered nothing."""
    return vault.open_sealed(keys.couple, sealed, bound(code, position, step, "shared"))


def letter_body(keys: Keys, code: str, position: int, step: str, sealed: vault.Stored) -> str:
    """What this position wrote in a letter."""
    return str(shared_body(keys, code, position, step, sealed)[LETTER])


def own_body(keys: Keys, code: str, position: int, step: str, sealed: vault.Stored) -> AnswerBody:
    """What this position entered and decided, which only its own key opens."""
    return AnswerBody.from_json(vault.open_sealed(keys.own, sealed, bound(code, position, step, "own")))


def locate_seat(holder: Holder, code: str) -> tuple[str, Position]:
    """The couple and the position that this holder has in this session. One query; NotHere for a stranger."""
    seats_here = Seat.objects.filter(
        token_lookup__in=holder.lookups,
        couple__paired_sessions__code=code,
        couple__expires__gt=timezone.now(),
    )
    found = seats_here.order_by("position").values_list("couple__code", "position").first()
    if found is None:
        raise NotHere
    return found[0], Position(found[1])


def load(holder: Holder, code: str, *, lock: bool = False) -> SessionState:
    """Sit down: five queries. Raises NotHere for a stranger, an unknown code, and what has expired.

    lock: hold the session's row until the transaction ends (every command does).
    """
    rows = PairedSession.objects.filter(
        code=code,
        couple__expires__gt=timezone.now(),
        couple__seats__token_lookup__in=holder.lookups,
    ).select_related("couple")
    if lock:
        rows = rows.select_for_update(of=("self",))
    session = next(iter(rows[:1]), None)
    if session is None:
        raise NotHere
    seats = presence.with_presence(session.couple_id)
    by_position = {_position(seat): seat for seat, _ in seats}
    for seat in by_position.values():
        seat.couple = session.couple
    mine = (p for p, seat in sorted(by_position.items()) if bytes(seat.token_lookup) in holder.lookups)
    me = next(mine, None)
    if me is None:  # erased between the two queries
        raise NotHere
    keys = keys_of(by_position[me], session.couple.code, holder)
    here = frozenset(seat.position for seat, is_here in seats if is_here)
    return _sit(session, me, by_position, keys, here)


def load_sibling(state: SessionState, code: str) -> SessionState:
    """The same seat at another session of this couple. Four queries. Raises NotHere when there is none."""
    rows = PairedSession.objects.filter(code=code, couple=state.session.couple)
    session = next(iter(rows.select_related("couple")[:1]), None)
    if session is None:
        raise NotHere
    return _sit(session, state.me, state.seats, state.keys, state.here)


def _sit(
    session: PairedSession, me: Position, seats: Mapping[Position, Seat], keys: Keys, here: frozenset[int]
) -> SessionState:
    content = snapshot_store.read(session.content_digest)
    choice = choice_of(session, keys)
    return SessionState(
        session=session,
        me=me,
        seats=seats,
        keys=keys,
        content=content,
        layout=lay_out(content.exercise, content.cues, choice),
        own=_own(session, seats[me], me, keys),
        said=_said(session, seats),
        milestones={
            (round_id, what): at
            for round_id, what, at in Milestone.objects.filter(session=session).values_list(
                "round", "what", "at"
            )
        },
        here=here,
        names=profiles.names(seats.values(), session.couple.code, keys.couple),
        earlier=next(iter(choice.get(WHOLE, ())), ""),
    )


def _position(seat: Seat) -> Position:
    return Position(seat.position)


def choice_of(session: PairedSession, keys: Keys) -> dict[str, tuple[str, ...]]:
    """The cues that a session drew, by round; under the empty round the session that it looks back at."""
    plain: Any = vault.open_sealed(keys.couple, bytes(session.choice_sealed), f"{session.code}|choice")
    return {round_id: tuple(cues) for round_id, cues in plain.items()}


def _own(session: PairedSession, seat: Seat, me: Position, keys: Keys) -> dict[str, OwnAnswer]:
    rows = Answer.objects.filter(session=session, seat=seat).values_list(
        "step", "state", "revision", "own_sealed"
    )
    return {
        step: OwnAnswer(state, revision, own_body(keys, session.code, me, step, sealed))
        for step, state, revision, sealed in rows
    }


def own_in(state: SessionState, session: PairedSession) -> dict[str, OwnAnswer]:
    """My own answers in another session of this couple. One query."""
    return _own(session, state.seat, state.me, state.keys)


def _said(session: PairedSession, by_position: Mapping[Position, Seat]) -> set[Signal]:
    positions = {seat.pk: position for position, seat in by_position.items()}
    rows = SignalRow.objects.filter(session=session).values_list("seat_id", "round", "what")
    return {Signal(positions[seat_id], round_id, what) for seat_id, round_id, what in rows}


def drafted(own: OwnAnswer, draft: dict[str, str | list[str]]) -> OwnAnswer:
    """The same step with a newer draft; an answer stays an answer."""
    return replace(own, revision=own.revision + 1, body=replace(own.body, draft=draft))
