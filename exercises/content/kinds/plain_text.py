"""Kinds whose value is one text, as its owner typed it.

Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, Reading
from exercises.content.kinds.base import Kind, one
from exercises.content.kinds.cleaning import clean_text
from exercises.content.kinds.ideas import Ideas
from exercises.content.kinds.parts import Written
from exercises.language.typography import Names
from exercises.screens import PartInput


class Limited(Written):
    """A part with a text. max: the most characters it may have."""

    max: int


L = TypeVar("L", bound=Limited)


class PlainText(Kind[L]):
    """A kind whose value is one text."""

    def clean(self, part: L, raw: FormFields, cue: Cue | None) -> str | None:
        return clean_text(one(raw, part.id), part.max, part.id) or None

    def to_raw(self, part: L, value: Any) -> dict[str, str | list[str]]:
        return {part.id: value}

    def says(self, part: L, value: Any, cue: Cue | None, voice: str, names: Names) -> str:
        return str(value)

    def made_up(self, part: L, ideas: Ideas) -> str | None:
        return next(iter(ideas.texts(1, part.max)), None)

    def longest(self, part: L) -> int:
        return part.max

    def _filled(
        self, part: L, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        return PartInput(**self._shell(part, names), words=one(raw, part.id), limit=part.max)
