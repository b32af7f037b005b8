"""From the fields of a form or a frame to the cleaned parts of one step. Pure."""

from __future__ import annotations

from typing import Any

from exercises.content import kinds
from exercises.content.answer_body import FormFields
from exercises.content.kinds import Unclear, text
from exercises.content.kinds.without_answer import GO_ON
from exercises.steps.layout import LETTER, LETTER_MAX, TAKEAWAY_LINE, TAKEAWAY_MAX, StepSpec

CUE = "Nothing is lost. Pick the one that comes closest, write your own, or skip it."
PLAIN = "Nothing is lost. Choose or write something, or skip it."
LETTER_PART = text.Part(id=LETTER, kind="text", visibility="shared", max=LETTER_MAX)
TAKEAWAY_PART = text.Part(id=TAKEAWAY_LINE, kind="text", visibility="ask", max=TAKEAWAY_MAX)


def clean(spec: StepSpec, raw: FormFields) -> dict[str, Any]:
    """The parts of this step that were touched, cleaned. Fields of no part are ignored.

    A step with nothing to enter is answered by going on. Raises Unclear when the main part is missing or a
    part says something it cannot say.
    """
    found = {part.id: kinds.clean(part, raw, spec.cue) for part in spec.parts if kinds.takes_answer(part)}
    goes_on = spec.is_plain and GO_ON in raw
    if spec.main is not None and found[spec.main.id] is None and not goes_on:
        raise Unclear(PLAIN if spec.is_plain else CUE)
    return {part: value for part, value in found.items() if value is not None}


def clean_letter(raw: FormFields) -> dict[str, Any]:
    """A letter to the other. Raises Unclear when there is nothing in it."""
    letter = kinds.clean(LETTER_PART, raw, None)
    if letter is None:
        raise Unclear("Nothing is lost. Write a line or two, or leave it for another day.")
    return {LETTER: letter}


def clean_takeaway(raw: FormFields) -> dict[str, Any]:
    """The line to take along. Raises Unclear when there is none."""
    line = kinds.clean(TAKEAWAY_PART, raw, None)
    if line is None:
        raise Unclear("Nothing is lost. Write a line for next time, or choose “Nothing today”.")
    return {TAKEAWAY_LINE: line}
