"""How much it would matter: 0..3 in words. Its owner's alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, Reading, Words
from exercises.content.kinds.base import Kind, Unclear, one
from exercises.content.kinds.ideas import Ideas
from exercises.content.kinds.parts import PartSpec
from exercises.language.typography import Names, typeset
from exercises.screens import Option, PartInput

STEPS = 4


class Part(PartSpec):
    """options: the words of 0, 1, 2 and 3."""

    kind: Literal["matter"]
    visibility: Literal["self"]
    options: Annotated[tuple[Words, ...], Field(min_length=STEPS, max_length=STEPS)] = (
        "not at all",
        "a little",
        "somewhat",
        "a lot",
    )


class Matter(Kind[Part]):
    name = "matter"
    part = Part
    moments_only = True
    adds = "weight"

    def clean(self, part: Part, raw: FormFields, cue: Cue | None) -> int | None:
        chosen = one(raw, part.id)
        if not chosen:
            return None
        if chosen not in {str(step) for step in range(STEPS)}:
            raise Unclear("Nothing is lost. Choose one of the four.", part.id)
        return int(chosen)

    def to_raw(self, part: Part, value: int) -> dict[str, str | list[str]]:
        return {part.id: str(value)}

    def says(self, part: Part, value: int, cue: Cue | None, voice: str, names: Names) -> str:
        return typeset(part.options[value], names)

    def made_up(self, part: Part, ideas: Ideas) -> int:
        return ideas.one_of(range(1, STEPS - 1))

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        chosen = one(raw, part.id)
        return PartInput(
            **self._shell(part, names),
            options=tuple(
                Option(str(step), typeset(label, names), str(step) == chosen)
                for step, label in enumerate(part.options)
            ),
        )


KIND = Matter()
