"""Several of a list of options, in the order in which they were chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, Reading, Whole, YesNo
from exercises.content.kinds import alternatives, choices
from exercises.content.kinds.base import Kind
from exercises.content.kinds.capabilities import Around, OptionsFrom, Placed, Slips
from exercises.content.kinds.choices import MOST, Options
from exercises.content.kinds.ideas import Ideas
from exercises.content.kinds.parts import PartSpec, about
from exercises.language.typography import Names, typeset
from exercises.screens import PartInput


class Part(PartSpec):
    """options: what can be chosen; filled in where they come from a `source`. max: so many at most.

    source: "stories" (what both found for the moment of the other). apart: the two lists are about different
    things (what each sees in the other), so that a card never makes one of them.
    """

    kind: Literal["choose_many"]
    visibility: Literal["shared", "ask", "self"]
    options: Options = ()
    source: Literal["", "stories"] = ""
    apart: YesNo = False
    max: Annotated[Whole, Field(ge=1, le=MOST)]

    @model_validator(mode="after")
    def _sound(self) -> Part:
        choices.check(self.options, self.source)
        if self.options and self.max > len(self.options):
            raise ValueError(f"max: at most {len(self.options)}, so many options there are")
        return self


class ChooseMany(Kind[Part]):
    name = "choose_many"
    part = Part
    merges = True
    guessable = True

    def is_apart(self, part: Part) -> bool:
        return part.apart

    def options_from(self, part: Part) -> OptionsFrom:
        return part.source

    def slips(self, part: Part, here: Placed, around: Around) -> Slips:
        found = (other for other in around.parts if other.kind.finds_stories and about(other.part))
        if part.source and not any(other.round < here.round for other in found):
            yield ("source",), "an earlier round in which both find stories for the other's moment"

    def clean(self, part: Part, raw: FormFields, cue: Cue | None) -> list[str] | None:
        return choices.chosen_several(part.options, part.max, raw, part.id) or None

    def to_raw(self, part: Part, value: list[str]) -> dict[str, str | list[str]]:
        return {part.id: list(value)}

    def says(self, part: Part, value: list[str], cue: Cue | None, voice: str, names: Names) -> str:
        return ", ".join(self.lines(part, value, names))

    def made_up(self, part: Part, ideas: Ideas) -> list[str] | None:
        return ideas.some_of(part.options, part.max) if part.options else None

    def lines(self, part: Part, value: list[str], names: Names) -> tuple[str, ...]:
        return tuple(_label(part, option, names) for option in value)

    def same(self, part: Part, first: list[str], second: list[str]) -> bool:
        return set(first) == set(second)

    def longest(self, part: Part) -> int:
        if part.source:
            return part.max * alternatives.LIMIT
        return sum(sorted(map(len, part.options))[-part.max :])

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        return PartInput(
            **self._shell(part, names),
            options=choices.shown_in_order(
                part.options,
                choices.picked_several(raw, part.id),
                lambda option: _label(part, option, names),
            ),
            at_most=part.max,
            ordered=True,
        )


def _label(part: Part, option: str, names: Names) -> str:
    """What people wrote stays as they typed it."""
    return option if part.source else typeset(option, names)


KIND = ChooseMany()
