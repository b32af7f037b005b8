"""The content that this installation serves: what is shipped, and a folder of one's own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from exercises.content.exercise import Library
from exercises.library.loading import SHIPPED, ContentErrors, read


def folders() -> tuple[Path, ...]:
    """Return the folders that content comes from: the shipped one, then EXERCISES_PATH if it is set."""
    from django.conf import settings  # here alone: loading content needs no settings

    return (SHIPPED, Path(settings.EXERCISES_PATH)) if settings.EXERCISES_PATH else (SHIPPED,)


@lru_cache(maxsize=1)
def current() -> Library:
    """Return all content that is sound, read once per process.

    What is shipped has to be sound as a whole, else this raises ContentErrors. A file of one's own that has
    errors is left out; the content check says which, and why.
    """
    found = read(*folders())
    if found.library is None:
        raise ContentErrors(found.errors)
    return found.library
