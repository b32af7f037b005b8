"""Kinds that take no answer: there is something to read or to do, and nothing of it reaches the server.

Pure.
"""

from __future__ import annotations

from typing import Any

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue
from exercises.content.kinds.base import Kind
from exercises.content.kinds.parts import P
from exercises.language.typography import Names

GO_ON = "go"  # the field by which a step with nothing to enter is answered


class WithoutAnswer(Kind[P]):
    """A kind without a field. Whatever is sent for it is not looked at, and never kept."""

    takes_answer = False

    def clean(self, part: P, raw: FormFields, cue: Cue | None) -> None:
        return None

    def to_raw(self, part: P, value: Any) -> dict[str, str | list[str]]:
        return {}

    def says(self, part: P, value: Any, cue: Cue | None, voice: str, names: Names) -> str:
        return ""

    def lines(self, part: P, value: Any, names: Names) -> tuple[str, ...]:
        return ()

    def fields(self, part: P) -> tuple[str, ...]:
        return ()
