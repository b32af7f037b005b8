"""System checks: settings that would fail quietly, found before anybody is served."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register()
def several_processes_share_a_layer(**_: Any) -> list[CheckMessage]:
    if settings.WEB_PROCESSES > 1 and not settings.REDIS_URL:
        return [
            Error(
                "WEB_PROCESSES is more than 1, but there is no REDIS_URL.",
                hint="The in-process layer reaches nobody in another process. Set REDIS_URL, or run one.",
                id="couples.E001",
            )
        ]
    return []


@register(Tags.security)
def hosts_are_named(**_: Any) -> list[CheckMessage]:
    if any("*" in each for each in [*settings.ALLOWED_HOSTS, *settings.PUBLIC_ORIGINS]):
        return [
            Error(
                "A host or an origin has a * in it.",
                hint="Name each origin in PUBLIC_ORIGINS; the hosts follow from it.",
                id="couples.E002",
            )
        ]
    return []


@register()
def own_exercises_are_there(**_: Any) -> list[CheckMessage]:
    if settings.EXERCISES_PATH and not Path(settings.EXERCISES_PATH).is_dir():
        return [
            Error("EXERCISES_PATH is not a folder.", hint="Correct it, or leave it empty.", id="couples.E003")
        ]
    return []
