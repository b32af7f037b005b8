"""Steps: the screens of a paired session, laid out from its content and the cues that it drew. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exercises.cues import Cue
from exercises.kinds import Part
from exercises.library import Exercise, ScreenSpec
from exercises.rules import RoundPlan

TAKEAWAY_LINE = "line"  # the one part of the takeaway
TAKEAWAY_MAX = 200  # characters: one sentence to remember


@dataclass(frozen=True)
class StepSpec:
    """One step: this screen about this cue, in this round."""

    id: str
    round: str
    cue: Cue
    screen: ScreenSpec

    @property
    def main(self) -> Part:
        """The part that makes it an answer: without it there is nothing to send."""
        return self.screen.parts[0]

    @property
    def parts(self) -> tuple[Part, ...]:
        return (*self.screen.parts, *self.screen.folded)

    @property
    def voice(self) -> str:
        return self.screen.voice


@dataclass(frozen=True)
class Layout:
    """All steps by id, in order, and the rounds as the rules need them."""

    steps: Mapping[str, StepSpec]
    rounds: tuple[RoundPlan, ...]

    def of_round(self, round_id: str) -> tuple[StepSpec, ...]:
        return tuple(step for step in self.steps.values() if step.round == round_id)


def lay_out(exercise: Exercise, cues: Mapping[str, Cue], choice: Mapping[str, tuple[str, ...]]) -> Layout:
    """All screens of one kind before the next, so that one's own motive doesn't colour a first reading."""
    steps: dict[str, StepSpec] = {}
    rounds = []
    for content in exercise.rounds:
        ids = []
        for screen in content.screens:
            for cue_id in choice[content.id]:
                step = StepSpec(f"{cue_id}.{screen.voice}", content.id, cues[cue_id], screen)
                steps[step.id] = step
                ids.append(step.id)
        rounds.append(RoundPlan(content.id, tuple(ids), content.optional))
    return Layout(steps, tuple(rounds))
