"""What an export says of the two people and of what both opened. Pure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Who = Literal["me", "partner"]
Shape = Literal["circle", "diamond"]

GONE = Field(exclude=True)  # no longer written; it stays in the schema, so that older files still fit it


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
    guessed_on_a_calm_day: str
    """What the reader guessed that the other would say; empty unless they have shown it."""
    distance: str
    """Read as meant, Both about the two of you, Close or Far apart."""
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
    """Empty where the step asks for one thing only; of somebody's moment, how it was told."""
    said: list[Said]
    both: list[Line]
    moment_of: Who | None = None
    """Whose moment it is about; null where it is about none. Missing in older files."""
    remark: str = ""
    """What a card says of the two answers together. Missing in older files."""


class Quoted(Written):
    """What somebody said before, and how it was said, in the words that stand after the name."""

    by: Who
    how: str
    lines: list[str]


class Step(Written):
    """What was opened of a step that is about no moment of the list."""

    title: str
    about: Quoted | None
    """What of an earlier time it looks at; null where it looks at nothing."""
    asked: list[Asked]
    guesses: list[Said]
    """What somebody guessed that the other would say, where they have shown it."""
    question: str
    was_asked: str = ""
    """What was asked, in words about both; empty where the title says it. Missing in older files."""


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


class Half(Written):
    """One person's half of a ring: the moment that they read, what they think, and would then do."""

    by: Who
    moment: str
    thinks: str
    would_then: str


class Ring(Written):
    """Two halves that lead into each other, in both people's words."""

    title: str
    halves: list[Half]
    question: str


class Letter(Written):
    by: Who
    text: str


class Letters(Written):
    """Two letters about one card, opened together."""

    title: str
    letters: list[Letter]


class SideBySide(Written):
    """Everything of one exercise that both opened, as the page “What you both showed” has it."""

    summary: Annotated[str, GONE] = ""
    """In older files only: how many were read as meant, close and far apart, in words."""
    moments: list[Moment]
    rest: list[Moment]
    """What both asked for at the end, beyond the cards."""
    ring: Ring | None
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
