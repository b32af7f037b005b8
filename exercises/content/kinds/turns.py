"""Turns at speaking: one has the floor, the other listens, then the other way round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, Reading, Whole
from exercises.content.kinds.activities import Speaking
from exercises.content.kinds.choices import MOST, Options
from exercises.content.kinds.parts import PartSpec
from exercises.content.kinds.without_answer import WithoutAnswer
from exercises.language.typography import Names
from exercises.screens import PartInput


class Part(PartSpec):
    """seconds: of one floor. rounds: how often each has the floor.

    listener_options: questions that may be asked, of which the listener picks `listener_picks`.
    """

    kind: Literal["turns"]
    visibility: Literal["self"] = "self"
    seconds: Annotated[Whole, Field(ge=60, le=600)]
    rounds: Annotated[Whole, Field(ge=1, le=3)] = 1
    listener_picks: Annotated[Whole, Field(ge=0, le=3)] = 0
    listener_options: Annotated[Options, Field(max_length=MOST)] = ()

    @model_validator(mode="after")
    def _enough_to_pick(self) -> Part:
        if self.listener_picks > len(self.listener_options):
            raise ValueError(f"at least {self.listener_picks} listener_options, so many are picked")
        if self.listener_options and not self.listener_picks:
            raise ValueError("listener_picks: how many of the listener_options are picked")
        return self

    @property
    def floors(self) -> int:
        """How often somebody has the floor: both, in each round."""
        return 2 * self.rounds


class Turns(WithoutAnswer[Part]):
    name = "turns"
    part = Part
    together = True

    def activity(self, part: Part) -> Speaking:
        return Speaking(part.seconds, part.floors, part.listener_picks, part.listener_options)

    def _filled(
        self, part: Part, cue: Cue | None, voice: str, raw: FormFields, names: Names, order: Sequence[Reading]
    ) -> PartInput:
        return PartInput(**self._shell(part, names))


KIND = Turns()
