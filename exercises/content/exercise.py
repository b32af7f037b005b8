"""Exercises as content: a title, a purpose, rounds of screens with parts.

Pure. Ids are permanent: what people answered is kept under them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from couples.infrastructure.refusals import NotHere
from exercises.content import kinds
from exercises.content.cues import Cue, Frozen, MaybeWords, PartId, Section, Slug, Whole, Words, YesNo
from exercises.content.kinds import Part, Voice

CUES_OPENER = "cue.opener"  # stands for: the opener of each cue
KIND_ACTS = "warmth"  # the theme of kind acts; whoever begins, begins with one among their moments
TALKED_ABOUT = "talked_about"  # stands for: the moments that the two compared before
MOST_CUES = 8
MOST_TALKED_ABOUT = 5  # so many moments to choose from are enough
TRIES = 3  # how often words are said back until they fit: once, and twice again
REPEATED = "-{number}"  # what a repeated round and its steps end in: say, say-2, say-3

Loc = tuple[str | int, ...]
Problem = tuple[Loc, str]  # a place, as pydantic names one, and what would be right there
Tender = Literal["light", "some", "deep"]


def _which_cues(value: Any) -> Any:
    number = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_CUES
    ids = isinstance(value, list | tuple) and bool(value) and all(isinstance(id, str) for id in value)
    if not number and not ids and value != TALKED_ABOUT:
        raise ValueError(
            f"a number from 1 to {MOST_CUES} (so many are drawn), a list of cue ids, or {TALKED_ABOUT}"
        )
    return value


class Item(Frozen):
    """One of several things that a screen asks about in turn."""

    id: Slug
    name: Words


class ScreenSpec(Frozen):
    """One screen: about each cue of its round (`voice`), or a plain one (`id`).

    name: its short title, where answers are listed; the prompt stands in. per: a plain screen is asked once
    for each of these, and `{item}` in its words is the name of one. asked: what was asked, as its card
    says it of both; the prompt stands in. `{sender}` is the first of the two, `{receiver}` the second.
    opener: the question on its card.
    looks_at: whose plan this screen is about, made in the session that is looked back at.
    alike, chosen_by: of a `per` screen, cards show the items for which both gave the same to the part
    `alike`; of the others only those that the two named in the part `chosen_by`.
    folded: parts that are there for whoever opens them. The first part that takes an answer is what makes
    one.
    """

    id: Slug | Literal[""] = ""
    voice: Voice | None = None
    per: Annotated[tuple[Item, ...], Field(max_length=12)] = ()
    name: MaybeWords = ""
    kicker: MaybeWords = ""
    prompt: Words
    hint: MaybeWords = ""
    asked: MaybeWords = ""
    opener: MaybeWords = ""
    looks_at: Literal["", "first_plan", "second_plan"] = ""
    alike: PartId | Literal[""] = ""
    chosen_by: PartId | Literal[""] = ""
    parts: Annotated[tuple[Part, ...], Field(min_length=1, max_length=8)]
    folded: Annotated[tuple[Part, ...], Field(max_length=6)] = ()

    @property
    def all_parts(self) -> tuple[Part, ...]:
        return (*self.parts, *self.folded)


class Round(Frozen):
    """A run of screens that ends in preview and reveal.

    cues: how many are drawn, or which; a round of plain screens has none. one_of: a theme that one of the
    drawn cues has. optional: the question that offers this round, "" when it simply follows. after: ring,
    when it is there only where the two have seen a ring. reveal: card by card, or none, when nothing of it
    is for anybody but its owner.
    """

    id: Slug
    cues: Annotated[
        Annotated[int, Field(strict=True)] | tuple[Slug, ...] | Literal["talked_about"] | None,
        BeforeValidator(_which_cues),
    ] = None
    one_of: Slug | Literal[""] = ""
    optional: MaybeWords = ""
    after: Literal["", "ring"] = ""
    reveal: Literal["card_by_card", "none"] = "card_by_card"
    screens: Annotated[tuple[ScreenSpec, ...], Field(min_length=1, max_length=16)]

    @property
    def drawn(self) -> int:
        """How many cues are drawn for it by number."""
        return self.cues if isinstance(self.cues, int) else 0

    @property
    def named(self) -> tuple[str, ...]:
        """The cues that it names."""
        return self.cues if isinstance(self.cues, tuple) else ()

    @property
    def compares(self) -> bool:
        """Whether moments are seen from both sides in it: what one reads beside what the other means."""
        return {"receiver", "sender"} <= {screen.voice for screen in self.screens}

    @property
    def gate(self) -> Part | None:
        """The ready gate at its beginning, if it has one: a question to both, and no step."""
        first = self.screens[0].parts[0]
        return first if kinds.is_gate(first) else None

    @property
    def until(self) -> bool:
        """Whether it is gone through again until both say that their words came back as they meant them."""
        return any(kinds.confirm(part) for screen in self.screens for part in screen.parts)


class RingSpec(Frozen):
    """How next moves lead into each other: what both shared of the first round is shown as one ring, or not.

    leads_to: of a next move, the cue that it is to the other. ways_out: what one could do instead, to choose
    from. never_with: next moves that are in no ring. only_threat_up_to: the darkest reading in one.
    """

    leads_to: Annotated[dict[str, Slug], Field(min_length=1, max_length=16)]
    ways_out: Annotated[tuple[Words, ...], Field(min_length=2, max_length=8)]
    never_with: Annotated[tuple[str, ...], Field(max_length=16)] = ()
    only_threat_up_to: Annotated[Whole, Field(ge=-2, le=1)] = 1


class FollowUp(Frozen):
    """After so many days the plans that were made here can be looked at again, by both."""

    days: Annotated[Whole, Field(ge=1, le=90)]


class Exercise(Frozen):
    """One exercise. `slug` is its id and the name of its file.

    tender: how close it goes. do: what the two will do, in a few short lines. gate: the safety page is shown
    again first, to each alone. comparison: none where side by side would be a weapon. closing: none where
    there is nothing to take along. repeat_days: when it is worth doing again; 0 where that is open. ring: its
    first round has no cards but one ring. follow_up: when the plans made in it can be looked at again.
    """

    id: Slug
    section: Section
    title: Words
    minutes: Annotated[Whole, Field(ge=1, le=60)]
    evidence: Literal["A", "B", "C"]
    core: YesNo = False
    tender: Tender = "some"
    gate: Literal["", "safety"] = ""
    comparison: Literal["page", "none"] = "page"
    closing: Literal["takeaway", "none"] = "takeaway"
    repeat_days: Annotated[Whole, Field(ge=0, le=400)] = 0
    purpose: Words
    intro: MaybeWords = ""
    do: Annotated[tuple[Words, ...], Field(max_length=5)] = ()
    rounds: Annotated[tuple[Round, ...], Field(min_length=1, max_length=6)]
    ring: RingSpec | None = None
    follow_up: FollowUp | None = None
    opener: Words = CUES_OPENER

    @property
    def slug(self) -> str:
        return self.id

    @property
    def listed(self) -> bool:
        """Whether it stands in the list. What looks at plans begins where a plan is, and nowhere else."""
        return not any(screen.looks_at for each in self.rounds for screen in each.screens)


class CueFile(Frozen):
    """A file of cues: one theme, and the moments of that theme. all_plain: each has to be `plain`."""

    theme: Slug
    all_plain: YesNo = False
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
    """The cues with which two people begin: the first round of their first session of the core exercise.

    A kind act is among them.
    """

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

    def listed(self) -> tuple[Exercise, ...]:
        """Return every exercise that can be chosen from the list."""
        return tuple(each for each in self.exercises.values() if each.listed)

    def listed_exercise(self, slug: str) -> Exercise:
        """Return one that can be chosen; raises NotHere for any other."""
        found = self.exercise(slug)
        if not found.listed:
            raise NotHere
        return found

    @classmethod
    def of(cls, exercises: Mapping[str, Exercise], cues: Mapping[str, Cue], first: FirstSession) -> Library:
        return cls(MappingProxyType(dict(exercises)), MappingProxyType(dict(cues)), first)
