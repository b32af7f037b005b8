"""The couple's page: what is under way, what could be next, what is kept, and what there is to look back at.

Reads only, for one of the two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from couples.access import Holder
from exercises.library import Exercise
from exercises.presenters.couple import keepsakes, timeline
from exercises.presenters.couple.timeline import Entry
from exercises.presenters.session import checkin
from exercises.presenters.session.what_next import Next
from exercises.queries import couple_sessions
from exercises.queries.couple_sessions import CoupleSessions
from exercises.queries.session_records import SessionRecord
from exercises.queries.session_state import SessionState
from exercises.rules import Stage, stage_of
from exercises.screens import Folded, Keepsakes, folded

FEW = 3  # to look back at: more would push what there is to do off a phone's screen


@dataclass(frozen=True)
class CouplePage:
    """The newest first. under_way: I can pick it up; back: both can look back at it; own: pages of mine.

    again: the slug of the core exercise, where it can be done once more, else "". checkins: there is a page
    of my own check-ins over time.
    """

    under_way: tuple[Entry, ...]
    next: Next | None
    again: str
    kept: Keepsakes
    back: Folded[Entry]
    own: Folded[Entry]
    checkins: bool


def couple_page(holder: Holder, couple_code: str) -> CouplePage:
    """Raises NotHere for a stranger. Seven queries, however much there is."""
    ours = couple_sessions.load_all(holder, couple_code)
    past = timeline.present_timeline(ours)
    checkins = {each.code for each in ours.states if checkin.is_one(each)}
    return CouplePage(
        under_way=_under_way(past.entries, ours),
        next=past.next,
        again=past.again,
        kept=keepsakes.present_keepsakes(ours),
        back=folded((entry for entry in past.entries if entry.place == "back"), FEW),
        own=folded(_own(past.entries, checkins), FEW),
        checkins=bool(checkins),
    )


@dataclass(frozen=True)
class OnePhonePage:
    """The couple's page where the two share a phone: nothing that only one of them sees."""

    under_way: tuple[Entry, ...]
    next: Next | None
    again: str


def one_phone_page(first: Holder, second: Holder, couple_code: str) -> OnePhonePage:
    """What either of the two can pick up, and what both could do next. Raises NotHere for a stranger."""
    past = timeline.timeline_page(first, couple_code)
    entries = {each.code: each for holder in (first, second) for each in under_way(holder, couple_code)}
    return OnePhonePage(tuple(entries.values()), past.next, past.again)


def under_way(holder: Holder, couple_code: str) -> tuple[Entry, ...]:
    """What I can pick up. Raises NotHere for a stranger. Five queries.

    Nothing that was entered is opened, but check-ins that may wait for me.
    """

    def runs(record: SessionRecord, exercise: Exercise) -> bool:
        return record.row.ended is None and checkin.asks(exercise)

    ours = couple_sessions.load_all(holder, couple_code, at=runs)
    return _under_way(timeline.present_timeline(ours).entries, ours)


def _under_way(entries: Iterable[Entry], ours: CoupleSessions) -> tuple[Entry, ...]:
    mine = {each.code for each in ours.states if _is_mine_to_answer(each)}
    return tuple(entry for entry in entries if entry.place == "under way" or entry.code in mine)


def _is_mine_to_answer(state: SessionState) -> bool:
    """Whether a look for oneself still waits for me; how far the other is with theirs is nobody else's."""
    return checkin.is_one(state) and stage_of(state.facts, state.me).stage in (
        Stage.LOBBY,
        Stage.STEP,
    )


def _own(entries: Iterable[Entry], checkins: Collection[str]) -> Iterator[Entry]:
    """My own pages; those of check-ins are reached from the page that has them all."""
    for entry in entries:
        if entry.place == "own" and entry.code not in checkins:
            yield entry
        elif entry.own_url:
            yield replace(entry, url=entry.own_url, again=None)
