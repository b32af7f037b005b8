"""What a couple has done together and could do next, as one of the two sees it. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.urls import reverse

from couples.access import Holder
from exercises.language.typography import typeset
from exercises.library import snapshot_store
from exercises.library.catalogue import is_for_oneself
from exercises.presenters.session import then_and_now, what_next
from exercises.presenters.session.what_next import Next, Run
from exercises.queries import couple_sessions
from exercises.queries.couple_sessions import CoupleSessions
from exercises.queries.session_records import SessionRecord
from exercises.queries.viewer import Viewer
from exercises.rules import WHOLE, SessionWord, Signal
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
class Timeline:
    """entries: the newest first. next: None when nothing fits, or nobody has joined. under_way: something can
    be picked up. again: the slug of the core exercise, once it is done and not suggested anyway; else "".
    """

    entries: tuple[Entry, ...]
    next: Next | None
    under_way: bool
    again: str


UNREADABLE = Entry(snapshot_store.UNTITLED, "", "Can’t be shown at the moment")


def timeline_page(holder: Holder, couple_code: str) -> Timeline:
    """What this couple has done, and what could be next. Raises NotHere for a stranger. Four queries."""
    viewer = couple_sessions.viewer_of(holder, couple_code)
    return _present(viewer, couple_sessions.records_of_couple(viewer))


def present_timeline(ours: CoupleSessions) -> Timeline:
    """The same from the sessions of a couple. No query."""
    return _present(ours, ours.records)


def _present(viewer: Viewer, records: Iterable[SessionRecord]) -> Timeline:
    found = [what_next.run_of(record) for record in records]
    runs = [run for run in found if run is not None]
    suggested = what_next.suggested(runs) if viewer.joined else None
    return Timeline(
        entries=tuple(UNREADABLE if run is None else _entry(run, viewer) for run in found),
        next=suggested,
        under_way=any(run.is_under_way for run in runs),
        again=_again(runs, suggested),
    )


def _again(runs: list[Run], suggested: Next | None) -> str:
    core = next((run.exercise.slug for run in runs if run.exercise.core and run.is_done), "")
    return core if suggested is None or suggested.exercise.slug != core else ""


def _entry(run: Run, viewer: Viewer) -> Entry:
    code, title = run.record.row.code, typeset(run.exercise.title)
    here, own = reverse("session", args=[code]), reverse("own", args=[viewer.address_of(code)])
    if is_for_oneself(run.exercise):
        at = own if run.has_ended else here
        return Entry(title, at, "Each of you sees only your own", place="own", code=code)
    finished = Signal(viewer.me, WHOLE, SessionWord.TAKEAWAY) in run.record.said
    if not run.has_ended and not finished:
        return Entry(title, here, "Pick up where you left off", place="under way", code=code)
    if not run.revealed:
        return Entry(title, "", "Ended before anything was shown", code=code)
    if run.exercise.comparison == "none":
        return Entry(title, own, "A page that only you see", place="own", code=code)
    seen = reverse("comparison", args=[viewer.address_of(code)])
    again = then_and_now.again(run.exercise, code, joined=viewer.joined)
    return Entry(title, seen, "See everything you both showed", own, again, code=code)
