"""Responses: a page with what every page needs, where to look after a POST, and the origin for links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string

from couples.infrastructure.origins import is_loopback


class SeeOther(HttpResponseRedirect):
    """After a POST: look there, with a GET."""

    status_code = 303


def page(request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """Render one page. Nothing may keep a copy of it.

    Adds `exit_url`, `support_links` ((label, url), …) and `plain_http`: whether what is typed
    crosses a network unencrypted, which the page says.
    """
    common = {
        "exit_url": settings.EXIT_URL,
        "support_links": settings.SUPPORT_LINKS,
        "plain_http": not request.is_secure() and not is_loopback(origin_of(request)),
    }
    response = HttpResponse(render_to_string(template, {**common, **context}), status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def bare_page(template: str, status: int) -> HttpResponse:
    """Render a page that needs nothing, in case nothing is there. It has a way out, as every page."""
    return HttpResponse(render_to_string(template, {"exit_url": settings.EXIT_URL}), status=status)


def wants_json(request: HttpRequest) -> bool:
    """Say whether a script asks, rather than a browser that shows a page."""
    return request.headers.get("Accept", "").startswith("application/json")


def origin_of(request: HttpRequest) -> str:
    """Return the origin at which this request found the app."""
    return f"{request.scheme}://{request.get_host()}"


def link_origin(request: HttpRequest) -> str:
    """Return the origin for links that another phone is to open: in the house, never this machine's own."""
    here = origin_of(request)
    return settings.LAN_ORIGIN if settings.LAN_ORIGIN and is_loopback(here) else here
