"""System checks of the content: `manage.py check`, and every start, say what `content check` would."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register

from exercises import library


@register("content")
def content_is_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Errors in what is shipped stop a start. A file of one's own with errors is left out, with a warning."""
    found = library.read(*library.folders())
    messages: list[CheckMessage] = []
    if found.library is None:
        messages += [Error(line, id="exercises.E001") for line in found.errors]
    elif found.errors:
        left_out = "\n".join(("These files of your own have errors. They are left out:", *found.errors))
        hint = (
            "Everything else is served. Mend them until `manage.py content check` agrees, then start again."
        )
        messages.append(Warning(left_out, hint=hint, id="exercises.W002"))
    return [*messages, *(Warning(line, id="exercises.W001") for line in found.wording)]
