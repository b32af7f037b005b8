"""A few words of one's own: one text, several lines, or a few labelled boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, PartId, Reading, Whole, Words, YesNo
from exercises.content.kinds import rows
from exercises.content.kinds.base import Kind, one
from exercises.content.kinds.capabilities import Around, Placed, Slips
from exercises.content.kinds.cleaning import clean_text
from exercises.content.kinds.ideas import Ideas
from exercises.content.kinds.parts import Written
from exercises.language import story_words
from exercises.language.typography import Names, typeset
from exercises.screens import Box, PartInput

MOST = 1200  # characters: the longest account that an exercise asks for
MOST_BOXES = 4


class Part(Written):
    """max: the most characters of each text.

    boxes: labels of several texts that belong together, of which some may stay empty; or count: so many
    texts of one sort at most. about: the part of an earlier round that it is about.
    hint_words: words on which a hint asks for what a camera would have seen; facts_only: so do all words
    that tell a story. It never blocks. needs_about: without the words that it is about it is not asked.
    """

    kind: Literal["text"]
    visibility: Literal["shared", "ask", "self"]
    max: Annotated[Whole, Field(ge=1, le=MOST)]
    boxes: Annotated[tuple[Words, ...], Field(max_length=MOST_BOXES)] = ()
    count: Annotated[Whole, Field(ge=1, le=rows.MOST)] = 1
    about: PartId | Literal[""] = ""
    hint_words: Annotated[tuple[Words, ...], Field(max_length=30)] = ()
    facts_only: YesNo = False
    needs_about: YesNo = False

    @model_validator(mode="after")
    def _one_shape(self) -> Part:
        if len(self.boxes) == 1:
            raise ValueError("boxes: two to four labels, or leave them out")
        if self.boxes and self.count > 1:
            raise ValueError("boxes, or a count; not both")
        return self

    @property
    def row_count(self) -> int:
        """How many rows it has; 0 where it is one text."""
        return len(self.boxes) or (self.count if self.count > 1 else 0)

    @property
    def hints(self) -> tuple[str, ...]:
        """The words on which a hint comes up."""
        own = tuple(word.lower() for word in self.hint_words)
        return tuple(dict.fromkeys((*story_words.PHRASES, *own) if self.facts_only else own))


class Text(Kind[Part]):
    """One text is a str. Boxes are a list with a text for each; a count is a list of what was written."""

    name = "text"
    part = Part
    adds = "words"

    def hints(self, part: Part) -> tuple[str, ...]:
        return part.hints

    def slips(self, part: Part, here: Placed, around: Around) -> Slips:
        if here.voice and part.row_count:
            yield (), "one text without boxes or count; a plain screen can have more"

    def clean(self, part: Part, raw: FormFields, cue: Cue | None) -> list[str] | str | None:
        texts = [clean_text(one(raw, field), part.max, field) for field in self.fields(part)]
        if not any(texts):
            return None
        if part.boxes:
            return texts
        return [text for text in texts if text] if part.row_count else texts[0]

    def to_raw(self, part: Part, value: Any) -> dict[str, str | list[str]]:
        texts = [value] if isinstance(value, str) else value
        return dict(zip(self.fields(part), texts, strict=False))

    def says(self, part: Part, value: Any, cue: Cue | None, voice: str, names: Names) -> str:
        return "\n".join(self.lines(part, value, names))

    def made_up(self, part: Part, ideas: Ideas) -> list[str] | str | None:
        found = ideas.texts(part.row_count or 1, part.max)
        if part.boxes:
            return found if len(found) == len(part.boxes) else None
        return (found or None) if part.row_count else next(iter(found), None)

    def lines(self, part: Part, value: Any, names: Names) -> tuple[str, ...]:
        if isinstance(value, str):
            return (value,)
        if part.boxes:
            pairs = zip(part.boxes, value, strict=True)
            return tuple(f"{typeset(label, names)} {text}" for label, text in pairs if text)
        return tuple(value)

    def fields(self, part: Part) -> tuple[str, ...]:
        if not part.row_count:
            return (part.id,)
        return tuple(rows.field(part.id, number) for number in range(1, part.row_count + 1))

    def longest(self, part: Part) -> int:
        return part.max * max(1, part.row_count)

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        shell = {**self._shell(part, names), "limit": part.max, "hint_words": part.hints}
        if not part.row_count:
            return PartInput(**shell, words=one(raw, part.id))
        labels = part.boxes or rows.ORDINALS[: part.count]
        boxes = tuple(
            Box(field, typeset(label, names), one(raw, field), part.max)
            for field, label in zip(self.fields(part), labels, strict=True)
        )
        return PartInput(**shell, fields=boxes, needed=len(boxes))


KIND = Text()
