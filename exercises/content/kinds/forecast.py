"""How I expect the other to take it when I do it: one of a cue's readings, as they would say it."""

from __future__ import annotations

from typing import Literal

from exercises.content.kinds.parts import PartSpec
from exercises.content.kinds.picks import PickKind


class Part(PartSpec):
    kind: Literal["forecast"]
    visibility: Literal["shared", "self"]


class Forecast(PickKind[Part]):
    name = "forecast"
    part = Part
    moments_only = True
    opens = "expected"
    sends = True


KIND = Forecast()
