"""The page of the glossary: identify, parse, call once, respond. No rules, no ORM."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from couples import access
from couples.infrastructure.refusals import NotHere, Refused
from couples.infrastructure.responses import SeeOther, page
from exercises import commands
from exercises.presenters.couple import glossary_page
from exercises.presenters.couple.glossary_page import Typed

TEMPLATE = "pages/glossary.html"


@require_http_methods(["GET", "HEAD", "POST"])
def glossary(request: HttpRequest, couple: str) -> HttpResponse:
    """What the two keep. A POST keeps, changes or takes out a line of one's own."""
    if request.method == "POST":
        return _obey(request, couple)
    return _show(request, couple)


def _obey(request: HttpRequest, couple: str) -> HttpResponse:
    holder, post = access.holder_of(request), request.POST
    cue, base = post.get("cue", ""), _whole(post.get("base", ""))
    means, helps = post.get("means"), post.get("helps")
    try:
        if post.get("action") == "remove":
            commands.remove_line(holder, couple, cue=cue, base=base)
        else:
            commands.keep_line(holder, couple, cue=cue, means=means or "", helps=helps or "", base=base)
    except NotHere:
        raise
    except Refused as refusal:
        return _show(request, couple, refusal, Typed(cue, means, helps, refusal.message))
    return SeeOther(reverse("glossary", args=[couple]))


def _show(
    request: HttpRequest, couple: str, refusal: Refused | None = None, typed: Typed | None = None
) -> HttpResponse:
    found = glossary_page.glossary_page(access.holder_of(request), couple, typed)
    return page(request, TEMPLATE, {"page": found}, status=refusal.status if refusal else 200)


def _whole(text: str) -> int:
    """The number in a field; -1, which is no revision, where there is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
