"""A list of which only the newest few stand open. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Each = TypeVar("Each")


@dataclass(frozen=True)
class Folded(Generic[Each]):
    """shown: the newest few. before: the others, behind a tap."""

    shown: tuple[Each, ...]
    before: tuple[Each, ...]

    def __bool__(self) -> bool:
        return bool(self.shown)


def folded(entries: Iterable[Each], few: int) -> Folded[Each]:
    """So many of these stand open."""
    found = tuple(entries)
    return Folded(found[:few], found[few:])
