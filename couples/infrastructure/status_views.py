"""Views of the process itself: whether it is well, that nothing is here, that something went wrong."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from couples.infrastructure import health
from couples.infrastructure.responses import bare_page, page


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For whatever watches this process: it answers, and says by a word each how it is with what it needs."""
    found = health.shared_look()
    return JsonResponse({"ok": found.ok, **asdict(found)}, status=200 if found.ok else 503)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """One page for whatever is not here: unknown, erased, expired, moved away, or somebody else's."""
    return page(request, "pages/not_here.html", {}, 404)


# ---- when it goes wrong: pages that need nothing, in case nothing is there -------------------------------


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return bare_page("400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    return bare_page("500.html", 500)
