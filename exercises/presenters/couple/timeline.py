"""What a couple has done together and could do next, as one of the two sees it. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils import timezone

from couples import access
from couples.access import Holder
from couples.models import Seat
from exercises import library
from exercises.language.typography import typeset
from exercises.library import Exercise, next_exercise, snapshot_store
from exercises.library.catalogue import Listed, is_for_oneself, listed
from exercises.library.next_exercise import Done
from exercises.models import PairedSession
from exercises.presenters.session import then_and_now
from exercises.queries import couple_sessions
from exercises.queries.couple_sessions import CoupleSessions
from exercises.rules import WHOLE
from exercises.screens import Again

Place = Literal["under way", "back", "own"]


@dataclass(frozen=True)
class Entry:
    """One paired session on the couple's page. url is "" when there is nothing to look at.

    place: it can be picked up, looked back at by both, or looked at by me alone. own_url: a page of mine
    beside the one for both. again: it can be gone through once more, beside this time.
    """

    title: str
    url: str
    state: str
    own_url: str = ""
    again: Again | None = None
    place: Place = "back"
    code: str = ""


@dataclass(frozen=True)
class Next:
    """What the two could do next, and why this."""

    exercise: Listed
    reason: str


@dataclass(frozen=True)
class Timeline:
    """entries: the newest first. next: None when nothing fits, or nobody has joined. under_way: something can
    be picked up. again: the slug of the core exercise, once it is done and not suggested anyway; else "".
    """

    entries: tuple[Entry, ...]
    next: Next | None
    under_way: bool
    again: str


@dataclass(frozen=True)
class _Run:
    """One session: what it is about, and the milestones that have come true, by round."""

    session: PairedSession
    exercise: Exercise
    milestones: Collection[tuple[str, str]]

    @property
    def revealed(self) -> tuple[str, ...]:
        return tuple(round_id for round_id, what in self.milestones if what == "reveal")

    @property
    def is_done(self) -> bool:
        """Whether both know that it is done: its first cards are through, or it ended behind a reveal.

        How far somebody is with a look for themselves is theirs alone: it counts from when it was begun.
        """
        through = any(what == "closed" for _, what in self.milestones)
        ended = self.session.ended is not None and bool(self.revealed)
        return through or ended or is_for_oneself(self.exercise)

    @property
    def is_under_way(self) -> bool:
        return not self.is_done and self.session.ended is None

    @property
    def compared(self) -> int:
        """How many milestones both have seen from both sides."""
        return sum(
            each.drawn or len(each.named)
            for each in self.exercise.rounds
            if each.compares and each.id in self.revealed
        )


UNREADABLE = Entry(snapshot_store.UNTITLED, "", "Can’t be shown at the moment")


def timeline_page(holder: Holder, couple_code: str) -> Timeline:
    """What this couple has done, and what could be next. Raises NotHere for a stranger. Four queries."""
    seat, both = access.seats_of(couple_code, holder)
    return _past(couple_sessions.sessions_of(seat.couple), seat, joined=len(both) == 2)


def present_timeline(ours: CoupleSessions) -> Timeline:
    """The same from the sessions of a couple. No query."""
    return _past(ours.sessions, ours.seats[ours.me], joined=len(ours.seats) == 2)


def _past(sessions: Iterable[PairedSession], seat: Seat, *, joined: bool) -> Timeline:
    found = [_run(session) for session in sessions]
    runs = [run for run in found if run is not None]
    suggested = _next(runs) if joined else None
    return Timeline(
        entries=tuple(UNREADABLE if run is None else _entry(run, seat.pk, joined=joined) for run in found),
        next=suggested,
        under_way=any(run.is_under_way for run in runs),
        again=_again(runs, suggested),
    )


def _run(session: PairedSession) -> _Run | None:
    """None where the content of a session is lost or damaged: that keeps nobody from the rest."""
    try:
        exercise = snapshot_store.read(session.content_digest).exercise
    except snapshot_store.ContentDamaged:
        return None
    return _Run(session, exercise, {(each.round, each.what) for each in session.milestones.all()})


def _next(runs: list[_Run]) -> Next | None:
    """The suggestion, from nothing but what both know."""
    done = [
        Done(run.exercise.slug, timezone.localdate(run.session.started), run.compared)
        for run in reversed(runs)
        if run.is_done
    ]
    exercises = library.current().exercises
    under_way = {run.exercise.slug for run in runs if run.is_under_way}
    found = next_exercise.suggest(done, exercises, timezone.localdate(), under_way)
    return Next(listed(exercises[found.slug]), found.reason) if found else None


def _again(runs: list[_Run], suggested: Next | None) -> str:
    core = next((run.exercise.slug for run in runs if run.exercise.core and run.is_done), "")
    return core if suggested is None or suggested.exercise.slug != core else ""


def _entry(run: _Run, seat_id: int, *, joined: bool) -> Entry:
    session, title = run.session, typeset(run.exercise.title)
    own = reverse("own", args=[session.code])
    finished = any(
        said.seat_id == seat_id and (said.round, said.what) == (WHOLE, "takeaway")
        for said in session.signals.all()
    )
    if is_for_oneself(run.exercise):
        here = reverse("session", args=[session.code]) if session.ended is None else own
        return Entry(title, here, "Each of you sees only your own", place="own", code=session.code)
    if session.ended is None and not finished:
        here = reverse("session", args=[session.code])
        return Entry(title, here, "Pick up where you left off", place="under way", code=session.code)
    if not run.revealed:
        return Entry(title, "", "Ended before anything was opened", code=session.code)
    if run.exercise.comparison == "none":
        return Entry(title, own, "Only mine: a page that nobody else sees", place="own", code=session.code)
    seen = reverse("comparison", args=[session.code])
    again = then_and_now.again(run.exercise, session.code, joined=joined)
    return Entry(title, seen, "See everything you both opened", own, again, code=session.code)


def now(holder: Holder, couple_code: str) -> str | None:
    """The code of the session that is going on, if one is. Raises NotHere for a stranger."""
    seat, _ = access.seats_of(couple_code, holder)
    running = PairedSession.objects.filter(couple=seat.couple, ended=None).order_by("-started", "-pk")
    return running.values_list("code", flat=True).first()
