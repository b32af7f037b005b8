"""Steps: the screens of a paired session, laid out from its content and the cues that it drew. Pure.

A cue step asks about one cue in one voice, a plain step about no cue. Its parts are complete here: options
that come from elsewhere (the moments of the round, the items of a screen) are filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from exercises.content import kinds
from exercises.content.cues import Cue
from exercises.content.exercise import REPEATED, TRIES, Exercise, Item, Round, ScreenSpec
from exercises.content.kinds import Part
from exercises.rules import WHOLE, RoundPlan, SharedActivity

TAKEAWAY_LINE = "line"  # the one part of the takeaway
TAKEAWAY_MAX = 200  # characters: one sentence to remember
LETTER = "letter"  # the one part of a letter
LETTER_MAX = 1_200  # characters: one page by hand


@dataclass(frozen=True)
class StepSpec:
    """One step: this screen, in this round, about this cue (None: a plain step) or this item (of `per`)."""

    id: str
    round: str
    cue: Cue | None
    screen: ScreenSpec
    item: Item | None = None
    attempt: int = 1

    @property
    def tries(self) -> tuple[str, ...]:
        """The ids of this step and its further tries, in order."""
        return tuple(repeated(self.screen.id, attempt) for attempt in range(1, TRIES + 1))

    @property
    def item_name(self) -> str:
        """The name of the one of `per` that it is about; "" where there is none."""
        return self.item.name if self.item is not None else ""

    @property
    def is_plain(self) -> bool:
        return self.screen.voice is None

    @property
    def required_cue(self) -> Cue:
        """The cue of a cue step; a plain one has none."""
        assert self.cue is not None, "a plain step is about no moment"
        return self.cue

    @cached_property
    def main(self) -> Part | None:
        """The part that makes it an answer: without it there is nothing to send. None: nothing to enter."""
        return next((part for part in self.parts if kinds.takes_answer(part)), None)

    @property
    def pick(self) -> Part:
        """The main part of a cue step."""
        assert self.main is not None, "loading content makes sure that a cue step has one"
        return self.main

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return self.screen.all_parts

    @property
    def voice(self) -> str:
        return self.screen.voice or ""

    @cached_property
    def together(self) -> Part | None:
        return next((part for part in self.parts if kinds.is_together(part)), None)

    def part(self, id: str) -> Part | None:
        return next((part for part in self.parts if part.id == id), None)


@dataclass(frozen=True)
class Layout:
    """All steps by id, in order, and the rounds as the rules need them; a further try is one of its own."""

    steps: Mapping[str, StepSpec]
    rounds: tuple[RoundPlan, ...]

    def of_round(self, round_id: str) -> tuple[StepSpec, ...]:
        return self._by_round.get(round_id, ())

    @cached_property
    def _by_round(self) -> Mapping[str, tuple[StepSpec, ...]]:
        found: dict[str, tuple[StepSpec, ...]] = {}
        for step in self.steps.values():
            found[step.round] = (*found.get(step.round, ()), step)
        return found

    def holding(self, part_id: str) -> StepSpec | None:
        """The first step that has this part."""
        return next((step for step in self.steps.values() if step.part(part_id) is not None), None)


def lay_out(exercise: Exercise, cues: Mapping[str, Cue], choice: Mapping[str, tuple[str, ...]]) -> Layout:
    """All screens of one voice before the next, so that one's own motive doesn't colour a first reading."""
    steps: dict[str, StepSpec] = {}
    rounds = []
    filled = _Sources(exercise, cues, choice)
    plans = choice.get(WHOLE, ())[1:]  # the plans that an earlier session has, where this one looks at them
    for content in exercise.rounds:
        for attempt in range(1, (TRIES if content.until else 1) + 1):
            asked = choice.get(content.id, ())
            found = [
                step
                for step in _steps(content, attempt, filled, asked, cues)
                if not plans or step.screen.looks_at in ("", *plans)
            ]
            steps.update({step.id: step for step in found})
            rounds.append(_plan(content, attempt, found))
    return Layout(steps, tuple(rounds))


def repeated(id: str, attempt: int) -> str:
    """The id of a round or a step in a further try."""
    return id if attempt == 1 else id + REPEATED.format(number=attempt)


def _steps(
    content: Round, attempt: int, filled: _Sources, cue_ids: Sequence[str], cues: Mapping[str, Cue]
) -> Iterator[StepSpec]:
    round_id = repeated(content.id, attempt)
    for written in content.screens[1:] if content.gate is not None else content.screens:
        screen = filled.screen(written, content)
        if screen.voice is not None:
            for cue_id in cue_ids:
                yield StepSpec(f"{cue_id}.{screen.voice}", round_id, cues[cue_id], screen)
        elif screen.per:
            for item in screen.per:
                yield StepSpec(f"{screen.id}.{item.id}", round_id, None, screen, item)
        else:
            yield StepSpec(repeated(screen.id, attempt), round_id, None, screen, attempt=attempt)


def _plan(content: Round, attempt: int, found: Sequence[StepSpec]) -> RoundPlan:
    return RoundPlan(
        id=repeated(content.id, attempt),
        steps=tuple(step.id for step in found),
        further=content.optional or (content.gate.prompt if content.gate is not None else ""),
        until=attempt > 1,
        private=content.reveal == "none",
        after_ring=content.after == "ring",
        together=tuple(each for step in found if (each := _together(step)) is not None),
    )


def _together(step: StepSpec) -> SharedActivity | None:
    activity = kinds.activity(step.together) if step.together is not None else None
    return SharedActivity(step.id, activity.seconds, activity.floors) if activity is not None else None


class _Sources:
    """Fills in what a part takes from elsewhere in the exercise."""

    def __init__(
        self, exercise: Exercise, cues: Mapping[str, Cue], choice: Mapping[str, tuple[str, ...]]
    ) -> None:
        screens = [screen for each in exercise.rounds for screen in each.screens]
        self._items = {screen.id: tuple(item.name for item in screen.per) for screen in screens if screen.per}
        self._options = {part.id: kinds.options(part) for screen in screens for part in screen.all_parts}
        self._cues, self._choice = cues, choice
        self._ways = exercise.ring.ways_out if exercise.ring is not None else ()

    def screen(self, screen: ScreenSpec, round: Round) -> ScreenSpec:
        if not any(map(kinds.options_from, screen.all_parts)):
            return screen
        moments = tuple(self._cues[id].short for id in self._choice.get(round.id, ()))
        elsewhere = kinds.Elsewhere(self._options, self._items, moments, self._ways)
        return _updated(screen, {part.id: kinds.taken(part, elsewhere) for part in screen.all_parts})


def completed(step: StepSpec, updates: Mapping[str, Mapping[str, Any]]) -> StepSpec:
    """The step with these keys of its parts, by part id, as an opened round has them."""
    return replace(step, screen=_updated(step.screen, updates))


def _updated(screen: ScreenSpec, updates: Mapping[str, Mapping[str, Any]]) -> ScreenSpec:
    def filled(part: Part) -> Part:
        keys = updates.get(part.id)
        return part.model_copy(update=dict(keys)) if keys else part

    parts, folded = tuple(map(filled, screen.parts)), tuple(map(filled, screen.folded))
    return screen.model_copy(update={"parts": parts, "folded": folded})
