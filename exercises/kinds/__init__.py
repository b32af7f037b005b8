"""Kinds of parts: what each asks, how an answer is cleaned, what it shows.

Pure. To add one: a module here with a `Part` model and a `KIND`, its two lines below, and a template
`templates/kinds/<kind>.html`; its tests go into `tests/rules/test_kinds.py` and `test_kinds_properties.py`.
`tests/content/test_kinds_are_complete.py` knows this list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from exercises.bodies import Raw
from exercises.comparison.answers import NOT_APPLICABLE, OTHER
from exercises.cues import Cue, Reading
from exercises.kinds import (
    choose_reading,
    feelings,
    matter,
    next_move,
    own_meaning,
    predict,
    scale,
    text,
)
from exercises.kinds.base import Fate, Kind, PartSpec, Unclear, Value, Visibility, Voice
from exercises.kinds.next_move import tag_of
from exercises.kinds.picks import category_of, not_applicable, says, threat_of
from exercises.screens import PartInput
from exercises.typography import Names, typeset

Part = Annotated[
    choose_reading.Part
    | own_meaning.Part
    | predict.Part
    | scale.Part
    | feelings.Part
    | next_move.Part
    | matter.Part
    | text.Part,
    Field(discriminator="kind"),
]

KINDS: dict[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        choose_reading.KIND,
        own_meaning.KIND,
        predict.KIND,
        scale.KIND,
        feelings.KIND,
        next_move.KIND,
        matter.KIND,
        text.KIND,
    )
}


def clean(part: PartSpec, raw: Raw, cue: Cue | None) -> Value | None:
    """Return what `raw` holds for this part, None when it was not touched. Raises Unclear, nothing else."""
    return KINDS[part.kind].clean(part, raw, cue)


def to_raw(part: PartSpec, value: Value) -> dict[str, str | list[str]]:
    """Return the form fields that would send this value; cleaning them gives it again."""
    return KINDS[part.kind].to_raw(part, value)


def words(part: PartSpec, value: Value, cue: Cue | None, voice: str, names: Names) -> str:
    """Return any part's value in words. For a pick there is also `says`, which needs no part."""
    return KINDS[part.kind].says(part, value, cue, voice, names)


def tender(part: PartSpec, value: Value, cue: Cue | None) -> Fate | None:
    """Return the default with which a shared value is asked about singly; None when it isn't asked about."""
    return KINDS[part.kind].tender(value, cue)


def fields(part: PartSpec) -> tuple[str, ...]:
    """Return the names of the form fields that belong to this part."""
    return KINDS[part.kind].fields(part)


def input(
    part: PartSpec,
    cue: Cue | None,
    voice: str,
    value: Value | None,
    names: Names,
    *,
    order: Sequence[Reading] = (),
    raw: Raw | None = None,
    prompt: str = "",
) -> PartInput:
    """Return the part as an input that holds `value`, or `raw` where something was typed and not kept.

    order: the cue's readings as they stand. prompt: stands in where the part has none of its own.
    """
    made = KINDS[part.kind].input(part, cue, voice, value, names, order, raw)
    return replace(made, prompt=made.prompt or typeset(prompt, names))


__all__ = [
    "KINDS",
    "NOT_APPLICABLE",
    "OTHER",
    "Fate",
    "Kind",
    "Part",
    "PartSpec",
    "Unclear",
    "Value",
    "Visibility",
    "Voice",
    "category_of",
    "clean",
    "fields",
    "input",
    "not_applicable",
    "says",
    "tag_of",
    "tender",
    "text",
    "threat_of",
    "to_raw",
    "words",
]
