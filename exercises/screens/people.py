"""Who and what is named on a screen: people, options, boxes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from couples.pretending import labelled
from couples.shapes import Mark

__all__ = ["Box", "Closeness", "Mark", "Option", "Person"]

Closeness = Literal["same", "close", "far"]


@dataclass(frozen=True)
class Person:
    """One of the two, as a page names and draws them. `name` is "Your partner" until they have joined.

    pretend: there is nobody. A sentence says the name; where it stands by itself `label` says that, too.
    """

    mark: Mark
    name: str
    pretend: bool = False

    @property
    def label(self) -> str:
        return labelled(self.name) if self.pretend else self.name


@dataclass(frozen=True)
class Option:
    """order: 1, 2, 3 where the order of choosing counts, else 0."""

    value: str
    label: str
    chosen: bool = False
    order: int = 0


@dataclass(frozen=True)
class Box:
    """One of several texts of a part. options: the worded list that stands beside it, if it has one.

    role: which half of a plan it is; "" where it is none.
    """

    name: str
    label: str
    text: str
    limit: int
    options: tuple[Option, ...] = ()
    role: Literal["", "if", "then"] = ""
