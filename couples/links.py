"""Links: where another phone finds the page of an invite, and where two people begin."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from couples.infrastructure.responses import link_origin

CORE_EXERCISE = "two-sides-of-a-cue"  # the slug of the exercise to begin with, which is permanent


def invite_url(request: HttpRequest, text: str | None) -> str:
    """Return the link with this text behind its `#`; "" where there is no invite."""
    return f"{link_origin(request)}{reverse('join')}#{text}" if text else ""
