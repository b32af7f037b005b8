"""A few lines to read before what follows."""

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
    """text: what there is to read."""

    kind: Literal["read"]
    visibility: Literal["self"] = "self"
    text: Words


class Read(WithoutAnswer[Part]):
    name = "read"
    part = Part

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        return PartInput(**self._shell(part, names), given=typeset(part.text, names))


KIND = Read()
