"""What there is to do, and the start of it: identify, parse, call once, respond. No rules, no ORM."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from couples import access, forms, partners
from couples.addresses import Address
from couples.infrastructure import cookies, limits
from couples.infrastructure.refusals import Refused
from couples.infrastructure.responses import SeeOther, page
from couples.positions import BOTH
from couples.profiles import BadName
from exercises import commands, library
from exercises.library import catalogue


@require_safe
def exercises(request: HttpRequest) -> HttpResponse:
    """Everything there is, the same for everyone."""
    found = catalogue.whole(library.current().listed())
    return page(request, "pages/exercises.html", {"catalogue": found})


@require_safe
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    """What the two will do and who sees what, before anybody commits; then whom to do it with."""
    return _exercise(request, slug)


def _exercise(request: HttpRequest, slug: str, refusal: Refused | None = None) -> HttpResponse:
    content = library.current().listed_exercise(slug)
    chosen = request.POST.get("days", str(settings.RETENTION_DAYS))
    one_phone = "partner" in request.POST
    of_name, of_rest = said_apart(refusal)
    context = {
        "about": catalogue.about(content),
        "partners": partners.of(access.holder_of(request)),
        "retention": [
            (days, f"{days} day{'s' if days > 1 else ''}", str(days) == chosen)
            for days in settings.RETENTION_CHOICES
        ],
        "name": request.POST.get("name", ""),
        "partner": request.POST.get("partner", ""),
        "one_phone": one_phone,
        "name_error": "" if one_phone else of_name,
        "one_phone_error": of_name if one_phone else "",
        "refusal": of_rest,
    }
    response = page(request, "pages/exercise.html", context, status=refusal.status if refusal else 200)
    cookies.offer(response, request)
    return response


@require_POST
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Start with a new partner, or, where `couple` is sent, with the one there is.

    `partner`: the name of whoever shares this phone, so that nobody is left to invite.
    `earlier`: the session of these two that this one looks back at.
    """
    days = request.POST.get("days", str(settings.RETENTION_DAYS))
    couple = request.POST.get("couple") or None
    try:
        if couple is None:
            check_cookies(request)
        limits.spend("create", request)
        started = commands.start(
            slug,
            holder=access.either_of(request, Address(couple)) if couple else access.holder_of(request),
            couple_code=couple,
            name=request.POST.get("name", ""),
            days=forms.whole_days(days),
            earlier=request.POST.get("earlier", ""),
            partner=request.POST.get("partner"),
        )
    except Refused as refusal:
        if couple is not None or refusal.status == 404:
            raise
        return _exercise(request, slug, refusal)
    response = SeeOther(reverse("session", args=[started.code]))
    for position, token in zip(BOTH, (started.token, started.beside), strict=True):
        if token is not None:
            access.set_seat_cookie(response, request, started.couple_code, position, token)
    return response


def said_apart(refusal: Refused | None) -> tuple[str, str]:
    """What is said beside the field for a name, and what above the page; "" each where there is nothing."""
    if refusal is None:
        return "", ""
    return (refusal.message, "") if refusal.reason == BadName.reason else ("", refusal.message)


def check_cookies(request: HttpRequest) -> None:
    """Before anything is begun that this browser could not come back to."""
    cookies.check(request, safe="Nothing was started.", instead="use another browser")
