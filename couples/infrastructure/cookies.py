"""Cookies: whether this browser keeps them, asked before something is spent that only a cookie could hold.

The page before sets one that says nothing; what comes back without it would be lost to whoever sent it.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from couples.infrastructure.refusals import Refused

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


def came_back(request: HttpRequest) -> bool:
    """Whether this browser has kept what it was offered."""
    return _name(request) in request.COOKIES


def _name(request: HttpRequest) -> str:
    return f"{'__Host-' if request.is_secure() else ''}cookies"
