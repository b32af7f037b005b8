"""Kinds of parts: what each asks, how an answer is cleaned, what it shows.

Pure. To add one: a module here with a `Part` model and a `KIND`, its two lines below, and a template
`templates/kinds/<kind>.html`; where it can be shared and asks about no cue, also one in `templates/cards/`.
Its tests go into `tests/rules/test_kinds_<topic>.py` and `test_kinds_properties.py`.
`tests/content/test_kinds_are_complete.py` knows these places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from exercises.comparison.answers import NOT_APPLICABLE, OTHER
from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, Reading
from exercises.content.kinds import (
    alternatives,
    breathe,
    choose_many,
    choose_one,
    choose_reading,
    feelings,
    forecast,
    if_then,
    matter,
    next_move,
    own_meaning,
    paraphrase,
    predict,
    private_note,
    rate,
    read,
    ready_gate,
    recall,
    respond,
    scale,
    text,
    turns,
)
from exercises.content.kinds.base import Fate, Kind, PartSpec, Unclear, Value, Visibility, Voice
from exercises.content.kinds.next_move import tag_of
from exercises.content.kinds.picks import category_of, not_applicable, says, threat_of
from exercises.language.typography import Names, typeset
from exercises.screens import PartInput

Part = Annotated[
    read.Part
    | choose_one.Part
    | choose_many.Part
    | choose_reading.Part
    | own_meaning.Part
    | predict.Part
    | forecast.Part
    | scale.Part
    | feelings.Part
    | next_move.Part
    | matter.Part
    | alternatives.Part
    | text.Part
    | private_note.Part
    | breathe.Part
    | turns.Part
    | if_then.Part
    | rate.Part
    | paraphrase.Part
    | respond.Part
    | ready_gate.Part
    | recall.Part,
    Field(discriminator="kind"),
]

KINDS: dict[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        read.KIND,
        choose_one.KIND,
        choose_many.KIND,
        choose_reading.KIND,
        own_meaning.KIND,
        predict.KIND,
        forecast.KIND,
        scale.KIND,
        feelings.KIND,
        next_move.KIND,
        matter.KIND,
        alternatives.KIND,
        text.KIND,
        private_note.KIND,
        breathe.KIND,
        turns.KIND,
        if_then.KIND,
        rate.KIND,
        paraphrase.KIND,
        respond.KIND,
        ready_gate.KIND,
        recall.KIND,
    )
}


def clean(part: PartSpec, raw: FormFields, cue: Cue | None) -> Value | None:
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


def lines(part: PartSpec, value: Value, names: Names) -> tuple[str, ...]:
    """Return any part's value line by line, for a card about a plain step."""
    return KINDS[part.kind].lines(part, value, names)


def tags(part: PartSpec, value: Value) -> tuple[str, ...]:
    """Return what each of these lines is about, in words; () where that is not asked."""
    return KINDS[part.kind].tags(part, value)


def same(part: PartSpec, first: Value, second: Value) -> bool:
    """Return whether two people's values for this part say the same."""
    return KINDS[part.kind].same(part, first, second)


def merges(part: PartSpec) -> bool:
    """Return whether two people's lines are shown as both, only one, only the other."""
    return KINDS[part.kind].merges


def needs_words(part: PartSpec) -> bool:
    """Return whether it is about something that the other shared, and is nothing without it."""
    return bool(about(part)) and (KINDS[part.kind].answers_words or getattr(part, "needs_about", False))


def about(part: PartSpec) -> str:
    """Return the id of the part of an earlier round that this one is about; "" where it is about none."""
    return str(getattr(part, "about", ""))


def source(part: PartSpec) -> str:
    """Return where this part's options come from; "" where they are its own."""
    return str(getattr(part, "source", ""))


def longest(part: PartSpec) -> int:
    """Return the most characters that a value of this part may hold."""
    return KINDS[part.kind].longest(part) if takes_answer(part) else 0


def takes_answer(part: PartSpec) -> bool:
    """Return whether something can be entered that reaches the server."""
    return KINDS[part.kind].takes_answer


def in_dock(part: PartSpec) -> bool:
    """Return whether its tiles stand in the dock of a plain step, and send it."""
    return KINDS[part.kind].in_dock


def is_together(part: PartSpec) -> bool:
    """Return whether both do it at the same time."""
    return KINDS[part.kind].together


def sends_alone(part: PartSpec) -> bool:
    """Return whether choosing an option sends the step where nothing else on the screen takes an answer."""
    return KINDS[part.kind].sends_by_itself(part)


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
    raw: FormFields | None = None,
    prompt: str = "",
) -> PartInput:
    """Return the part as an input that holds `value`, or `raw` where something was typed and not kept.

    order: the cue's readings as they stand. prompt: stands in where the part has none of its own.
    """
    made = KINDS[part.kind].input(part, cue, voice, value, names, order, raw)
    return replace(made, prompt=made.prompt or typeset(prompt, names))


__all__ = [
    "Fate",
    "KINDS",
    "Kind",
    "NOT_APPLICABLE",
    "OTHER",
    "Part",
    "PartSpec",
    "Unclear",
    "Value",
    "Visibility",
    "Voice",
    "about",
    "category_of",
    "clean",
    "fields",
    "if_then",
    "in_dock",
    "input",
    "is_together",
    "lines",
    "longest",
    "merges",
    "needs_words",
    "not_applicable",
    "paraphrase",
    "ready_gate",
    "same",
    "says",
    "sends_alone",
    "source",
    "tag_of",
    "tags",
    "takes_answer",
    "tender",
    "text",
    "threat_of",
    "to_raw",
    "words",
]
