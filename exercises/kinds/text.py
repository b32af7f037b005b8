"""A few words of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from exercises.bodies import Raw
from exercises.cues import Cue, Reading, Whole
from exercises.kinds.base import Kind, PartSpec, one
from exercises.kinds.cleaning import clean_text
from exercises.screens import PartInput
from exercises.typography import Names

MOST = 1200  # characters: the longest account that an exercise asks for


class Part(PartSpec):
    """max: the most characters it may have."""

    kind: Literal["text"]
    visibility: Literal["ask", "self"]
    max: Annotated[Whole, Field(ge=1, le=MOST)]


class Text(Kind[Part]):
    name = "text"
    part = Part

    def clean(self, part: Part, raw: Raw, cue: Cue | None) -> str | None:
        return clean_text(one(raw, part.id), part.max, part.id) or None

    def to_raw(self, part: Part, value: str) -> dict[str, str | list[str]]:
        return {part.id: value}

    def says(self, part: Part, value: str, cue: Cue | None, voice: str, names: Names) -> str:
        return value

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: Raw, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        return PartInput(**self._shell(part, names), words=one(raw, part.id), limit=part.max)


KIND = Text()
