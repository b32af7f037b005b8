"""What I hear in what the other wrote, in my own words, until they say that it is what they meant."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from exercises.content.cues import PartId, Whole, Words
from exercises.content.kinds.ideas import Ideas
from exercises.content.kinds.plain_text import Limited, PlainText

MOST = 400  # characters


class Part(Limited):
    """about: the part of an earlier round that is said back.

    confirm: how the other takes it, "that is it" and "almost"; without them nobody is asked.
    """

    kind: Literal["paraphrase"]
    visibility: Literal["shared"]
    about: PartId
    confirm: tuple[Words, ...] = ()
    max: Annotated[Whole, Field(ge=1, le=MOST)] = MOST

    @model_validator(mode="after")
    def _both_ways(self) -> Part:
        if self.confirm and len(set(self.confirm)) != 2 or len(self.confirm) > 2:
            raise ValueError("confirm: two answers, that it fits and that it almost does")
        return self


class Paraphrase(PlainText[Part]):
    name = "paraphrase"
    part = Part
    answers_words = True
    says_back = True

    def made_up(self, part: Part, ideas: Ideas) -> str | None:
        return ideas.said_back(part.max) or None

    def confirm(self, part: Part) -> tuple[str, ...]:
        return part.confirm


KIND = Paraphrase()
