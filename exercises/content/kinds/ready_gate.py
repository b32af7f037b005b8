"""A question to both before a further round begins. No step: they say a word about the round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, Reading, Words
from exercises.content.kinds.parts import PartSpec
from exercises.content.kinds.without_answer import WithoutAnswer
from exercises.language.typography import Names, typeset
from exercises.screens import PartInput


class Part(PartSpec):
    """no_text: what is said where one of the two would rather stop."""

    kind: Literal["ready_gate"]
    visibility: Literal["self"] = "self"
    no_text: Words = "A good place to stop for today."


class ReadyGate(WithoutAnswer[Part]):
    name = "ready_gate"
    part = Part
    together = True
    is_gate = True

    def stops_with(self, part: Part) -> str:
        return part.no_text

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        return PartInput(**self._shell(part, names), given=typeset(part.no_text, names))


KIND = ReadyGate()
