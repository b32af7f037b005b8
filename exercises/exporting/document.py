"""What an export holds. The published schema is made from these models. Pure."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

FORMAT: Literal["meant-export"] = "meant-export"
VERSION: Literal[1] = 1

Who = Literal["me", "partner"]
Shape = Literal["circle", "diamond"]


class Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Named(Written):
    """One of the two. The shape is how the pages draw them."""

    name: str
    shape: Shape


class People(Written):
    """Whose export it is, and their partner (null until somebody has joined)."""

    me: Named
    partner: Named | None


# ---- what both opened -----------------------------------------------------------------------------------


class Moment(Written):
    """One moment in one direction: how one of the two first reads it, and what the other says it means."""

    title: str
    reader: Who
    first_thought: str
    how_sure: str
    """How sure the reader felt, in one sentence; empty where it is not said."""
    actor: Who
    usually_means: str
    expected_to_be_taken_as: str
    """How the one who acts expects to be taken; empty where that was not asked or not shared."""
    distance: str
    """Read as meant, Close or Far apart."""
    remarks: list[str]
    """What the card says of the two; never more than one line, and none where it keeps to itself."""
    question: str
    at_a_glance: str
    """The row of the overview in one sentence."""


class Line(Written):
    """One line of what somebody shared, and what it is about, in words (empty where that is not asked)."""

    text: str
    about: str


class Said(Written):
    """What one of the two shared, line by line, and the other's words that it answers."""

    by: Who
    lines: list[Line]
    in_answer_to: list[str]


class Asked(Written):
    """What was shared of one question. Where two lists are merged, `both` holds what is in either."""

    question: str
    """Empty where the step asks for one thing only."""
    said: list[Said]
    both: list[Line]


class Step(Written):
    """What was opened of a step that is about no moment of the list."""

    title: str
    asked: list[Asked]
    question: str


class WhatThen(Written):
    """What the reader would do next, and what the other would welcome; empty where it was not shared."""

    title: str
    reader: Who
    would_most_likely: str
    actor: Who
    would_welcome: str


class Feelings(Written):
    """What each would feel in one moment, where both shared it."""

    title: str
    only_me: list[str]
    both: list[str]
    only_partner: list[str]


class Letter(Written):
    by: Who
    text: str


class Letters(Written):
    """Two letters about one card, opened together."""

    title: str
    letters: list[Letter]


class SideBySide(Written):
    """Everything of one exercise that both opened, as the page “Side by side” shows it."""

    summary: str
    """How many were read as meant, close and far apart, in words; empty where nothing was compared."""
    moments: list[Moment]
    rest: list[Moment]
    """What both asked for at the end, beyond the cards."""
    steps: list[Step]
    what_then: list[WhatThen]
    feelings: list[Feelings]
    letters: list[Letters]


class Words(Written):
    lines: list[str]
    in_answer_to: list[str]


class SaidTwice(Written):
    """What one of the two said to the same thing, both times."""

    by: Who
    label: str
    """Whose words, and what of: “Sam’s first thought”."""
    guess: bool
    """It is a reading of the other, not of oneself."""
    then: Words
    now: Words


class Recurring(Written):
    title: str
    said: list[SaidTwice]


class ThenAndNow(Written):
    """The same exercise, earlier and now: only what both opened both times."""

    moments: list[Recurring]
    steps: list[Recurring]


# ---- what is only mine ------------------------------------------------------------------------------------


class Labelled(Written):
    label: str
    text: str


class Twice(Written):
    """Two sentences about one moment."""

    title: str
    one: Labelled
    other: Labelled


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
    score: str
    """The mean, with one decimal; empty where fewer than five were answered."""
    change: str
    """One sentence about the last time; empty where there is none."""


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


class Export(Written):
    """Everything that one of two people can see of what they did together, the newest first. Nothing more."""

    format: Literal["meant-export"]
    version: Literal[1]
    people: People
    exercises: list[Exercise]
    kept: Kept


def schema() -> dict[str, Any]:
    """The JSON Schema of an export, as it is published."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Export.model_json_schema()}
