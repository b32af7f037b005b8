"""A calm guess at what the other says: what it means to them, what they chose, what they wrote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import model_validator

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, PartId, Reading, YesNo
from exercises.content.kinds import choices
from exercises.content.kinds.base import one
from exercises.content.kinds.capabilities import Around, Elsewhere, OptionsFrom, Placed, Slips
from exercises.content.kinds.choices import Options
from exercises.content.kinds.cleaning import clean_text
from exercises.content.kinds.ideas import Ideas
from exercises.content.kinds.own_words import LIMIT
from exercises.content.kinds.parts import PartSpec, Value, source
from exercises.content.kinds.picks import PickKind
from exercises.language.typography import Names, typeset
from exercises.screens import PartInput


class Part(PartSpec):
    """of: the id of the part that is guessed at. It has one of three shapes, by what that part is.

    A meaning: a pick. A choice: one of its options, which are filled in here. free: a few words.
    """

    kind: Literal["predict"]
    visibility: Literal["self"]
    of: PartId
    options: Options = ()
    free: YesNo = False

    @model_validator(mode="after")
    def _one_shape(self) -> Part:
        if self.free and self.options:
            raise ValueError("options, or a free text; not both")
        return self


class Predict(PickKind[Part]):
    """A tap sends it, but a free text."""

    name = "predict"
    part = Part
    sends = True
    opens = "calm"
    noted = False

    def guesses_at(self, part: Part) -> str:
        return part.of

    def options_from(self, part: Part) -> OptionsFrom:
        return "guessed"

    def taken(self, part: Part, elsewhere: Elsewhere) -> dict[str, Any]:
        options = elsewhere.options.get(part.of, ())
        return {"options": options} if options else {}

    def slips(self, part: Part, here: Placed, around: Around) -> Slips:
        targets = [other for other in around.parts if other.part.id == part.of]
        guessable = [other.kind for other in targets if other.kind.guessable]
        if any(other.per for other in targets):
            yield ("of",), "the id of a part that is asked once; a guess can't be about a list `per`"
        elif part.free:
            if not targets or any(other.voice for other in targets):
                yield ("of",), "the id of a part of this exercise, on a plain screen"
        elif not guessable:
            yield ("of",), "the id of an own_meaning part of this exercise, or of a choice"
        elif any(source(other.part) for other in targets):
            yield ("of",), "the id of a choice that has its options written out"
        elif any(kind.needs_cue for kind in guessable) != here.voice:
            yield ("of",), "a meaning on a screen with a voice, a choice on a plain one"

    def clean(self, part: Part, raw: FormFields, cue: Cue | None) -> Value | None:
        if part.free:
            return clean_text(one(raw, part.id), LIMIT, part.id) or None
        if part.options:
            return choices.chosen(part.options, raw, part.id) or None
        return super().clean(part, raw, cue)

    def to_raw(self, part: Part, value: Any) -> dict[str, str | list[str]]:
        return {part.id: value} if isinstance(value, str) else super().to_raw(part, value)

    def says(self, part: Part, value: Any, cue: Cue | None, voice: str, names: Names) -> str:
        if isinstance(value, str):
            return value if part.free else typeset(value, names)
        return super().says(part, value, cue, voice, names)

    def made_up(self, part: Part, ideas: Ideas) -> Value | None:
        if part.free:
            return next(iter(ideas.texts(1, LIMIT)), None)
        return ideas.one_of(part.options) if part.options else super().made_up(part, ideas)

    def fields(self, part: Part) -> tuple[str, ...]:
        return (part.id,) if part.free or part.options else super().fields(part)

    def sends_by_itself(self, part: Part) -> bool:
        return not part.free

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        if part.free:
            shell = {**self._shell(part, names), "sends": self.sends_by_itself(part)}
            return PartInput(**shell, words=one(raw, part.id), limit=LIMIT)
        if part.options:
            shown = choices.shown(part.options, choices.picked(raw, part.id), names)
            return PartInput(**self._shell(part, names), options=shown)
        return super()._filled(part, cue, voice, raw, names, order)


KIND = Predict()
