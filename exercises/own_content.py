"""Where this installation keeps content of its own."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def own_folder() -> Path | None:
    """Return the folder that EXERCISES_PATH names, or None when there is none."""
    return Path(settings.EXERCISES_PATH) if settings.EXERCISES_PATH else None
