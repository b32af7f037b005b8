"""The pages of one session: identify, parse, call once, respond. No rules, no ORM."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from couples import access
from couples.access import Holder, WhoseTurn
from couples.addresses import Address
from couples.infrastructure.refusals import Refused
from couples.infrastructure.responses import SeeOther, link_origin, page, wants_json
from couples.positions import BOTH
from exercises import commands
from exercises.presenters.session import comparison_page, handing_over, own_page, session_view, then_and_now
from exercises.queries import loading
from exercises.queries.session_state import SessionState
from exercises.rules import clock
from exercises.screens import SessionView, Step, Takeaway, WriteLetter
from exercises.web import form_commands, panels, protocol

AN_OPTION = re.compile(r"[a-z0-9_.-]+")  # the id of an option, or a number: chosen, not typed


@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, code: Address) -> HttpResponse:
    """The socket's twin: one page, and every command as a form. Where it could be either's turn, a cover."""
    try:
        if request.method == "POST":
            return _obey(request, code)
        return _show(request, _arrive(request, code))
    except WhoseTurn:
        if wants_json(request):
            raise
        return _cover(request, code.code)


def _cover(request: HttpRequest, code: str) -> HttpResponse:
    """Of two who share this phone: who is next. What both look at together is on the page of the first."""
    first, second = (loading.load(access.holder_of(request, each), code) for each in BOTH)
    found = handing_over.cover(first, second)
    if found is None:
        return SeeOther(reverse("session", args=[first.address_of(code)]))
    response = page(request, "pages/cover.html", {"screen": found, "couple": first.couple_code})
    for each in BOTH:
        access.keep_seat_cookie(response, request, first.couple_code, each, first.couple.expires)
    return response


def _holder(request: HttpRequest, address: Address) -> Holder:
    return access.holder_of(request, address.position)


def _arrive(request: HttpRequest, address: Address) -> SessionState:
    """Every authorised page holds a lease, so that two people without sockets are both here, too.

    A browser that fetches ahead, or only asks whether there is something, is nobody who is here.
    """
    holder = _holder(request, address)
    if request.method == "HEAD" or "prefetch" in request.headers.get("Sec-Purpose", ""):
        return loading.load(holder, address.code)
    return commands.arrive_by_page(holder, address.code)


def _obey(request: HttpRequest, address: Address) -> HttpResponse:
    try:
        command = form_commands.parse(request.POST)
        outcome = commands.dispatch(_holder(request, address), address.code, command)
    except Refused as refusal:
        return _refuse(request, address, refusal)
    if wants_json(request):
        return _panels(_seen(request, _arrive(request, address), None), outcome.revision)
    # The page that this leads to arrives.
    back = request.POST.get("back", "")
    back = back if back in ("comparison", "own") else "session"
    return SeeOther(reverse(back, args=[address]))


def _refuse(request: HttpRequest, address: Address, refusal: Refused) -> HttpResponse:
    """Say no, with everything that was typed still there. Who has no seat here gets the plain 404."""
    if refusal.status == 404:
        raise refusal
    if wants_json(request):
        return JsonResponse(protocol.refusal_fields(refusal), status=refusal.status)
    seated = _arrive(request, address)
    return _show(request, seated, refusal=refusal)


def _show(request: HttpRequest, seated: SessionState, refusal: Refused | None = None) -> HttpResponse:
    view = _seen(request, seated, refusal)
    if wants_json(request):
        return _panels(view)
    context = {
        "seen": view,
        "panels": panels.render(view),
        "couple_url": reverse("us", args=[view.couple]),
        "now": clock.now_ms(),
        "refusal": refusal.message if refusal else "",
        "typed": _typed_elsewhere(request, view) if refusal else [],
    }
    response = page(request, "pages/session.html", context, status=refusal.status if refusal else 200)
    access.keep_seat_cookie(response, request, view.couple, view.position, seated.couple.expires)
    return response


def _typed_elsewhere(request: HttpRequest, view: SessionView) -> list[str]:
    """The texts of a refused form that the screen has no field for: they are shown, so that none is lost."""
    if isinstance(view.screen, Step | Takeaway | WriteLetter) and view.screen.ref == request.POST.get("step"):
        return []
    texts = [
        text
        for each in form_commands.parts_of(request.POST).values()
        for text in ([each] if isinstance(each, str) else each)
    ]
    return [text for text in texts if text.strip() and not AN_OPTION.fullmatch(text)]


def _seen(request: HttpRequest, seated: SessionState, refusal: Refused | None) -> SessionView:
    typed = form_commands.parts_of(request.POST) if refusal is not None else None
    at = request.POST.get("step") if typed else request.GET.get("at")
    return session_view.present(
        seated,
        origin=link_origin(request),
        at=at,
        typed=typed or None,
        own_words="own" in request.GET,
    )


def _panels(view: SessionView, revision: int | None = None) -> JsonResponse:
    rendered = {name: panel.to_json() for name, panel in panels.render(view).items()}
    body = protocol.panels_fields(view.version, clock.now_ms(), rendered, view.reveal_at)
    return JsonResponse(body if revision is None else {**body, "revision": revision})


@require_safe
def comparison(request: HttpRequest, code: Address) -> HttpResponse:
    seated = _arrive(request, code)
    return _beside(
        request,
        "pages/comparison.html",
        seated,
        comparison=comparison_page.present_comparison(seated),
        then_and_now=then_and_now.present_then_and_now(seated),
        again=then_and_now.again(seated.content.exercise, code.code, joined=seated.joined),
    )


@require_safe
def own(request: HttpRequest, code: Address) -> HttpResponse:
    seated = loading.load(_holder(request, code), code.code)
    return _beside(request, "pages/own.html", seated, own=own_page.present_own_page(seated))


def _beside(request: HttpRequest, template: str, seated: SessionState, **context: Any) -> HttpResponse:
    view = _seen(request, seated, None)
    links = {
        "couple_url": reverse("us", args=[view.couple]),
        "session_url": reverse("session", args=[view.address]),
    }
    return page(request, template, {"seen": view, **links, **context})
