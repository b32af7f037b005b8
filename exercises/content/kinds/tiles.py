"""Kinds whose value is one number of a row: a tap on its tile sends the step.

Pure. What `scale` and `rate` have in common. Where no tile was touched there is no value, never a middle.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue
from exercises.content.kinds.base import Kind, Unclear, one
from exercises.content.kinds.ideas import Ideas
from exercises.content.kinds.parts import P


class TileKind(Kind[P]):
    """A kind whose value is one of a row of numbers. called: what its tiles are called in a refusal."""

    sends = True
    in_dock = True
    called: ClassVar[str]

    @abstractmethod
    def numbers(self, part: P) -> Sequence[int]:
        """Return what the tiles stand for, in order."""

    def clean(self, part: P, raw: FormFields, cue: Cue | None) -> int | None:
        touched = one(raw, part.id)
        if not touched:
            return None
        for number in self.numbers(part):
            if touched == str(number):
                return number
        raise Unclear(f"Nothing is lost. Choose one of the {self.called}.", part.id)

    def made_up(self, part: P, ideas: Ideas) -> int:
        numbers = self.numbers(part)
        return ideas.one_of(numbers[1:-1] or numbers)

    def to_raw(self, part: P, value: Any) -> dict[str, str | list[str]]:
        return {part.id: str(value)}
