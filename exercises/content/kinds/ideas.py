"""Ideas: what somebody who is made up could answer, as a kind asks for it. Pure.

A kind makes a value of its own form out of them; where they come from is no business of its.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from exercises.comparison.answers import Category

T = TypeVar("T", str, int)


class Ideas(Protocol):
    """For one part of one step, in one session: asked twice they are the same."""

    def one_of(self, options: Sequence[T]) -> T:
        """One of these, of which there is at least one."""

    def some_of(self, options: Sequence[str], most: int) -> list[str]:
        """At least one of these and at most so many, each once."""

    def texts(self, count: int, longest: int) -> list[str]:
        """So many lines in their order, fewer where there are no more that are short enough."""

    def reading(self) -> str:
        """The id of a reading of the moment that is asked about."""

    def stories(self, voice: str) -> list[tuple[str, Category]]:
        """What a moment could also have been, in this voice, each with what it is about."""

    def said_back(self, longest: int) -> str:
        """The words of the other's that it is about, said back; "" where there are none."""
