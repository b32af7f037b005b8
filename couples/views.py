"""Views: home, join, leave, safety. Each identifies, calls one use case, responds."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from couples import access, forms, invites, partners, seats
from couples.forms import JoinForm
from couples.infrastructure import cookies, limits
from couples.infrastructure.refusals import Refused
from couples.infrastructure.responses import SeeOther, link_origin, origin_of, page
from couples.invites import InviteGone, OwnInvite
from couples.links import CORE_EXERCISE, invite_url

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


# ---- before there is a couple -----------------------------------------------------------------------


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if link_origin(request) != origin_of(request):
        # A seat taken at this machine's own address would be lost to the one that the phones use.
        return HttpResponseRedirect(link_origin(request) + reverse("home"))
    newest, *earlier = partners.places(access.holder_of(request)) or (None,)
    context = {
        "core": CORE_EXERCISE,
        "days": settings.RETENTION_DAYS,
        "newest": newest,
        "earlier": earlier,
    }
    return page(request, "pages/home.html", context)


@get_or_post
def join(request: HttpRequest) -> HttpResponse:
    """The page behind a shared link. GET is the same for everyone; only a POST carries the secret."""
    if request.method != "POST":
        return _join_page(request, JoinForm("look", "", "", ""))
    form = forms.join_form(request)
    try:
        if form.action == "claim":
            _check_cookies(request)
        limits.spend("claim", request)
        return _claim(request, form) if form.action == "claim" else _look(request, form)
    except OwnInvite as refusal:
        return _own_link(request, form, refusal)
    except InviteGone as refusal:
        return page(request, "pages/invite_gone.html", {"why": refusal.why}, refusal.status)
    except Refused as refusal:
        return _join_page(request, form, refusal)


def _check_cookies(request: HttpRequest) -> None:
    """Before anything is spent: a seat that this browser could not keep would be lost at once."""
    if not access.holder_of(request).tokens:
        cookies.check(request, safe="Your link still works.", instead="open the link in another browser")


@require_safe
def joined_address(request: HttpRequest, text: str) -> HttpResponse:
    """A link whose `#` a chat has encoded or lost: its secret came as a path, and goes back behind one.

    Where only the slash before it is missing, the browser keeps it. No page is shown at such an address, so
    that no request is made from it and names it.
    """
    behind = quote(text[: forms.LONGEST_LINK].removeprefix("#"))
    return HttpResponseRedirect(reverse("join") + (f"#{behind}" if behind else ""))


def _look(request: HttpRequest, form: JoinForm) -> HttpResponse:
    invitation = seats.look(form.link_text, access.holder_of(request))
    if invitation.already == "own":
        raise OwnInvite
    if invitation.already:
        return SeeOther(reverse("now", args=[invitation.couple_code]))
    return _join_page(request, form, invitation=invitation)


def _own_link(request: HttpRequest, form: JoinForm, refusal: OwnInvite) -> HttpResponse:
    invitation = seats.look(form.link_text, access.holder_of(request))
    if invitation.already != "own":  # a link of the other's, to which one's own seat is no way
        return SeeOther(reverse("now", args=[invitation.couple_code]))
    text = invites.text_of(*invites.parse(form.link_text))
    context = {"invitation": invitation, "link": invite_url(request, text)}
    return page(request, "pages/own_link.html", context, refusal.status)


def _claim(request: HttpRequest, form: JoinForm) -> HttpResponse:
    holder = access.holder_of(request)
    claimed = seats.claim(form.link_text, form.claim_id, form.name, holder)
    response = SeeOther(reverse("now", args=[claimed.couple_code]))
    access.set_seat_cookie(response, request, claimed.couple_code, claimed.position, claimed.token)
    return response


def _join_page(
    request: HttpRequest,
    form: JoinForm,
    refusal: Refused | None = None,
    invitation: seats.Invitation | None = None,
) -> HttpResponse:
    """Render the join page with whatever was typed still in it, and the invitation if the link is good."""
    if refusal is not None and form.action == "claim":
        try:
            invitation = seats.look(form.link_text, access.holder_of(request))
        except Refused:
            invitation = None
    link_text = form.link_text
    if invitation is not None:  # from here on without whatever stood around it
        link_text = invites.text_of(*invites.parse(link_text))
    context = {
        "in_app": forms.in_app(request),
        "invitation": invitation,
        "link_text": link_text,
        "claim_id": form.claim_id,
        "name": form.name,
        "refusal": refusal.message if refusal else "",
    }
    response = page(request, "pages/join.html", context, refusal.status if refusal else 200)
    if invitation is not None:
        cookies.offer(response, request)
    return response


# ---- leaving, and what there is to know -----------------------------------------------------------------


@get_or_post
def leave(request: HttpRequest) -> HttpResponse:
    """Away to a neutral page. The seat stays, unless this device is to forget it (`forget`: couple or 1)."""
    response: HttpResponse
    if request.method == "POST":
        # The CSP holds a form's redirects to this site, so this answer is a page that goes on by itself.
        link = format_html('<!doctype html><title>…</title><a href="{0}">{0}</a>', settings.EXIT_URL)
        response = HttpResponse(link, headers={"Refresh": f"0; url={settings.EXIT_URL}"})
        forget = request.POST.get("forget", "")
        if forget == "1":
            access.forget_every_seat(response, request)
        elif forget:
            access.forget_couple(response, request, forget)
    else:
        response = SeeOther(settings.EXIT_URL)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@require_safe
def static_page(request: HttpRequest, template: str) -> HttpResponse:
    """Safety, privacy, about: the same for everyone."""
    return page(request, template, {"days": settings.RETENTION_DAYS})
