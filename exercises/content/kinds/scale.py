"""How sure, how much: one of a few tiles in a row. A tap sends the step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import field_validator, model_validator

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, Reading, Whole, Words
from exercises.content.kinds.base import one
from exercises.content.kinds.parts import PartSpec
from exercises.content.kinds.tiles import TileKind
from exercises.language.typography import Names, typeset
from exercises.screens import Option, PartInput


class Part(PartSpec):
    """tiles: what each tile stands for, 0..100, rising.

    words: what stands on each tile; or ends: what the first and the last one mean, and the tiles are counted.
    """

    kind: Literal["scale"]
    visibility: Literal["shared_as_band", "self"]
    tiles: tuple[Whole, ...] = (0, 25, 50, 75, 100)
    words: tuple[Words, ...] = ()
    ends: tuple[Words, ...] = ()

    @field_validator("tiles")
    @classmethod
    def _rising(cls, tiles: tuple[int, ...]) -> tuple[int, ...]:
        if not 2 <= len(tiles) <= 7 or list(tiles) != sorted(set(tiles)) or tiles[0] < 0 or tiles[-1] > 100:
            raise ValueError("two to seven rising numbers from 0 to 100")
        return tiles

    @model_validator(mode="after")
    def _worded(self) -> Part:
        if self.ends and self.words:
            raise ValueError("words for each tile, or words for both ends; not both")
        if self.ends and len(self.ends) != 2:
            raise ValueError("ends: two, for the first and the last tile")
        if not self.ends and len(self.words) != len(self.tiles):
            raise ValueError(f"words for each of the {len(self.tiles)} tiles")
        return self


class Scale(TileKind[Part]):
    name = "scale"
    part = Part
    called = "tiles"
    adds = "certainty"

    def numbers(self, part: Part) -> tuple[int, ...]:
        return part.tiles

    def says(self, part: Part, value: int, cue: Cue | None, voice: str, names: Names) -> str:
        at = part.tiles.index(value)
        if part.words:
            return typeset(part.words[at], names)
        first, last = part.ends
        return typeset(f"{at + 1} of {len(part.tiles)} ({first} to {last})", names)

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        touched = one(raw, part.id)
        labels = part.words or tuple(str(number) for number, _ in enumerate(part.tiles, start=1))
        return PartInput(
            **self._shell(part, names),
            options=tuple(
                Option(str(tile), typeset(label, names), str(tile) == touched)
                for tile, label in zip(part.tiles, labels, strict=True)
            ),
            ends=tuple(typeset(end, names) for end in part.ends),
        )


KIND = Scale()
