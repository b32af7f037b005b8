"""What an export holds. The published schema is made from these models. Pure."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from exercises.exporting.of_both import GONE, People, SideBySide, ThenAndNow, Who, Written

FORMAT: Literal["meant-export"] = "meant-export"
VERSION: Literal[1] = 1

# ---- what is only mine ------------------------------------------------------------------------------------


class Labelled(Written):
    label: str
    text: str


class Twice(Written):
    """Two sentences about one moment."""

    title: str
    one: Labelled
    other: Labelled
    note: str
    """One sentence below them, for me alone; or empty."""
    shown: bool
    """My guess among them is for my partner to see, too: I have shown it."""


class Noted(Written):
    """What I gave that stays with me: what was asked, and what I said."""

    title: str
    lines: list[str]


class CheckInItem(Written):
    name: str
    answer: int | None
    """From 0, not at all, to 6, completely; null where it was left out."""


class CheckIn(Written):
    """My own look at how things are."""

    items: list[CheckInItem]
    score: Annotated[str, GONE] = ""
    """In older files only: the mean, with one decimal."""
    change: Annotated[str, GONE] = ""
    """In older files only: one sentence about the last time."""


class OnlyMine(Written):
    """The page that nobody else ever sees."""

    first_thought_and_calm_guess: list[Twice]
    when_i_do_it_and_when_they_do: list[Twice]
    guesses: list[Twice]
    in_this_set: str
    """One careful sentence about the whole, under a strict rule; empty most of the time."""
    notes: list[Noted]
    check_in: CheckIn | None


# ---- the whole --------------------------------------------------------------------------------------------


class Exercise(Written):
    """One run of one exercise."""

    title: str
    readable: bool
    """False where its content is lost or damaged: then it can't be shown at the moment."""
    side_by_side: SideBySide | None
    then_and_now: ThenAndNow | None
    only_mine: OnlyMine | None


class TakenAlong(Written):
    by: Who
    line: str
    exercise: str
    only_mine: bool
    """My partner does not see it."""


class GlossaryLine(Written):
    """What one of the two usually means in a moment, and what helps them then (empty where not said)."""

    by: Who
    moment: str
    usually_means: str
    what_helps: str


class Plan(Written):
    by: Who
    text: str
    exercise: str
    only_mine: bool
    """My partner does not see it."""


class Kept(Written):
    """What the two keep from all of it."""

    taken_along: list[TakenAlong]
    glossary: list[GlossaryLine]
    plans: list[Plan]


class Look(Written):
    """One check-in among others. From where to where its answers go, or why there are none; one is empty."""

    day: str
    where: str = ""
    """Between not at all and completely, in words. Missing in older files, in some of which it is a mean."""
    why: str
    score: Annotated[str, GONE] = ""
    """In older files only: the mean, with one decimal."""


class CheckIns(Written):
    """My own check-ins of one exercise, the oldest first. Nobody else ever sees them."""

    title: str
    looks: list[Look]
    change: Annotated[str, GONE] = ""
    """In older files only: one sentence about the latest one."""


class Export(Written):
    """Everything that one of two people can see of what they did together, the newest first. Nothing more."""

    format: Literal["meant-export"]
    version: Literal[1]
    people: People
    exercises: list[Exercise]
    kept: Kept
    check_ins: list[CheckIns]


def schema() -> dict[str, Any]:
    """The JSON Schema of an export, as it is published."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Export.model_json_schema()}
