"""A disk that is full while content is kept: it is kept as a whole or not at all."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from exercises import library
from exercises.library import SHIPPED, snapshot_store

CONTENT = library.load(SHIPPED)
CORE = CONTENT.exercise("two-sides-of-a-cue")


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process gets longer than that, as if there were no room for more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_what_did_not_fit_leaves_no_half_behind(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    with full_disk(), pytest.raises(OSError):
        snapshot_store.store(CORE, CONTENT)
    assert list((tmp_path / "content").iterdir()) == []
    digest = snapshot_store.store(CORE, CONTENT)
    assert [path.name for path in (tmp_path / "content").iterdir()] == [f"{digest}.json"]


def test_a_half_that_a_power_cut_left_is_written_anew(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    digest = snapshot_store.store(CORE, CONTENT)
    kept = tmp_path / "content" / f"{digest}.json"
    whole = kept.read_bytes()
    kept.write_bytes(whole[:1_000])
    assert snapshot_store.store(CORE, CONTENT) == digest
    assert kept.read_bytes() == whole
