"""How sure, how much: one of a few worded tiles. A tap sends the step.

Where no tile was touched there is no value, never a middle.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import field_validator, model_validator

from exercises.bodies import Raw
from exercises.cues import Cue, Reading, Whole, Words
from exercises.kinds.base import Kind, PartSpec, Unclear, one
from exercises.screens import Option, PartInput
from exercises.typography import Names, typeset


class Part(PartSpec):
    """tiles: what each tile stands for, 0..100, rising. words: what stands on it."""

    kind: Literal["scale"]
    visibility: Literal["shared_as_band", "self"]
    tiles: tuple[Whole, ...]
    words: tuple[Words, ...]

    @field_validator("tiles")
    @classmethod
    def _rising(cls, tiles: tuple[int, ...]) -> tuple[int, ...]:
        if not 2 <= len(tiles) <= 7 or list(tiles) != sorted(set(tiles)) or tiles[0] < 0 or tiles[-1] > 100:
            raise ValueError("two to seven rising numbers from 0 to 100")
        return tiles

    @model_validator(mode="after")
    def _worded(self) -> Part:
        if len(self.words) != len(self.tiles):
            raise ValueError(f"words for each of the {len(self.tiles)} tiles")
        return self


class Scale(Kind[Part]):
    name = "scale"
    part = Part
    sends = True

    def clean(self, part: Part, raw: Raw, cue: Cue | None) -> int | None:
        touched = one(raw, part.id)
        if not touched:
            return None
        for tile in part.tiles:
            if touched == str(tile):
                return tile
        raise Unclear("Nothing is lost. Choose one of the tiles.", part.id)

    def to_raw(self, part: Part, value: int) -> dict[str, str | list[str]]:
        return {part.id: str(value)}

    def says(self, part: Part, value: int, cue: Cue | None, voice: str, names: Names) -> str:
        return typeset(part.words[part.tiles.index(value)], names)

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: Raw, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        touched = one(raw, part.id)
        return PartInput(
            **self._shell(part, names),
            options=tuple(
                Option(str(tile), typeset(label, names), str(tile) == touched)
                for tile, label in zip(part.tiles, part.words, strict=True)
            ),
        )


KIND = Scale()
