"""What a couple has done together, as one of the two sees it. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from couples import access
from couples.access import Holder
from exercises import snapshots
from exercises.models import PairedSession
from exercises.rules import WHOLE


@dataclass(frozen=True)
class Done:
    """One paired session on the couple's page. url is "" when there is nothing to look at."""

    title: str
    url: str
    state: str
    own_url: str = ""


def of_couple(holder: Holder, couple_code: str) -> list[Done]:
    """The couple's sessions, newest first. Raises NotHere for a stranger. Four queries."""
    seat, _ = access.seats_of(couple_code, holder)
    sessions = (
        PairedSession.objects.filter(couple=seat.couple)
        .order_by("-started", "-pk")
        .prefetch_related("moments", "readiness")
    )
    return [_done(session, seat.pk) for session in sessions]


def _done(session: PairedSession, seat_id: int) -> Done:
    title = snapshots.kept(session.content_digest).exercise.title
    revealed = any(moment.what == "reveal" for moment in session.moments.all())
    finished = any(
        said.seat_id == seat_id and (said.round, said.what) == (WHOLE, "takeaway")
        for said in session.readiness.all()
    )
    if session.ended is None and not finished:
        return Done(title, reverse("session", args=[session.code]), "Pick up where you left off")
    if revealed:
        seen = reverse("comparison", args=[session.code])
        own = reverse("own", args=[session.code])
        return Done(title, seen, "See everything you both opened", own)
    return Done(title, "", "Ended before anything was opened")


def now(holder: Holder, couple_code: str) -> str | None:
    """The code of the session that is going on, if one is. Raises NotHere for a stranger."""
    seat, _ = access.seats_of(couple_code, holder)
    running = PairedSession.objects.filter(couple=seat.couple, ended=None).order_by("-started", "-pk")
    return running.values_list("code", flat=True).first()
