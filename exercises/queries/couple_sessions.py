"""All sittings of one couple at once, as one seat sees them: whatever there is to look back at.

Reads only, and as many queries however much there is. Of the other seat it reads what both opened, and the
lines that they shared once both had finished.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from couples import access, profiles
from couples.access import Holder, keys_of
from couples.models import Couple, Seat
from couples.positions import BOTH, FIRST, SECOND, Position, other
from couples.shapes import mark_of
from couples.vault import Keys
from exercises.language.typography import UNNAMED
from exercises.library import Exercise, Snapshot, snapshot_store
from exercises.models import Answer, PairedSession
from exercises.queries.session_state import (
    OwnAnswer,
    SessionState,
    choice_of,
    letter_body,
    own_body,
    shared_body,
)
from exercises.rules import TAKEAWAY_STEP, WHOLE, Signal, opened_letters
from exercises.screens import Person
from exercises.steps.layout import TAKEAWAY_LINE, lay_out

Bodies = dict[Position, dict[str, Any]]  # what both released of a round, by position and step


@dataclass(frozen=True)
class CoupleSessions:
    """sessions: all that the two have begun, the newest first. states: where this seat stands in each, in
    the same order; a session whose content is lost or damaged is not among them.

    their_lines: what the other took along and shared, by the session's code; only where both have finished.
    """

    couple: Couple
    me: Position
    seats: Mapping[Position, Seat]
    keys: Keys
    names: Mapping[int, str]
    sessions: tuple[PairedSession, ...]
    states: tuple[SessionState, ...]
    their_lines: Mapping[str, str]

    def person(self, position: Position) -> Person:
        """One of the two, as a page names them."""
        mark = mark_of(position, swapped=self.couple.shapes_swapped)
        return Person(mark, self.names.get(position) or UNNAMED)


def load_all(
    holder: Holder, couple_code: str, at: Callable[[PairedSession, Exercise], bool] | None = None
) -> CoupleSessions:
    """Sit down at everything that this couple has begun. Six queries. Raises NotHere for a stranger.

    at: only where it says so; nothing is opened of the others.
    """
    seat, both = access.seats_of(couple_code, holder)
    keys = keys_of(seat, couple_code, holder)
    seats: dict[Position, Seat] = {_position(each.position): each for each in both}
    me = _position(seat.position)
    names = profiles.names(both, couple_code, keys.couple)
    sessions = sessions_of(seat.couple)
    readable = [(session, content) for session in sessions if (content := _content(session)) is not None]
    chosen = [(each, content) for each, content in readable if at is None or at(each, content.exercise)]
    own = _own(seat, me, keys, [session.pk for session, _ in chosen])
    ours = [
        _sit(session, content, me, seats, keys, names, own.get(session.pk, {})) for session, content in chosen
    ]
    their_lines = _read_opened(ours, me)
    return CoupleSessions(seat.couple, me, seats, keys, names, sessions, tuple(ours), their_lines)


def sessions_of(couple: Couple) -> tuple[PairedSession, ...]:
    """All that a couple has begun, the newest first, with what came true and what was said. Three queries."""
    rows = PairedSession.objects.filter(couple=couple).order_by("-started", "-pk")
    sessions = tuple(rows.prefetch_related("milestones", "signals"))
    for session in sessions:
        session.couple = couple
    return sessions


def read_letters(ours: CoupleSessions) -> None:
    """Read all letters that the two have opened into the states. One query, none where there are none."""
    wanted = {
        (state.session.pk, talk.letter): state
        for state in ours.states
        for talk in opened_letters(state.facts)
    }
    asked = Q(pk__in=())
    for session_id, step in wanted:
        asked |= Q(session=session_id, step=step)
    for session_id, seat_id, step, sealed in Answer.objects.filter(asked).values_list(
        "session_id", "seat_id", "step", "shared_sealed"
    ):
        state = wanted[session_id, step]
        position = FIRST if state.seats[FIRST].pk == seat_id else SECOND
        written = letter_body(state.keys, state.code, position, step, sealed)
        state.written.setdefault(step, {})[position] = written


def _position(number: int) -> Position:
    return Position(number)


def _content(session: PairedSession) -> Snapshot | None:
    """None where the content of a session is lost or damaged: that keeps nobody from the rest."""
    try:
        return snapshot_store.read(session.content_digest)
    except snapshot_store.ContentDamaged:
        return None


def _own(seat: Seat, me: Position, keys: Keys, sessions: list[int]) -> dict[int, dict[str, OwnAnswer]]:
    """All that I have entered in these, by session and step."""
    found: dict[int, dict[str, OwnAnswer]] = defaultdict(dict)
    rows = Answer.objects.filter(seat=seat, session__in=sessions).values_list(
        "session_id", "session__code", "step", "state", "revision", "own_sealed"
    )
    for session_id, code, step, state, revision, sealed in rows:
        found[session_id][step] = OwnAnswer(state, revision, own_body(keys, code, me, step, sealed))
    return found


def _sit(
    session: PairedSession,
    content: Snapshot,
    me: Position,
    seats: Mapping[Position, Seat],
    keys: Keys,
    names: Mapping[int, str],
    own: dict[str, OwnAnswer],
) -> SessionState:
    choice = choice_of(session, keys)
    positions = {seat.pk: position for position, seat in seats.items()}
    return SessionState(
        session=session,
        me=me,
        seats=seats,
        keys=keys,
        content=content,
        layout=lay_out(content.exercise, content.cues, choice),
        own=own,
        said={
            Signal(positions[each.seat_id], each.round, each.what)
            for each in session.signals.all()
            if each.seat_id in positions
        },
        milestones={(each.round, each.what): each.at for each in session.milestones.all()},
        here=frozenset(),
        names=names,
        earlier=next(iter(choice.get(WHOLE, ())), ""),
        opened={},
    )


def _read_opened(ours: list[SessionState], me: Position) -> dict[str, str]:
    """Read what both opened into the sittings, and return the lines that the other took along and shared."""
    rounds: dict[tuple[int, str], tuple[SessionState, str]] = {}  # whose step is opened, by session and step
    wanted: dict[tuple[str, ...], list[int]] = defaultdict(list)  # sessions, by the steps that are opened
    finished: dict[int, SessionState] = {}
    for state in ours:
        opened: dict[str, Bodies] = {}
        for plan in state.layout.rounds:
            if (plan.id, "reveal") in state.milestones:
                opened[plan.id] = {FIRST: {}, SECOND: {}}
                rounds.update({(state.session.pk, step): (state, plan.id) for step in plan.steps})
                wanted[plan.steps].append(state.session.pk)
        state.opened = opened
        if all(Signal(position, WHOLE, "takeaway") in state.said for position in BOTH):
            finished[state.session.pk] = state
    asked = Q(pk__in=())
    for steps, sessions in wanted.items():
        asked |= Q(session__in=sessions, step__in=steps)
    if finished:
        theirs = next(iter(finished.values())).seats[other(me)]
        asked |= Q(session__in=list(finished), step=TAKEAWAY_STEP, seat=theirs)
    lines: dict[str, str] = {}
    for session_id, seat_id, step, sealed in Answer.objects.filter(asked).values_list(
        "session_id", "seat_id", "step", "shared_sealed"
    ):
        if step == TAKEAWAY_STEP:
            state = finished[session_id]
            body = shared_body(state.keys, state.code, other(me), step, sealed)
            lines[state.code] = str(body[TAKEAWAY_LINE]) if body else ""
            continue
        state, round_id = rounds[session_id, step]
        position = FIRST if state.seats[FIRST].pk == seat_id else SECOND
        state.opened[round_id][position][step] = shared_body(state.keys, state.code, position, step, sealed)
    return lines
