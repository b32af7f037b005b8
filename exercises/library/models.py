"""Exercises as content: a title, a purpose, rounds of screens with parts.

Pure. Ids are permanent: what people answered is kept under them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from couples.refusals import NotHere
from exercises.cues import Cue, Frozen, MaybeWords, Section, Slug, Whole, Words, YesNo
from exercises.kinds import Part, Voice

CUES_OPENER = "cue.opener"  # stands for: the opener of each cue
MOST_CUES = 8


def _number_or_ids(value: Any) -> Any:
    number = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_CUES
    ids = isinstance(value, list | tuple) and bool(value) and all(isinstance(id, str) for id in value)
    if not number and not ids:
        raise ValueError(f"a number from 1 to {MOST_CUES} (so many are drawn), or a list of cue ids")
    return value


class ScreenSpec(Frozen):
    """One screen about one cue. folded: parts that are there for whoever opens them.

    The first part is what makes an answer; kicker and hint stand above and below the moment.
    """

    voice: Voice
    kicker: MaybeWords = ""
    prompt: Words
    hint: MaybeWords = ""
    parts: Annotated[tuple[Part, ...], Field(min_length=1, max_length=6)]
    folded: Annotated[tuple[Part, ...], Field(max_length=6)] = ()


class Round(Frozen):
    """A run of screens that ends in preview and reveal.

    cues: how many are drawn, or which. one_of: a theme that one of the drawn cues has. optional: the
    question that offers this round, "" when it simply follows.
    """

    id: Slug
    cues: Annotated[Annotated[int, Field(strict=True)] | tuple[Slug, ...], BeforeValidator(_number_or_ids)]
    one_of: Slug | Literal[""] = ""
    optional: MaybeWords = ""
    reveal: Literal["card_by_card"] = "card_by_card"
    screens: Annotated[tuple[ScreenSpec, ...], Field(min_length=1, max_length=6)]


class Exercise(Frozen):
    """One exercise. `slug` is its id and the name of its file."""

    id: Slug
    section: Section
    title: Words
    minutes: Annotated[Whole, Field(ge=1, le=60)]
    evidence: Literal["A", "B", "C"]
    core: YesNo = False
    purpose: Words
    intro: MaybeWords = ""
    rounds: Annotated[tuple[Round, ...], Field(min_length=1, max_length=6)]
    opener: Words = CUES_OPENER

    @property
    def slug(self) -> str:
        return self.id


class CueFile(Frozen):
    """A file of cues: one theme, and the moments of that theme."""

    theme: Slug
    cues: Annotated[tuple[Cue, ...], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _themed(cls, data: Any) -> Any:
        """Give each cue the theme of its file, so that it is written once."""
        if not isinstance(data, dict) or not isinstance(data.get("cues"), list):
            return data
        theme = data.get("theme")
        return {
            **data,
            "cues": [{"theme": theme, **cue} if isinstance(cue, dict) else cue for cue in data["cues"]],
        }


class FirstSession(Frozen):
    """The cues with which two people begin: the first round of their first session of the core exercise."""

    round_1: Annotated[tuple[Slug, ...], Field(min_length=1)]


@dataclass(frozen=True)
class Library:
    """All content, loaded and sound."""

    exercises: Mapping[str, Exercise]
    cues: Mapping[str, Cue]
    first_session: FirstSession

    def exercise(self, slug: str) -> Exercise:
        """Return an exercise; raises NotHere when there is none of that name."""
        found = self.exercises.get(slug)
        if found is None:
            raise NotHere
        return found

    @classmethod
    def of(cls, exercises: Mapping[str, Exercise], cues: Mapping[str, Cue], first: FirstSession) -> Library:
        return cls(MappingProxyType(dict(exercises)), MappingProxyType(dict(cues)), first)
