"""Trying an exercise alone: identify, parse, call once, respond. No rules, no ORM."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from couples import access, partners
from couples.infrastructure import cookies, limits
from couples.infrastructure.refusals import Refused
from couples.infrastructure.responses import SeeOther, page
from exercises import commands, library
from exercises.library import catalogue
from exercises.web.library_views import check_cookies, said_apart


@require_http_methods(["GET", "HEAD", "POST"])
def try_alone(request: HttpRequest, slug: str) -> HttpResponse:
    """What a trial is, before anything is made; a POST begins one, and this browser holds both its seats."""
    if request.method != "POST":
        return _try_page(request, slug)
    try:
        check_cookies(request)
        limits.spend("create", request)
        tried = commands.try_alone(slug, request.POST.get("name", ""))
    except Refused as refusal:
        if refusal.status == 404:
            raise
        return _try_page(request, slug, refusal)
    response = SeeOther(reverse("session", args=[tried.code]))
    for position, token in tried.tokens.items():
        access.set_seat_cookie(response, request, tried.couple_code, position, token)
    return response


def _try_page(request: HttpRequest, slug: str, refusal: Refused | None = None) -> HttpResponse:
    content = library.current().listed_exercise(slug)
    of_name, of_rest = said_apart(refusal)
    context = {
        "listed": catalogue.about(content).listed,
        "pretend": partners.pretend(access.holder_of(request)),
        "name": request.POST.get("name", ""),
        "name_error": of_name,
        "refusal": of_rest,
    }
    response = page(request, "pages/trial/try.html", context, status=refusal.status if refusal else 200)
    cookies.offer(response, request)
    return response
