"""All kinds: the one list that a new one is added to, once as a model of content and once as a kind. Pure."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

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
from exercises.content.kinds.base import Kind

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
