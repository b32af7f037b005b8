"""Snapshots: an exercise with its cues as one text, named by its digest.

Pure. A session keeps the content it began with: an edited file changes no running session.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from exercises.content.cues import Cue, Frozen
from exercises.content.exercise import Exercise


class _Kept(Frozen):
    exercise: Exercise
    cues: tuple[Cue, ...]


@dataclass(frozen=True)
class Snapshot:
    """The content of one session."""

    exercise: Exercise
    cues: Mapping[str, Cue]


class Damaged(ValueError):
    """A text is not a snapshot, or not the one that it is named after."""


def snapshot(exercise: Exercise, cues: Iterable[Cue]) -> tuple[str, str]:
    """Return (digest, text). Equal content gives an equal text, whatever the order of the cues."""
    kept = _Kept(exercise=exercise, cues=tuple(sorted(cues, key=lambda cue: cue.id)))
    plain = kept.model_dump(mode="json", exclude_none=True)  # what has no value is not written, as in a file
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return digest_of(text), text


def read_snapshot(text: str, digest: str | None = None) -> Snapshot:
    """Return the content of a snapshot; raises Damaged when it is none, or has another digest."""
    if digest is not None and digest_of(text) != digest:
        raise Damaged("its digest is another")
    try:
        kept = _Kept.model_validate_json(text)
    except ValidationError as error:
        raise Damaged("it cannot be read") from error
    return Snapshot(kept.exercise, {cue.id: cue for cue in kept.cues})


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
