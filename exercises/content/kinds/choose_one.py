"""One of several options. Where nothing else is asked on a screen, a tap sends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pydantic import model_validator

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, Reading, Slug
from exercises.content.kinds import choices
from exercises.content.kinds.base import Kind, PartSpec
from exercises.content.kinds.choices import Options
from exercises.language.typography import Names, typeset
from exercises.screens import PartInput

LONGEST_WORDS = 400  # characters: what a source may bring


class Part(PartSpec):
    """options: what can be chosen; filled in where they come from a `source`.

    source: "cues" (the moments of the round), or the id of a screen that is asked for each of its items.
    mirrored: two of the options that change places with whoever says them: "mostly me", "mostly you".
    """

    kind: Literal["choose_one"]
    visibility: Literal["shared", "ask", "self"]
    options: Options = ()
    source: Slug | Literal[""] = ""
    mirrored: Options = ()

    @model_validator(mode="after")
    def _sound(self) -> Part:
        choices.check(self.options, self.source)
        if self.mirrored and (len(self.mirrored) != 2 or not set(self.mirrored) <= set(self.options)):
            raise ValueError("mirrored: two of the options, or leave it out")
        return self


class ChooseOne(Kind[Part]):
    name = "choose_one"
    part = Part
    sends_alone = True

    def clean(self, part: Part, raw: FormFields, cue: Cue | None) -> str | None:
        return choices.chosen(part.options, raw, part.id) or None

    def to_raw(self, part: Part, value: str) -> dict[str, str | list[str]]:
        return {part.id: value}

    def says(self, part: Part, value: str, cue: Cue | None, voice: str, names: Names) -> str:
        return typeset(value, names)

    def same(self, part: Part, first: str, second: str) -> bool:
        # What is mirrored says the same when it differs: my "mostly me" is your "mostly you".
        if first in part.mirrored and second in part.mirrored:
            return first != second
        return first == second

    def longest(self, part: Part) -> int:
        return max(map(len, part.options), default=LONGEST_WORDS)

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        return PartInput(
            **self._shell(part, names),
            options=choices.shown(part.options, choices.picked(raw, part.id), names),
        )


KIND = ChooseOne()
