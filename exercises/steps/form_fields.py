"""What the inputs of a step are called and hold, whatever sort of step it is. Pure."""

from __future__ import annotations

from exercises.content import kinds
from exercises.content.answer_body import AnswerBody
from exercises.content.kinds import Part
from exercises.steps.layout import StepSpec


def raw_of(spec: StepSpec, body: AnswerBody) -> dict[str, str | list[str]]:
    """The form fields that would send what this body holds."""
    raw: dict[str, str | list[str]] = {}
    for part in spec.parts:
        if part.id in body.parts:
            raw.update(kinds.to_raw(part, body.parts[part.id]))
    return raw


def share_field(step: str, part: Part) -> str:
    """The field that decides whether this part is shared."""
    return f"share.{step}.{part.id}"
