"""The library: exercises and cues, loaded from YAML and checked.

`load` and everything in it is pure; `current` and `snapshot_store` alone know the settings. Every error
says its file, its line, its key and what would be right there.
"""

from __future__ import annotations

from exercises.content.cues import Cue, Reading
from exercises.content.exercise import (
    CUES_OPENER,
    CueFile,
    Exercise,
    FirstSession,
    Library,
    Round,
    ScreenSpec,
)
from exercises.content.kinds import Part
from exercises.content.snapshot import Damaged, Snapshot, read_snapshot, snapshot
from exercises.library.loading import SHIPPED, ContentErrors, Findings, load, read
from exercises.library.shipped import current, folders

__all__ = [
    "CUES_OPENER",
    "SHIPPED",
    "ContentErrors",
    "Cue",
    "CueFile",
    "Damaged",
    "Exercise",
    "Findings",
    "FirstSession",
    "Library",
    "Part",
    "Reading",
    "Round",
    "ScreenSpec",
    "Snapshot",
    "current",
    "folders",
    "load",
    "read",
    "read_snapshot",
    "snapshot",
]
