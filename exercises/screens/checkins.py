"""My own check-ins over time. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from exercises.screens.people import Person


@dataclass(frozen=True)
class CheckInEntry:
    """One check-in, as a row. where: from where to where its marks go, in words; why: why it has none; the
    other is "".

    marks: a place for each answer that was given, in percent of the width, from the lowest to the highest.
    The same answers share one.
    """

    day: str
    url: str
    where: str
    why: str
    marks: tuple[float, ...]


@dataclass(frozen=True)
class Series:
    """All check-ins of one exercise, the oldest first."""

    slug: str
    title: str
    looks: tuple[CheckInEntry, ...]


@dataclass(frozen=True)
class CheckIns:
    """For its owner alone. caution: what stands under them."""

    couple: str
    me: Person
    series: tuple[Series, ...]
    caution: str
    is_trial: bool = False  # the other seat is a pretend partner's
