"""Words of the other that somebody remembers, as they remember them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from exercises.content.cues import Whole
from exercises.content.kinds.plain_text import Limited, PlainText

MOST = 1200  # characters


class Part(Limited):
    kind: Literal["recall"]
    visibility: Literal["shared", "ask"]
    max: Annotated[Whole, Field(ge=1, le=MOST)]


class Recall(PlainText[Part]):
    name = "recall"
    part = Part


KIND = Recall()
