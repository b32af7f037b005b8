"""My own check-ins over time. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from exercises.screens.people import Person


@dataclass(frozen=True)
class CheckInEntry:
    """One check-in, as a row. where: where its mark stands, in words; why: why it has none; the other is "".

    at: the same in percent of the width from its start; None where there is no mark. above,
    below: where the line comes in at the top of the row and goes out at its bottom; None where it breaks.
    """

    day: str
    url: str
    where: str
    why: str
    at: float | None
    above: float | None
    below: float | None


@dataclass(frozen=True)
class Series:
    """All check-ins of one exercise, the oldest first. change: one sentence about the latest one, or ""."""

    slug: str
    title: str
    looks: tuple[CheckInEntry, ...]
    change: str


@dataclass(frozen=True)
class CheckIns:
    """For its owner alone. caution: what stands beside every change."""

    couple: str
    me: Person
    series: tuple[Series, ...]
    caution: str
