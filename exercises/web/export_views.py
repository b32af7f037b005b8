"""Taking it out: a page that says what there is to take, and the two files. No rules, no ORM."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from couples import access, seats
from couples.infrastructure.responses import SeeOther, page
from exercises.exporting import gathering
from exercises.exporting.text import as_text as written

NEUTRAL_NAME = "notes"  # of a file that lies in somebody's downloads


@require_safe
def export(request: HttpRequest, couple: str) -> HttpResponse:
    """What a file holds and what it never holds, before anybody takes one."""
    found = seats.couple_of(access.holder_of(request), couple)
    return page(request, "pages/export.html", {"couple": found})


@require_safe
def as_json(request: HttpRequest, couple: str) -> HttpResponse:
    if _from_elsewhere(request):
        return SeeOther(reverse("export", args=[couple]))
    found = gathering.gather(access.holder_of(request), couple)
    text = json.dumps(found.model_dump(mode="json"), ensure_ascii=False, indent=2)
    return _file(f"{text}\n", "application/json", "json")


@require_safe
def as_text(request: HttpRequest, couple: str) -> HttpResponse:
    if _from_elsewhere(request):
        return SeeOther(reverse("export", args=[couple]))
    found = gathering.gather(access.holder_of(request), couple)
    return _file(written(found), "text/plain; charset=utf-8", "txt")


def _from_elsewhere(request: HttpRequest) -> bool:
    """Whether a link on another site asks: no link of anybody's leaves a file on somebody's device."""
    return request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")


def _file(text: str, kind: str, ending: str) -> HttpResponse:
    response = HttpResponse(text.encode(), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{NEUTRAL_NAME}.{ending}"'
    response.headers["Cache-Control"] = "no-store"
    return response
