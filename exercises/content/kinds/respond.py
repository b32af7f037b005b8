"""An answer to what the other wrote: one of a few, some of which are finished in one's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, PartId, Reading
from exercises.content.kinds import choices
from exercises.content.kinds.base import Kind, Unclear, one
from exercises.content.kinds.choices import Options
from exercises.content.kinds.cleaning import clean_text
from exercises.content.kinds.ideas import Ideas
from exercises.content.kinds.own_words import LIMIT
from exercises.content.kinds.parts import PartSpec
from exercises.language.typography import Names, typeset
from exercises.screens import PartInput

OPEN_END = "..."  # an option that ends in it is finished in one's own words


class Part(PartSpec):
    """about: the part of an earlier round that is answered. options: an open one ends in "..."."""

    kind: Literal["respond"]
    visibility: Literal["shared", "ask"]
    about: PartId
    options: Annotated[Options, Field(min_length=2, max_length=6)]

    @property
    def open_options(self) -> tuple[str, ...]:
        """The options that are finished in one's own words."""
        return tuple(option for option in self.options if option.endswith(OPEN_END))


class Respond(Kind[Part]):
    """{"pick": an option}, with "words" where the option is open."""

    name = "respond"
    part = Part
    answers_words = True
    own_fields = ("words",)

    def clean(self, part: Part, raw: FormFields, cue: Cue | None) -> dict[str, Any] | None:
        pick, field = choices.chosen(part.options, raw, part.id), f"{part.id}.words"
        if pick and pick not in part.open_options:
            return {"pick": pick}
        words = clean_text(one(raw, field), LIMIT, field) if part.open_options else ""
        if not pick and words:
            if len(part.open_options) > 1:
                raise Unclear("What you wrote is still here. Choose the answer that it finishes.", part.id)
            pick = part.open_options[0]  # there is only one that these words can be meant for
        if pick and not words:
            raise Unclear("Nothing is lost. Finish the sentence, or choose another answer.", field)
        return {"pick": pick, "words": words} if pick else None

    def to_raw(self, part: Part, value: dict[str, Any]) -> dict[str, str | list[str]]:
        raw: dict[str, str | list[str]] = {part.id: value["pick"]}
        return {**raw, f"{part.id}.words": value["words"]} if "words" in value else raw

    def says(self, part: Part, value: dict[str, Any], cue: Cue | None, voice: str, names: Names) -> str:
        if "words" not in value:
            return typeset(value["pick"], names)
        begun = value["pick"].removesuffix(OPEN_END).rstrip()
        return f"{typeset(begun, names)} {value['words']}".strip()

    def made_up(self, part: Part, ideas: Ideas) -> dict[str, Any] | None:
        whole = [option for option in part.options if option not in part.open_options]
        if whole:
            return {"pick": ideas.one_of(whole)}
        words = next(iter(ideas.texts(1, LIMIT)), None)
        return {"pick": part.options[0], "words": words} if words else None

    def sends_by_itself(self, part: Part) -> bool:
        return not part.open_options

    def longest(self, part: Part) -> int:
        return max(map(len, part.options)) + (LIMIT if part.open_options else 0)

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        pick, words = choices.picked(raw, part.id), one(raw, f"{part.id}.words")
        return PartInput(
            **self._shell(part, names),
            options=choices.shown(part.options, pick, names),
            own_words=bool(part.open_options),
            own_words_chosen=pick in part.open_options,
            words=words,
            limit=LIMIT if part.open_options else 0,
        )


KIND = Respond()
