"""A note to oneself. It stays in the browser in which it was written; the server never sees it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, Reading, Whole
from exercises.content.kinds.choices import MOST, Options, shown
from exercises.content.kinds.parts import Written
from exercises.content.kinds.without_answer import WithoutAnswer
from exercises.language.typography import Names
from exercises.screens import PartInput

LIMIT = 600  # characters


class Part(Written):
    """checklist: sentences that may be ticked. max: the most characters of the note."""

    kind: Literal["private_note"]
    visibility: Literal["device"] = "device"
    checklist: Annotated[Options, Field(max_length=MOST)] = ()
    max: Annotated[Whole, Field(ge=1, le=LIMIT)] = LIMIT


class PrivateNote(WithoutAnswer[Part]):
    name = "private_note"
    part = Part

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        return PartInput(**self._shell(part, names), options=shown(part.checklist, "", names), limit=part.max)


KIND = PrivateNote()
