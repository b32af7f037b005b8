"""All sittings of one couple at once, as one seat sees them: whatever there is to look back at.

Reads only, and as many queries however much there is. Of the other seat it reads what both opened, and the
lines that they shared once both had finished.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from couples import access, profiles
from couples.access import Holder, keys_of
from couples.models import Couple, Seat
from couples.shapes import mark_of
from couples.vault import Keys
from exercises import snapshots
from exercises.models import Answer, PairedSession
from exercises.rules import TAKEAWAY_STEP, WHOLE, Position, Said, other
from exercises.screens import Person
from exercises.sitting import Own, Sitting, choice_of, own_body, shared_body
from exercises.steps import TAKEAWAY_LINE, lay_out
from exercises.typography import UNNAMED

Bodies = dict[Position, dict[str, Any]]  # what both released of a round, by position and step


@dataclass(frozen=True)
class Sittings:
    """found: the newest first; a session whose content is lost or damaged is not among them.

    their_lines: what the other took along and shared, by the session's code; only where both have finished.
    """

    couple: Couple
    me: Position
    seats: Mapping[Position, Seat]
    keys: Keys
    names: Mapping[int, str]
    found: tuple[Sitting, ...]
    their_lines: Mapping[str, str]

    def person(self, position: Position) -> Person:
        """One of the two, as a page names them."""
        mark = mark_of(position, swapped=self.couple.shapes_swapped)
        return Person(mark, self.names.get(position) or UNNAMED)


def of_couple(holder: Holder, couple_code: str) -> Sittings:
    """Sit down at everything that this couple has begun. Six queries. Raises NotHere for a stranger."""
    seat, both = access.seats_of(couple_code, holder)
    keys = keys_of(seat, couple_code, holder)
    seats: dict[Position, Seat] = {_position(each.position): each for each in both}
    me = _position(seat.position)
    names = profiles.names(both, couple_code, keys.couple)
    sessions = (
        PairedSession.objects.filter(couple=seat.couple)
        .order_by("-started", "-pk")
        .prefetch_related("moments", "readiness")
    )
    own = _own(seat, me, keys)
    sat = []
    for session in sessions:
        session.couple = seat.couple
        found = _sit(session, me, seats, keys, names, own.get(session.pk, {}))
        if found is not None:
            sat.append(found)
    their_lines = _read_opened(sat, me)
    return Sittings(seat.couple, me, seats, keys, names, tuple(sat), their_lines)


def _position(number: int) -> Position:
    return 1 if number == 1 else 2


def _own(seat: Seat, me: Position, keys: Keys) -> dict[int, dict[str, Own]]:
    """All that I have entered, by session and step."""
    found: dict[int, dict[str, Own]] = defaultdict(dict)
    rows = Answer.objects.filter(seat=seat).values_list(
        "session_id", "session__code", "step", "state", "revision", "own_sealed"
    )
    for session_id, code, step, state, revision, sealed in rows:
        found[session_id][step] = Own(state, revision, own_body(keys, code, me, step, sealed))
    return found


def _sit(
    session: PairedSession,
    me: Position,
    seats: Mapping[Position, Seat],
    keys: Keys,
    names: Mapping[int, str],
    own: dict[str, Own],
) -> Sitting | None:
    """None where the content of a session is lost or damaged: that keeps nobody from the rest."""
    try:
        content = snapshots.kept(session.content_digest)
    except snapshots.ContentDamaged:
        return None
    choice = choice_of(session, keys)
    positions = {seat.pk: position for position, seat in seats.items()}
    return Sitting(
        session=session,
        me=me,
        seats=seats,
        keys=keys,
        content=content,
        layout=lay_out(content.exercise, content.cues, choice),
        own=own,
        said={
            Said(positions[each.seat_id], each.round, each.what)
            for each in session.readiness.all()
            if each.seat_id in positions
        },
        moments={(each.round, each.what): each.at for each in session.moments.all()},
        here=frozenset(),
        names=names,
        earlier=next(iter(choice.get(WHOLE, ())), ""),
        opened={},
    )


def _read_opened(sat: list[Sitting], me: Position) -> dict[str, str]:
    """Read what both opened into the sittings, and return the lines that the other took along and shared."""
    rounds: dict[tuple[int, str], tuple[Sitting, str]] = {}  # whose step is opened, by session and step
    wanted: dict[tuple[str, ...], list[int]] = defaultdict(list)  # sessions, by the steps that are opened
    finished: dict[int, Sitting] = {}
    for sitting in sat:
        opened: dict[str, Bodies] = {}
        for plan in sitting.layout.rounds:
            if (plan.id, "reveal") in sitting.moments:
                opened[plan.id] = {1: {}, 2: {}}
                rounds.update({(sitting.session.pk, step): (sitting, plan.id) for step in plan.steps})
                wanted[plan.steps].append(sitting.session.pk)
        sitting.opened = opened
        if all(Said(position, WHOLE, "takeaway") in sitting.said for position in (1, 2)):
            finished[sitting.session.pk] = sitting
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
            sitting = finished[session_id]
            body = shared_body(sitting.keys, sitting.code, other(me), step, sealed)
            lines[sitting.code] = str(body[TAKEAWAY_LINE]) if body else ""
            continue
        sitting, round_id = rounds[session_id, step]
        position: Position = 1 if sitting.seats[1].pk == seat_id else 2
        sitting.opened[round_id][position][step] = shared_body(
            sitting.keys, sitting.code, position, step, sealed
        )
    return lines
