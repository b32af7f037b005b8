"""What it usually means when I do it: one of a cue's readings, in my own voice. A tap sends it."""

from __future__ import annotations

from typing import Any, Literal

from exercises.content.cues import Cue
from exercises.content.kinds.parts import Fate, PartSpec
from exercises.content.kinds.picks import PickKind, threat_of


class Part(PartSpec):
    kind: Literal["own_meaning"]
    visibility: Literal["shared", "self"]


class OwnMeaning(PickKind[Part]):
    name = "own_meaning"
    part = Part
    moments_only = True
    opens = "sender"
    guessable = True
    sends = True

    def tender(self, value: dict[str, Any], cue: Cue | None) -> Fate | None:
        threat = threat_of(value, cue)
        if threat == 2:
            return "keep"  # a hurt stays with its owner unless they offer it
        return "" if threat == 1 else None  # a mild one is theirs to decide


KIND = OwnMeaning()
