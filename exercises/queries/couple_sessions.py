"""All sessions of one couple at once, as one seat sees them: whatever there is to look back at.

Reads only, and as many queries however much there is. Of the other seat it reads what both opened, and the
lines that they shared once both had finished.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from couples import access
from couples.access import Holder
from couples.positions import Position
from couples.shapes import mark_of
from exercises.language.typography import UNNAMED
from exercises.library import Exercise, Snapshot, snapshot_store
from exercises.models import PairedSession
from exercises.queries.loading import states_of
from exercises.queries.opened import read_bodies
from exercises.queries.session_records import SessionRecord, records_of
from exercises.queries.session_state import SessionState
from exercises.queries.viewer import Viewer, viewer_for
from exercises.rules import is_letter
from exercises.screens import Person


@dataclass(frozen=True)
class CoupleSessions(Viewer):
    """records: all that the two have begun, the newest first. states: what this seat may know of each, in the
    same order; a session whose content is lost or damaged is not among them.
    """

    records: tuple[SessionRecord, ...]
    states: tuple[SessionState, ...]

    def person(self, position: Position) -> Person:
        """One of the two, as a page names them."""
        mark = mark_of(position, swapped=self.couple.shapes_swapped)
        return Person(mark, self.names.get(position) or UNNAMED, self.is_pretend(position))


def load_all(
    holder: Holder, couple_code: str, at: Callable[[SessionRecord, Exercise], bool] | None = None
) -> CoupleSessions:
    """Everything that this couple has begun, and what of it both may read. Six queries.

    Raises NotHere for a stranger. at: only where it says so; nothing is opened of the others.
    """
    ours = load_unread(holder, couple_code, at)
    read_bodies(
        (state.opened, sorted(step for step in state.readable if not is_letter(step)))
        for state in ours.states
    )
    return ours


def load_unread(
    holder: Holder, couple_code: str, at: Callable[[SessionRecord, Exercise], bool] | None = None
) -> CoupleSessions:
    """The same, with nothing read yet of what both have released. Five queries."""
    viewer = viewer_of(holder, couple_code)
    records = records_of_couple(viewer)
    readable = [(record, content) for record in records if (content := _content(record)) is not None]
    chosen = [(each, content) for each, content in readable if at is None or at(each, content.exercise)]
    states = tuple(states_of(viewer, chosen))
    return CoupleSessions(
        viewer.couple, viewer.me, viewer.seats, viewer.keys, viewer.names, records, states,
        one_phone=viewer.one_phone,
    )  # fmt: skip


def viewer_of(holder: Holder, couple_code: str) -> Viewer:
    """Who asks. One query. Raises NotHere for a stranger."""
    seat, both = access.seats_of(couple_code, holder)
    return viewer_for(holder, seat, both)


def records_of_couple(viewer: Viewer) -> tuple[SessionRecord, ...]:
    """All that the two have begun, the newest first. Three queries."""
    rows = list(PairedSession.objects.filter(couple=viewer.couple).order_by("-started", "-pk"))
    for row in rows:
        row.couple = viewer.couple
    return records_of(rows, viewer.seats)


def read_letters(ours: CoupleSessions) -> None:
    """Read all letters that the two have opened, at once. One query, none where there are none."""
    read_bodies(
        (state.opened, sorted(step for step in state.readable if is_letter(step))) for state in ours.states
    )


def running(holder: Holder, couple_code: str) -> str | None:
    """The code of the session that is going on, if one is. Raises NotHere for a stranger. Two queries."""
    seat, _ = access.seats_of(couple_code, holder)
    going_on = PairedSession.objects.filter(couple=seat.couple, ended=None).order_by("-started", "-pk")
    return going_on.values_list("code", flat=True).first()


def _content(record: SessionRecord) -> Snapshot | None:
    """None where the content of a session is lost or damaged: that keeps nobody from the rest."""
    try:
        return snapshot_store.read(record.row.content_digest)
    except snapshot_store.ContentDamaged:
        return None
