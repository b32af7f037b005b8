"""A calm guess at what the other would say that it means. A tap sends it."""

from __future__ import annotations

from typing import Literal

from exercises.cues import PartId
from exercises.kinds.base import PartSpec
from exercises.kinds.picks import PickKind


class Part(PartSpec):
    """of: the id of the part, on another screen, that is guessed at."""

    kind: Literal["predict"]
    visibility: Literal["self"]
    of: PartId


class Predict(PickKind[Part]):
    name = "predict"
    part = Part
    sends = True


KIND = Predict()
