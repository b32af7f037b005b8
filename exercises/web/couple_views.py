"""The pages of a couple: identify, parse, call once, respond. No rules, no ORM."""

from __future__ import annotations

import json
import secrets

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from couples import access, seats
from couples.addresses import Address
from couples.infrastructure.refusals import NotHere, Refused
from couples.infrastructure.responses import SeeOther, page
from exercises import commands
from exercises.exporting import gathering
from exercises.exporting.calendar import a_week_after, appointment
from exercises.exporting.text import as_text as written
from exercises.presenters.couple import checkin_history, glossary_page
from exercises.presenters.couple.glossary_page import Typed
from exercises.queries import couple_sessions
from exercises.web import form_commands

NEUTRAL_NAME = "notes"  # of a file that lies in somebody's downloads
UID_BYTES = 16  # no two appointments anywhere are one


@require_safe
def now(request: HttpRequest, couple: Address) -> HttpResponse:
    """To the session that is going on, or to the two of us when none is."""
    code = couple_sessions.running(access.either_of(request, couple), couple.code)
    return SeeOther(reverse("session", args=[code]) if code else reverse("us", args=[couple]))


@require_safe
def own_checkins(request: HttpRequest, couple: Address) -> HttpResponse:
    """My own check-ins over time, for me alone."""
    found = checkin_history.checkins_page(access.holder_of(request, couple.position), couple.code)
    return page(request, "pages/checkins.html", {"checkins": found})


@require_safe
def calendar(request: HttpRequest, couple: Address) -> HttpResponse:
    """The same time next week, as a file for a calendar. It tells nothing of whom, what and where."""
    access.seats_of(couple.code, access.either_of(request, couple))
    if _from_elsewhere(request):
        return SeeOther(reverse("us", args=[couple]))
    now = timezone.now()
    file = appointment(a_week_after(now), now, secrets.token_hex(UID_BYTES))
    # Shown, where a browser can: then a phone offers to put it into its calendar.
    return _file(file, "text/calendar; charset=utf-8", "ics", way="inline")


# ---- the glossary -------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def glossary(request: HttpRequest, couple: Address) -> HttpResponse:
    """What the two keep. A POST keeps, changes or takes out a line of one's own."""
    if request.method == "POST":
        return _change_line(request, couple)
    return _glossary(request, couple)


def _change_line(request: HttpRequest, couple: Address) -> HttpResponse:
    holder, line = access.holder_of(request, couple.position), form_commands.glossary_line(request.POST)
    try:
        if line.removes:
            commands.remove_line(holder, couple.code, cue=line.cue, base=line.base)
        else:
            means, helps = line.means or "", line.helps or ""
            commands.keep_line(holder, couple.code, cue=line.cue, means=means, helps=helps, base=line.base)
    except NotHere:
        raise
    except Refused as refusal:
        typed = Typed(line.cue, line.means, line.helps, refusal.message)
        return _glossary(request, couple, refusal, typed)
    return SeeOther(reverse("glossary", args=[couple]))


def _glossary(
    request: HttpRequest, couple: Address, refusal: Refused | None = None, typed: Typed | None = None
) -> HttpResponse:
    found = glossary_page.glossary_page(access.holder_of(request, couple.position), couple.code, typed)
    return page(request, "pages/glossary.html", {"page": found}, status=refusal.status if refusal else 200)


# ---- taking it out: a page that says what there is to take, and the two files ----------------------------


@require_safe
def export(request: HttpRequest, couple: Address) -> HttpResponse:
    """What a file holds and what it never holds, before anybody takes one."""
    found = seats.couple_of(access.holder_of(request, couple.position), couple.code)
    return page(request, "pages/export.html", {"couple": found})


@require_safe
def as_json(request: HttpRequest, couple: Address) -> HttpResponse:
    if _from_elsewhere(request):
        return SeeOther(reverse("export", args=[couple]))
    found = gathering.gather(access.holder_of(request, couple.position), couple.code)
    text = json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=2)
    return _file(f"{text}\n".encode(), "application/json", "json")


@require_safe
def as_text(request: HttpRequest, couple: Address) -> HttpResponse:
    if _from_elsewhere(request):
        return SeeOther(reverse("export", args=[couple]))
    found = gathering.gather(access.holder_of(request, couple.position), couple.code)
    return _file(written(found).encode(), "text/plain; charset=utf-8", "txt")


def _from_elsewhere(request: HttpRequest) -> bool:
    """Whether a link on another site asks: no link of anybody's leaves a file on somebody's device."""
    return request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")


def _file(content: bytes, kind: str, ending: str, way: str = "attachment") -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'{way}; filename="{NEUTRAL_NAME}.{ending}"'
    response.headers["Cache-Control"] = "no-store"
    return response
