"""Up to three feelings out of a list, in the order in which they were chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, Reading
from exercises.content.kinds import choices
from exercises.content.kinds.base import Kind, Unclear, many
from exercises.content.kinds.ideas import Ideas
from exercises.content.kinds.parts import PartSpec
from exercises.language.typography import Names
from exercises.screens import PartInput

AT_MOST = 3

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("At ease", ("calm", "warm", "curious", "grateful", "hopeful", "playful", "proud")),
    ("Unsettled", ("uneasy", "anxious", "confused", "tense", "overlooked", "lonely", "jealous")),
    ("Low", ("sad", "hurt", "disappointed", "tired", "numb", "ashamed", "guilty")),
    ("Stirred up", ("annoyed", "angry", "defensive", "resentful", "suspicious", "trapped", "small")),
)

FEELINGS = tuple(word for _, words in GROUPS for word in words)


class Part(PartSpec):
    kind: Literal["feelings"]
    visibility: Literal["shared", "ask", "self"]


class Feelings(Kind[Part]):
    name = "feelings"
    part = Part
    merges = True
    adds = "felt"

    def clean(self, part: Part, raw: FormFields, cue: Cue | None) -> list[str] | None:
        chosen = many(raw, part.id)
        if len(chosen) > AT_MOST or len(set(chosen)) != len(chosen) or not set(chosen) <= set(FEELINGS):
            raise Unclear("Nothing is lost. Choose up to three feelings, each once.", part.id)
        return chosen or None

    def to_raw(self, part: Part, value: list[str]) -> dict[str, str | list[str]]:
        return {part.id: list(value)}

    def says(self, part: Part, value: list[str], cue: Cue | None, voice: str, names: Names) -> str:
        return ", ".join(value)

    def made_up(self, part: Part, ideas: Ideas) -> list[str]:
        return ideas.some_of(FEELINGS, AT_MOST)

    def lines(self, part: Part, value: list[str], names: Names) -> tuple[str, ...]:
        return tuple(value)

    def same(self, part: Part, first: list[str], second: list[str]) -> bool:
        return set(first) == set(second)

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        chosen = many(raw, part.id)
        return PartInput(
            **self._shell(part, names),
            groups=tuple((heading, choices.shown_in_order(words, chosen, str)) for heading, words in GROUPS),
            at_most=AT_MOST,
            ordered=True,
        )


KIND = Feelings()
