"""System checks of the content: `manage.py check` says what `manage.py content check` would."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register

from exercises import library


@register("content")
def content_is_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Each error in the content is an error of the check, and each word to reconsider a warning."""
    found = library.read(*library.folders())
    return [
        *(Error(line, id="exercises.E001") for line in found.errors),
        *(Warning(line, id="exercises.W001") for line in found.wording),
    ]
