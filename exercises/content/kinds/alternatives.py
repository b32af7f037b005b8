"""What else it could have been: several short stories, each with what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from exercises.comparison.answers import CATEGORIES
from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, PartId, Reading, Whole
from exercises.content.kinds import own_words, rows
from exercises.content.kinds.base import Kind, Unclear, one
from exercises.content.kinds.cleaning import clean_text
from exercises.content.kinds.ideas import Ideas
from exercises.content.kinds.parts import Written
from exercises.language.typography import Names
from exercises.screens import Box, PartInput

LIMIT = 120  # characters of a story


class Part(Written):
    """about: the part of an earlier round in which the other told their moment; "": it is my own moment.

    min, max: how many stories make an answer. aim: how many are asked for; 0 stands for `min`.
    categories_min: about so many different things they are at least.
    """

    kind: Literal["alternatives"]
    visibility: Literal["shared", "ask"]
    about: PartId | Literal[""] = ""
    min: Annotated[Whole, Field(ge=1, le=rows.MOST)]
    max: Annotated[Whole, Field(ge=1, le=rows.MOST)]
    aim: Annotated[Whole, Field(ge=0, le=rows.MOST)] = 0
    categories_min: Annotated[Whole, Field(ge=1, le=len(CATEGORIES))] = 1

    @model_validator(mode="after")
    def _in_order(self) -> Part:
        if not self.min <= self.needed <= self.max:
            raise ValueError("min, aim and max, each at least the one before")
        if self.categories_min > self.min:
            raise ValueError("categories_min: at most min")
        return self

    @property
    def needed(self) -> int:
        """How many rows are open from the beginning."""
        return self.aim or self.min

    @property
    def voice(self) -> str:
        """In whose words the list speaks: of their moment I am the one who was seen."""
        return "sender" if self.about else "receiver"

    @property
    def numbers(self) -> range:
        """The numbers of its rows."""
        return range(1, self.max + 1)


class Alternatives(Kind[Part]):
    """A list of {"words": …, "cat": a category}, in the order of the rows."""

    name = "alternatives"
    part = Part
    merges = True
    answers_words = True
    finds_stories = True

    def clean(self, part: Part, raw: FormFields, cue: Cue | None) -> list[dict[str, Any]] | None:
        stories = {number: story for number in part.numbers if (story := _story(part.id, number, raw))}
        if not stories:
            return None
        missing = part.min - len(stories)
        if missing > 0:
            more = ("one", "two", "three", "four")[missing - 1]
            free = next(number for number in part.numbers if number not in stories)
            raise Unclear(
                f"What you wrote is still here. Find {more} more.", rows.field(part.id, free, "words")
            )
        if len({story["cat"] for story in stories.values()}) < part.categories_min:
            raise Unclear(
                "What you wrote is still here. Find one that is about something else.",
                rows.field(part.id, max(stories), "about"),
            )
        return list(stories.values())

    def to_raw(self, part: Part, value: list[dict[str, Any]]) -> dict[str, str | list[str]]:
        raw: dict[str, str | list[str]] = {}
        for number, story in enumerate(value, start=1):
            raw[rows.field(part.id, number, "words")] = story["words"]
            raw[rows.field(part.id, number, "about")] = story["cat"]
        return raw

    def made_up(self, part: Part, ideas: Ideas) -> list[dict[str, Any]] | None:
        stories = ideas.stories(part.voice)[: max(part.needed, part.categories_min)]
        return [{"words": words, "cat": category} for words, category in stories] or None

    def says(self, part: Part, value: list[dict[str, Any]], cue: Cue | None, voice: str, names: Names) -> str:
        return "\n".join(self.lines(part, value, names))

    def lines(self, part: Part, value: list[dict[str, Any]], names: Names) -> tuple[str, ...]:
        return tuple(story["words"] for story in value)

    def tags(self, part: Part, value: list[dict[str, Any]]) -> tuple[str, ...]:
        return tuple(own_words.ABOUT_WHAT[story["cat"]] for story in value)

    def fields(self, part: Part) -> tuple[str, ...]:
        return tuple(
            rows.field(part.id, number, own) for number in part.numbers for own in ("words", "about")
        )

    def longest(self, part: Part) -> int:
        return part.max * (LIMIT + own_words.LONGEST_CATEGORY)

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        touched = [number for number in part.numbers if any(_row(part.id, number, raw))]
        return PartInput(
            **self._shell(part, names),
            fields=tuple(_box(part.id, number, raw, part.voice) for number in part.numbers),
            needed=max([part.needed, *touched]),
            limit=LIMIT,
        )


def _row(part_id: str, number: int, raw: FormFields) -> tuple[str, str]:
    return one(raw, rows.field(part_id, number, "words")), one(raw, rows.field(part_id, number, "about"))


def _story(part_id: str, number: int, raw: FormFields) -> dict[str, Any] | None:
    """Return what a row holds, None when it is empty. Raises Unclear for half a row."""
    typed, about = _row(part_id, number, raw)
    words = clean_text(typed, LIMIT, rows.field(part_id, number, "words"))
    if not words and not about:
        return None
    if not words:
        raise Unclear(
            "What you wrote is still here. One of the stories lacks its words.",
            rows.field(part_id, number, "words"),
        )
    if about not in CATEGORIES:
        raise Unclear(
            "What you wrote is still here. Add to each story what it is about.",
            rows.field(part_id, number, "about"),
        )
    return {"words": words, "cat": about}


def _box(part_id: str, number: int, raw: FormFields, voice: str) -> Box:
    typed, about = _row(part_id, number, raw)
    return Box(
        rows.field(part_id, number, "words"),
        rows.ORDINALS[number - 1],
        typed,
        LIMIT,
        own_words.about(voice, about),
    )


KIND = Alternatives()
