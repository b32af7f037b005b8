"""The content that this installation serves: what is shipped, and a folder of one's own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from exercises.library.loading import SHIPPED, load
from exercises.library.models import Library


def folders() -> tuple[Path, ...]:
    """Return the folders that content comes from: the shipped one, then EXERCISES_PATH if it is set."""
    from django.conf import settings  # here alone: loading content needs no settings

    return (SHIPPED, Path(settings.EXERCISES_PATH)) if settings.EXERCISES_PATH else (SHIPPED,)


@lru_cache(maxsize=1)
def current() -> Library:
    """Return all content, read once per process; raises ContentErrors."""
    return load(*folders())
