"""Ideas: what a pretend partner could answer to one part, by a key of the couple's.

Nothing is left to chance: the same trial gets the same answers at every look, the next one others.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from functools import cached_property

from couples.infrastructure import vault
from exercises.comparison.answers import Category
from exercises.content.cues import Reading
from exercises.content.kinds import Part
from exercises.content.kinds.ideas import T
from exercises.library.pretend_lines import pretend_lines
from exercises.queries import earlier_answers
from exercises.queries.session_state import SessionState
from exercises.steps.layout import StepSpec

WORRIED = 1  # the threat of a first thought that is about the two, and hurts nobody too much to be shown
A_FEW = 2


class Ideas:
    """The ideas (see `kinds.Ideas`) for one part of one step."""

    def __init__(self, mine: SessionState, spec: StepSpec, part: Part) -> None:
        self._mine, self._spec, self._part = mine, spec, part

    def one_of(self, options: Sequence[T]) -> T:
        liked = [option for option in options if str(option) in self._lines] or options
        return liked[self._draw("one", len(liked))]

    def some_of(self, options: Sequence[str], most: int) -> list[str]:
        liked = [option for option in options if option in self._lines] or list(options)
        begin = self._draw("some", len(liked))
        return [*liked[begin:], *liked[:begin]][: min(most, A_FEW)]

    def texts(self, count: int, longest: int) -> list[str]:
        lines = [line for line in self._lines or pretend_lines().lines if len(line) <= longest]
        if count > 1 or not lines:
            return lines[:count]
        return [lines[self._draw("line", len(lines))]]

    def reading(self) -> str:
        """Every second first thought is a worried one; what it means itself never is.

        So in the very first round a worry stands beside what was meant, whatever the person says.
        """
        readings = self._spec.required_cue.readings
        found = [each for each in readings if (each.threat == WORRIED if self._worries else each.threat <= 0)]
        return _sorted(found)[self._draw("reading", len(found))].id

    def stories(self, voice: str) -> list[tuple[str, Category]]:
        told = pretend_lines().stories["sender" if voice == "sender" else "receiver"]
        return [(words, category) for category, words in told.items()]

    def said_back(self, longest: int) -> str:
        heard = " ".join(earlier_answers.about(self._mine, self._spec) or ())
        if not heard:
            return ""
        frame = pretend_lines().said_back
        room = longest - len(frame.format(words=""))
        if len(heard) > room:
            heard = f"{heard[: room - 1].rsplit(' ', 1)[0]}…"
        return frame.format(words=heard)

    @cached_property
    def _lines(self) -> tuple[str, ...]:
        worried = self._spec.is_plain or self._worries
        return pretend_lines().of(self._mine.content.exercise.id, self._part.id, worried=worried)

    @property
    def _worries(self) -> bool:
        return self._spec.voice in ("receiver", "expected") and self._number % 2 == 0

    @property
    def _number(self) -> int:
        """Which moment of its round this is, from 0."""
        steps = self._mine.layout.of_round(self._spec.round)
        cues = [step.required_cue.id for step in steps if step.voice == self._spec.voice]
        return cues.index(self._spec.required_cue.id)

    def _draw(self, what: str, count: int) -> int:
        key = vault.derive(self._mine.keys.couple, f"meant/v1/pretend|{self._mine.code}")
        label = f"{self._spec.id}|{self._part.id}|{what}"
        return hmac.digest(key, label.encode(), "sha256")[0] % count


def _sorted(readings: Sequence[Reading]) -> list[Reading]:
    return sorted(readings, key=lambda each: each.threat)
