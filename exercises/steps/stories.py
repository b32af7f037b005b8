"""Stories: what one moment could also have been, from the two people's lists. Pure.

A story is its words and what it is about (a category), which its writer says. The two lists about one
moment merge: a story that is about the same as one of the other's stands under both.
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
class Merged:
    """Two lists about one moment. In `both` the first one's come first."""

    both: tuple[Story, ...]
    only_first: tuple[Story, ...]
    only_second: tuple[Story, ...]


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


def merged(first: Sequence[Story], second: Sequence[Story]) -> Merged:
    """Merge two lists about one moment, by what each story is about."""
    in_first, in_second = ({story["cat"] for story in each} for each in (first, second))
    common = in_first & in_second
    return Merged(
        both=tuple(story for story in (*first, *second) if story["cat"] in common),
        only_first=tuple(story for story in first if story["cat"] not in common),
        only_second=tuple(story for story in second if story["cat"] not in common),
    )
