"""A first thought: one of a cue's readings, in the voice of whoever sees the moment.

Where nothing else is asked on a screen, a tap sends it.
"""

from __future__ import annotations

from typing import Any, Literal

from exercises.content.cues import Cue
from exercises.content.kinds.parts import Fate, PartSpec
from exercises.content.kinds.picks import PickKind, threat_of

ASKED_AT = 2  # a reading that hurts


class Part(PartSpec):
    kind: Literal["choose_reading"]
    visibility: Literal["shared", "self"]


class ChooseReading(PickKind[Part]):
    name = "choose_reading"
    part = Part
    moments_only = True
    opens = "receiver"
    sends_alone = True

    def tender(self, value: dict[str, Any], cue: Cue | None) -> Fate | None:
        return "share" if threat_of(value, cue) == ASKED_AT else None


KIND = ChooseReading()
