"""Loading: from rows to the state of a session, for one of them or for many.

The one place where a seat's state is made: whatever makes it quicker goes here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone

from couples import presence
from couples.access import Holder, WhoseTurn, mine_of, nobody_here
from couples.infrastructure.prepared import Many, Prepared, instance
from couples.infrastructure.refusals import NotHere
from couples.models import Couple, Seat
from couples.positions import BOTH, Position
from exercises.library import Snapshot, snapshot_store
from exercises.models import PairedSession
from exercises.queries.opened import Opened
from exercises.queries.own_answers import own_answers
from exercises.queries.sealed import choice_of
from exercises.queries.session_records import SessionRecord, records_of
from exercises.queries.session_state import SessionState
from exercises.queries.viewer import Viewer, viewer_for
from exercises.rules import WHOLE
from exercises.steps.layout import Layout, lay_out

Asked = tuple[tuple[str, tuple[str, ...]], ...]  # what each round asks about

NOBODY: frozenset[int] = frozenset()
MOST_LAYOUTS = 256  # of some ten kilobytes each: the sessions that are going on ask for a few of them


def _sessions_held(
    code: Any, now: Any, lookups: Sequence[Any]
) -> models.QuerySet[PairedSession, PairedSession]:
    return PairedSession.objects.filter(
        code=code, couple__expires__gt=now, couple__seats__token_lookup__in=lookups
    ).select_related("couple")


_HELD = (models.CharField(), models.DateTimeField(), Many(models.BinaryField()))
_SESSION = Prepared(lambda *held: _sessions_held(*held)[:1], *_HELD)
_SESSION_LOCKED = Prepared(lambda *held: _sessions_held(*held).select_for_update(of=("self",))[:1], *_HELD)
_PLACES = Prepared(
    lambda code, now, lookups: (
        Seat.objects.filter(
            token_lookup__in=lookups, couple__paired_sessions__code=code, couple__expires__gt=now
        )
        .order_by("position")
        .values_list("couple__code", "position", "couple__kind")[:2]
    ),
    *_HELD,
)


def locate_seat(holder: Holder, code: str) -> tuple[str, Position]:
    """The couple and the position that this holder has in this session. One query; NotHere for a stranger.

    WhoseTurn where they hold both.
    """
    found = list(_PLACES.rows(code, timezone.now(), holder.lookups))
    if not found:
        raise NotHere
    couple_code, position, kind = found[0]
    if len(found) > 1 and kind != Couple.Kind.TRIAL:
        raise WhoseTurn
    return couple_code, Position(position)


def load(holder: Holder, code: str, *, lock: bool = False) -> SessionState:
    """The state of one session. Five queries. NotHere for a stranger, an unknown code, and what has expired;
    WhoseTurn for whoever holds both seats.

    Of two who share a phone only the one whose page it is is here, until they look at it together.
    lock: hold the session's row until the transaction ends (every command does).
    """
    session = _session(holder, code, _SESSION_LOCKED if lock else _SESSION)
    found = presence.with_presence(session.couple_id)
    seats = [seat for seat, _ in found]
    for seat in seats:
        seat.couple = session.couple
    mine = mine_of(seats, holder, lambda: reverse("session", args=[code]))
    if mine is None:  # erased, moved or closed between the two queries
        raise nobody_here(holder, couple__paired_sessions__code=code)
    viewer = viewer_for(holder, mine, seats)
    here = frozenset(seat.position for seat, is_here in found if is_here)
    if viewer.one_phone:
        here = frozenset(BOTH if holder.both else (viewer.me,))
    return _load_one(viewer, session, here)


def _session(holder: Holder, code: str, prepared: Prepared) -> PairedSession:
    """The row, with its couple's."""
    row = next(iter(prepared.rows(code, timezone.now(), holder.lookups)), None)
    if row is None:
        raise nobody_here(holder, couple__paired_sessions__code=code)
    session = instance(PairedSession, row)
    session.couple = instance(Couple, row, begins=len(PairedSession._meta.concrete_fields))
    return session


def load_sibling(state: SessionState, code: str) -> SessionState:
    """The same seat at another session of this couple. Four queries. Raises NotHere when there is none."""
    rows = PairedSession.objects.filter(code=code, couple=state.couple)
    session = next(iter(rows[:1]), None)
    if session is None:
        raise NotHere
    session.couple = state.couple
    return _load_one(state, session, state.here)


def _load_one(viewer: Viewer, session: PairedSession, here: frozenset[int]) -> SessionState:
    content = snapshot_store.read(session.content_digest)
    return next(states_of(viewer, [(records_of([session], viewer.seats)[0], content)], here))


def states_of(
    viewer: Viewer, found: Sequence[tuple[SessionRecord, Snapshot]], here: frozenset[int] = NOBODY
) -> Iterator[SessionState]:
    """The states of these sessions, in their order. One query, however many there are."""
    rows = [record.row for record, _ in found]
    choices = [choice_of(row, viewer.keys) for row in rows]
    layouts = [_layout(row.content_digest, _asked(choice)) for row, choice in zip(rows, choices, strict=True)]
    own = own_answers(viewer, dict(zip(rows, layouts, strict=True)))
    positions = {seat.pk: position for position, seat in viewer.seats.items()}
    for (record, content), choice, layout in zip(found, choices, layouts, strict=True):
        session = record.row
        yield SessionState(
            couple=viewer.couple,
            me=viewer.me,
            seats=viewer.seats,
            keys=viewer.keys,
            names=viewer.names,
            one_phone=viewer.one_phone,
            session=session,
            versions=(session.version_first, session.version_second),
            ended=session.ended,
            content=content,
            layout=layout,
            own=own[session.pk],
            said=record.said,
            milestones=record.milestones,
            here=here,
            earlier=next(iter(choice.get(WHOLE, ())), ""),
            opened=Opened(session.pk, session.code, viewer.keys, positions),
        )


def _asked(choice: Mapping[str, tuple[str, ...]]) -> Asked:
    """What a lay-out goes by: not the session that this one looks back at, which no memory is to keep."""
    return tuple((id, ("", *drawn[1:]) if id == WHOLE else drawn) for id, drawn in choice.items())


@lru_cache(maxsize=MOST_LAYOUTS)
def _layout(digest: str, asked: Asked) -> Layout:
    """The steps of whoever began with this content and drew these cues: the same at every look.

    It outlives the session: which moments were drawn is no more than what many couples draw, and of nobody.
    """
    content = snapshot_store.read(digest)
    return lay_out(content.exercise, content.cues, dict(asked))
