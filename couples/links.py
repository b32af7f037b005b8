"""Links: where another phone finds the page of an invite."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from couples.infrastructure.responses import link_origin


def invite_url(request: HttpRequest, text: str | None) -> str:
    """Return the link with this text behind its `#`; "" where there is no invite."""
    return f"{link_origin(request)}{reverse('join')}#{text}" if text else ""
