"""A statement about how things are, and a number for it. Its owner's alone. A tap sends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, Reading, Words
from exercises.content.kinds.base import one
from exercises.content.kinds.parts import PartSpec
from exercises.content.kinds.tiles import TileKind
from exercises.language.typography import Names, typeset
from exercises.screens import Option, PartInput


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


class Rate(TileKind[Part]):
    name = "rate"
    part = Part
    called = "numbers"
    noted = False

    def measures(self, part: Part) -> str:
        return part.name

    def numbers(self, part: Part) -> range:
        return range(part.min, part.max + 1)

    def says(self, part: Part, value: int, cue: Cue | None, voice: str, names: Names) -> str:
        first, last = part.ends
        return typeset(f"{value}, from {part.min} ({first}) to {part.max} ({last})", names)

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        touched = one(raw, part.id)
        return PartInput(
            **self._shell(part, names),
            options=tuple(
                Option(str(number), str(number), str(number) == touched) for number in self.numbers(part)
            ),
            ends=tuple(typeset(end, names) for end in part.ends),
            given=typeset(part.text, names),
        )


KIND = Rate()
