"""A statement about how things are, and a number for it. Its owner's alone. A tap sends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from exercises.bodies import Raw
from exercises.cues import Cue, Reading, Words
from exercises.kinds.base import Kind, PartSpec, Unclear, one
from exercises.screens import Option, PartInput
from exercises.typography import Names, typeset


class Part(PartSpec):
    """text: the statement. name: its short name, for a look at it over time.

    min, max: the numbers go from one to the other, and are always these. ends: what the two mean.
    """

    kind: Literal["rate"]
    visibility: Literal["self"] = "self"
    text: Words
    name: Words
    min: Literal[0] = 0
    max: Literal[6] = 6
    ends: Annotated[tuple[Words, ...], Field(min_length=2, max_length=2)]

    @property
    def numbers(self) -> range:
        return range(self.min, self.max + 1)


class Rate(Kind[Part]):
    name = "rate"
    part = Part
    sends = True

    def clean(self, part: Part, raw: Raw, cue: Cue | None) -> int | None:
        touched = one(raw, part.id)
        if not touched:
            return None
        for number in part.numbers:
            if touched == str(number):
                return number
        raise Unclear("Nothing is lost. Choose one of the numbers.", part.id)

    def to_raw(self, part: Part, value: int) -> dict[str, str | list[str]]:
        return {part.id: str(value)}

    def says(self, part: Part, value: int, cue: Cue | None, voice: str, names: Names) -> str:
        first, last = part.ends
        return typeset(f"{value}, from {part.min} ({first}) to {part.max} ({last})", names)

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: Raw, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        touched = one(raw, part.id)
        return PartInput(
            **self._shell(part, names),
            options=tuple(
                Option(str(number), str(number), str(number) == touched) for number in part.numbers
            ),
            ends=tuple(typeset(end, names) for end in part.ends),
            given=typeset(part.text, names),
        )


KIND = Rate()
