"""Trying it alone: an exercise, begun with a pretend partner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from couples import seats
from couples.access import Holder
from couples.positions import Position
from exercises import library
from exercises.commands.starting import start


@dataclass(frozen=True)
class Tried:
    """tokens: of both seats, for the one browser that holds them."""

    code: str
    couple_code: str
    tokens: Mapping[Position, bytes] = field(repr=False)


def try_alone(slug: str, name: str) -> Tried:
    """Begin an exercise with a pretend partner, in a couple of their own that lives for a day.

    Raises NotHere for an unknown exercise, and what `open_trial` refuses.
    """
    library.current().listed_exercise(slug)  # before there is anybody to try it
    trial = seats.open_trial(name)
    holder = Holder(tuple(trial.tokens.values()))
    started = start(slug, holder=holder, couple_code=trial.couple_code)
    return Tried(started.code, trial.couple_code, trial.tokens)
