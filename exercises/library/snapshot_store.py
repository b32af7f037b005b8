"""Keeps the content that sessions began with, one file a digest, under DATA_DIR/content."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from couples.infrastructure.refusals import Refused
from exercises.content.snapshot import Damaged, Snapshot, read_snapshot, snapshot
from exercises.library import Exercise, Library

UNTITLED = "An earlier exercise"  # what one is called whose content can't be read

_DIGEST = re.compile(r"[0-9a-f]{64}")


class ContentDamaged(Refused):
    """The content of a session is missing or not what it was. What people entered is untouched."""

    reason = "content_damaged"
    message = "What you entered is safe. This session can’t be shown at the moment; try again later."
    status = 503


def store(exercise: Exercise, library: Library) -> str:
    """Keep this exercise with every cue that it may draw, and return the digest. Repeating it is no error."""
    named = [id for each in exercise.rounds for id in each.named]
    draws = any(each.cues is not None and not each.named for each in exercise.rounds)
    cues = library.cues.values() if draws else [library.cues[id] for id in named]
    digest, text = snapshot(exercise, cues)
    path = _path(digest)
    if not _holds(path, digest):
        _write(path, text)
    return digest


@lru_cache(maxsize=64)
def read(digest: str) -> Snapshot:
    """Return the content kept under this digest; raises ContentDamaged when it is missing or damaged."""
    try:
        return read_snapshot(_path(digest).read_text(encoding="utf-8"), digest)
    except (OSError, UnicodeDecodeError, Damaged) as error:
        raise ContentDamaged from error


def _holds(path: Path, digest: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False


def _path(digest: str) -> Path:
    if not _DIGEST.fullmatch(digest):
        raise ContentDamaged
    return Path(settings.DATA_DIR) / "content" / f"{digest}.json"


def _write(path: Path, text: str) -> None:
    """Write the file as a whole or not at all, readable by nobody else."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")  # mkstemp makes it 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
