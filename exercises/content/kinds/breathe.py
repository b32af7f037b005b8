"""Breathing slowly for a while, both at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, MaybeWords, Reading, Whole
from exercises.content.kinds.activities import Breathing
from exercises.content.kinds.parts import PartSpec
from exercises.content.kinds.without_answer import WithoutAnswer
from exercises.language.typography import Names, typeset
from exercises.screens import PartInput


class Part(PartSpec):
    """seconds: the whole of it. breathe_in, breathe_out: seconds of one breath. note: when to stop."""

    kind: Literal["breathe"]
    visibility: Literal["self"] = "self"
    seconds: Annotated[Whole, Field(ge=30, le=300)]
    breathe_in: Annotated[Whole, Field(ge=3, le=6)] = 4
    breathe_out: Annotated[Whole, Field(ge=4, le=8)] = 6
    note: MaybeWords = ""


class Breathe(WithoutAnswer[Part]):
    name = "breathe"
    part = Part
    together = True

    def activity(self, part: Part) -> Breathing:
        return Breathing(part.seconds, part.breathe_in, part.breathe_out, part.note)

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        return PartInput(**self._shell(part, names), given=typeset(part.note, names))


KIND = Breathe()
