"""Folders with content: somebody's own, and a small one to load it beside."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises.library import SHIPPED


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    (folder / "cues").mkdir(parents=True)
    (folder / "exercises").mkdir()
    return folder


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A part of the shipped cues: enough for a small exercise, and quick to load a hundred times."""
    folder = tmp_path_factory.mktemp("few")
    (folder / "cues").mkdir()
    for name in ("quiet", "warmth"):
        moments = (SHIPPED / "cues" / f"{name}.yaml").read_text()
        # There is no exercise that would name one that is not drawn.
        (folder / "cues" / f"{name}.yaml").write_text(
            moments.replace("sensitivity: medium", "sensitivity: low")
        )
    (folder / "first_session.yaml").write_text("round_1: [quiet-at-dinner, small-gift]\n")
    return folder
