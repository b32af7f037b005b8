"""Which of the shipped exercises are played every day, where it is their make that counts, not their words.

Together they use whatever the others use: every kind of part, every field that content can give, each where a
question comes from. The others are further cases of what these show, and are played with the long profile.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from exercises import library

TOLD_BY_VALUE = {"kind", "source", "visibility"}  # of any other field it counts only that it is given


def each_make(*slugs: str) -> list[Any]:
    """These exercises as cases of a test: those of every day, and the others for the matrix."""
    return [slug if slug in EVERY_DAY else pytest.param(slug, marks=pytest.mark.matrix) for slug in slugs]


def _made_of(content: BaseModel) -> Iterator[tuple[str, ...]]:
    for name in content.model_fields_set:
        value = getattr(content, name)
        yield type(content).__name__, name, str(value) if name in TOLD_BY_VALUE else ""
        for inner in value if isinstance(value, (list, tuple)) else [value]:
            if isinstance(inner, BaseModel):
                yield from _made_of(inner)


def _few_that_use_all() -> frozenset[str]:
    """Whoever adds the most of what no other one has yet used comes next, until nothing is left."""
    known = library.load(library.SHIPPED)
    made = {each.slug: set(_made_of(known.exercise(each.slug))) for each in known.listed()}
    left: set[tuple[str, ...]] = set().union(*made.values())
    chosen: set[str] = set()
    while left:
        best = max(sorted(made), key=lambda slug: len(made[slug] & left))
        chosen.add(best)
        left -= made[best]
    return frozenset(chosen)


EVERY_DAY = _few_that_use_all()
