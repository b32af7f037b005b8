"""Stories: what one moment could also have been, from the two people's lists. Pure.

A story is its words and what it is about (a category), which its writer says. The two lists about one
moment are grouped by that; each story stays with whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exercises.content import kinds
from exercises.content.kinds import Part
from exercises.steps.layout import StepSpec

Story = Mapping[str, Any]  # {"words": …, "cat": …}


@dataclass(frozen=True)
class Asked:
    """A part that asks for stories, and the step that it is on."""

    step: str
    part: Part


@dataclass(frozen=True)
class Group:
    """The stories about one thing. Either list may be empty, not both."""

    about: str
    first: tuple[Story, ...]
    second: tuple[Story, ...]


def parts_of(steps: Sequence[StepSpec]) -> tuple[Asked | None, Asked | None]:
    """Where these steps ask for stories about one's own moment, and about the other's."""
    own = others = None
    for step in steps:
        for part in step.parts:
            if kinds.finds_stories(part):
                if kinds.about(part):
                    others = others or Asked(step.id, part)
                else:
                    own = own or Asked(step.id, part)
    return own, others


def grouped(first: Sequence[Story], second: Sequence[Story]) -> tuple[Group, ...]:
    """Group two lists about one moment by what each story is about; what both thought of comes first."""
    found = tuple(
        Group(
            about,
            tuple(story for story in first if story["cat"] == about),
            tuple(story for story in second if story["cat"] == about),
        )
        for about in dict.fromkeys(story["cat"] for story in (*first, *second))
    )
    return tuple(sorted(found, key=lambda group: not (group.first and group.second)))
