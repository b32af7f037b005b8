"""Cookies: whether this browser keeps them, asked before something is spent that only a cookie could hold.

The page before sets one that says nothing; what comes back without it would be lost to whoever sent it.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from couples.infrastructure.refusals import Refused

NOT_KEPT = (
    "{safe} This browser didn’t keep our cookie, and you couldn’t get back in without one. "
    "Press the button once more. If that doesn’t help, allow cookies for this site, or {instead}."
)
SECONDS = 60 * 60  # time to read and to think; whoever takes longer presses once more


class NoCookie(Refused):
    """This browser has not kept the cookie that it was given a page ago."""

    reason = "no_cookie"
    message = "Nothing was done. Allow cookies for this site, or use another browser."


def offer(response: HttpResponseBase, request: HttpRequest) -> None:
    """Give this browser something to keep. It is the same for everyone."""
    response.set_cookie(
        _name(request),
        "1",
        max_age=SECONDS,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def check(request: HttpRequest, *, safe: str, instead: str) -> None:
    """Raise `NoCookie` where this browser has not kept what it was offered.

    safe: a sentence about what is as it was. instead: what else could be done, after "or".
    """
    if _name(request) not in request.COOKIES:
        raise NoCookie(NOT_KEPT.format(safe=safe, instead=instead))


def _name(request: HttpRequest) -> str:
    return f"{'__Host-' if request.is_secure() else ''}cookies"
