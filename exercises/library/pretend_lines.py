"""What a pretend partner says: lines for every shipped exercise, and some that go anywhere.

Shipped, as a whole; a folder of one's own adds none, and its exercises get what goes anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field

from exercises.comparison.answers import Category
from exercises.content.cues import Frozen, PartId, Slug, Words
from exercises.library.composing import compose
from exercises.library.loading import SHIPPED

FILE = SHIPPED / "pretend" / "lines.yaml"

Lines = tuple[Annotated[str, Field(min_length=1, max_length=600)], ...]
Some = Annotated[Lines, Field(min_length=1)]
Stories = Mapping[Category, Words]


class PretendLines(Frozen):
    """exercises: by exercise and part. anywhere: by part, in every exercise. lines: for whatever is left.

    at_ease: as anywhere, about a moment that is no worry.

    said_back: the frame around the other's {words}. letters, takeaways: one after the other.
    """

    exercises: Mapping[Slug, Mapping[PartId, Lines]]
    anywhere: Mapping[PartId, Lines]
    at_ease: Mapping[PartId, Lines]
    lines: Some
    stories: Mapping[Literal["receiver", "sender"], Stories]
    said_back: Annotated[str, Field(max_length=80)]
    letters: Some
    takeaways: Some

    def of(self, exercise: str, part: str, *, worried: bool = True) -> Lines:
        """Return the lines that are written for this part; () where there are none."""
        own = self.exercises.get(exercise, {}).get(part)
        return own or (self.anywhere if worried else self.at_ease).get(part, ())


@lru_cache(maxsize=1)
def pretend_lines() -> PretendLines:
    """Return all of them, read once per process."""
    return PretendLines.model_validate(compose(FILE.read_bytes()).data)
