"""What `pyproject.toml` says of modules is about modules that there are.

mypy says nothing of an override for a module that was moved away: it only stops to apply.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = (ROOT / "pyproject.toml").read_text()


def modules_named(project: dict[str, Any]) -> list[str]:
    """Every module that mypy and its plugin are told of by its whole name."""
    overrides = [each["module"] for each in project["tool"]["mypy"]["overrides"]]
    named = [name for each in overrides for name in ([each] if isinstance(each, str) else each)]
    named.append(project["tool"]["django-stubs"]["django_settings_module"])
    return [name for name in named if "*" not in name]


def missing(names: list[str]) -> list[str]:
    def is_there(name: str) -> bool:
        path = ROOT / name.replace(".", "/")
        return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()

    return [name for name in names if not is_there(name)]


def test_every_module_that_mypy_is_told_of_exists() -> None:
    named = modules_named(tomllib.loads(PYPROJECT))
    assert len(named) > 5 and missing(named) == []


def test_a_module_that_was_moved_away_is_missed() -> None:
    for name in modules_named(tomllib.loads(PYPROJECT)):
        moved = tomllib.loads(PYPROJECT.replace(f'"{name}"', f'"{name}_of_yesterday"'))
        assert missing(modules_named(moved)) == [f"{name}_of_yesterday"]


def test_a_package_is_there_and_a_folder_is_not_enough() -> None:
    assert missing(["couples.seats", "couples.live", "templates.pages"]) == ["templates.pages"]
