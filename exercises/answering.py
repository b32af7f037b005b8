"""From the fields of a form or a frame to the cleaned parts of one step. Pure."""

from __future__ import annotations

from typing import Any

from exercises import kinds
from exercises.bodies import Raw
from exercises.kinds import Unclear, text
from exercises.rules import TAKEAWAY_STEP, UnknownStep
from exercises.steps import TAKEAWAY_LINE, TAKEAWAY_MAX, Layout

TAKEAWAY_PART = text.Part(id=TAKEAWAY_LINE, kind="text", visibility="ask", max=TAKEAWAY_MAX)


def clean(layout: Layout, step: str, raw: Raw) -> dict[str, Any]:
    """The parts of this step that were touched, cleaned. Fields of no part are ignored.

    Raises Unclear when the main part is missing or a part says something it cannot say.
    """
    if step == TAKEAWAY_STEP:
        line = kinds.clean(TAKEAWAY_PART, raw, None)
        if line is None:
            raise Unclear("Nothing is lost. Write a line to take along, or choose nothing today.")
        return {TAKEAWAY_LINE: line}
    spec = layout.steps.get(step)
    if spec is None:
        raise UnknownStep
    found = {part.id: kinds.clean(part, raw, spec.cue) for part in spec.parts}
    if found[spec.main.id] is None:
        raise Unclear("Nothing is lost. Pick the one that comes closest, write your own, or pass.")
    return {part: value for part, value in found.items() if value is not None}
