"""Middleware: the headers of every answer, the static files, who may send something, and refusals.

All of them work on the event loop and never wait, so that a request's only hop to a thread is its view.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_and_async_middleware
from whitenoise.middleware import WhiteNoiseMiddleware

from couples.infrastructure import health, locks
from couples.infrastructure.origins import LOOPBACK_HOSTS
from couples.infrastructure.refusals import NotHere, Refused, Replaced
from couples.infrastructure.responses import SeeOther, bare_page, page, wants_json

Middleware = Callable[[Callable[..., Any]], Callable[..., Any]]

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",  # holds for where a form's answer redirects to as well
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types panels",
    ]
)
OFF = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "publickey-credentials-get", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
ON = ("screen-wake-lock", "clipboard-write")

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: with it a browser sends `Origin: null` on our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join([f"{each}=()" for each in OFF] + [f"{each}=(self)" for each in ON]),
    "X-Robots-Tag": "noindex, nofollow",
}
HSTS = "max-age=31536000"  # a year; what else lives under this domain is not ours to decide

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
HEALTH = "/healthz"
NOT_OURS = "This did not come from a page of this app, so nothing was done. Open the page and try once more."


def _around(
    before: Callable[[HttpRequest], HttpResponseBase | None] = lambda request: None,
    after: Callable[[HttpRequest, HttpResponseBase], HttpResponseBase] = lambda request, response: response,
) -> Middleware:
    """Make a middleware, sync and async, of what is done before and after; neither may wait."""

    @sync_and_async_middleware
    def factory(get_response: Callable[..., Any]) -> Callable[..., Any]:
        if iscoroutinefunction(get_response):

            async def answer(request: HttpRequest) -> HttpResponseBase:
                return after(request, before(request) or await get_response(request))

            return answer

        def answer_now(request: HttpRequest) -> HttpResponseBase:
            return after(request, before(request) or get_response(request))

        return answer_now

    return factory


# ---- headers --------------------------------------------------------------------------------------


def _add_headers(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    for name, value in HEADERS.items():
        response.headers[name] = value
    if request.is_secure():
        response.headers["Strict-Transport-Security"] = HSTS
    # Static files say for themselves how long they may be kept. Nothing else may be.
    response.headers.setdefault("Cache-Control", "no-store")
    return response


# The outermost one, so that its headers are on refusals, on errors and on static files as well.
headers = _around(after=_add_headers)


# ---- static files -----------------------------------------------------------------------------------


@sync_and_async_middleware
def static_files(get_response: Callable[..., Any]) -> Callable[..., Any]:
    """Serve the files that are collected; those that were when the process started may be kept for ever."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    with locks.alone(
        locks.PREPARING
    ):  # while somebody collects, there are files that are gone a moment later
        files = _Files()
    return _around(before=files.answer)(get_response)


class _Files(WhiteNoiseMiddleware):  # type: ignore[misc]  # WhiteNoise has no types
    """WhiteNoise, answering from memory: a stream would cost a thread (and a warning) for each file.

    What a newer process has collected since is looked for on the disk: pages of that one may ask this one.
    """

    def __init__(self) -> None:
        super().__init__()
        if not self.autorefresh:
            self.directories = [(f"{settings.STATIC_ROOT.absolute()}{os.sep}", self.static_prefix)]

    def answer(self, request: HttpRequest) -> HttpResponseBase | None:
        if not request.path_info.startswith(self.static_prefix):
            return None
        found = self.files.get(request.path_info) or self.find_file(request.path_info)
        if found is None:
            return None
        answer = found.get_response(request.method, request.META)
        content = b""
        if answer.file is not None:
            with answer.file:
                content = answer.file.read()
        response = HttpResponse(content, status=int(answer.status))
        del response.headers["Content-Type"]
        for name, value in answer.headers:
            response.headers[name] = value
        return response


# ---- origin -----------------------------------------------------------------------------------------


def _refuse_others(request: HttpRequest) -> HttpResponseBase | None:
    if not _is_watcher(request):
        request.get_host()  # raises for a host that is not ours, and a 400 follows
    if request.method in SAFE_METHODS or _is_ours(request):
        return None
    if wants_json(request):
        return JsonResponse({"reason": "origin", "message": NOT_OURS}, status=403)
    return bare_page("403.html", 403)


def _is_watcher(request: HttpRequest) -> bool:
    """Whatever watches this process asks it on its own machine, whose names need not be among the origins."""
    host, _ = split_domain_port(request.META.get("HTTP_HOST", "").lower())
    on_this_machine = host.strip("[]") in LOOPBACK_HOSTS
    return on_this_machine and request.path_info == HEALTH and request.method in SAFE_METHODS


def _is_ours(request: HttpRequest) -> bool:
    # A missing, null, malformed or foreign Origin is in no list of ours, so there is nothing to parse.
    return request.headers.get("Origin") in settings.PUBLIC_ORIGINS and (
        request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}
    )


# Instead of CSRF tokens: an unsafe request passes only with the exact Origin of a page of ours.
exact_origin = _around(before=_refuse_others)


# ---- refusals -----------------------------------------------------------------------------------------


class refusals:
    """Turn a refusal that no view has answered into a page that says it, or into JSON if asked for."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[..., Any]) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> Any:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        if not isinstance(error, Refused):
            refusal = health.refusal_of(error)
            if refusal is None:
                return None
            error = refusal
        if wants_json(request):
            return JsonResponse({"reason": error.reason, "message": error.message}, status=error.status)
        if error.see:
            return SeeOther(error.see)
        if isinstance(error, Replaced):
            return page(request, "pages/replaced.html", {}, error.status)
        if isinstance(error, NotHere):
            return page(request, "pages/not_here.html", {}, error.status)
        return page(request, "pages/refused.html", {"message": error.message}, error.status)
