"""What stands in the clear of sessions: the row, what the two have said, what has come true for both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import models

from couples.infrastructure.prepared import Many, Prepared
from couples.models import Seat
from couples.positions import Position
from exercises.models import Milestone, PairedSession
from exercises.models import Signal as SignalRow
from exercises.rules import Signal, parse_reached, parse_said
from exercises.rules.words import Reached

_SIGNALS = Prepared(
    lambda sessions: SignalRow.objects.filter(session__pk__in=sessions).values_list(
        "session_id", "seat_id", "round", "what"
    ),
    Many(models.BigAutoField()),
)
_MILESTONES = Prepared(
    lambda sessions: Milestone.objects.filter(session__pk__in=sessions).values_list(
        "session_id", "round", "what", "at"
    ),
    Many(models.BigAutoField()),
)

MOST_WORDS = 1024  # of some hundred bytes: there are a few dozen, and one for each card and each step
_said = lru_cache(maxsize=MOST_WORDS)(parse_said)
_reached = lru_cache(maxsize=MOST_WORDS)(parse_reached)


@dataclass(frozen=True)
class SessionRecord:
    """One session as everybody who holds a seat of it may know it.

    milestones: server milliseconds by round and word.
    """

    row: PairedSession
    said: frozenset[Signal]
    milestones: Mapping[tuple[str, Reached], int]


def records_of(rows: Sequence[PairedSession], seats: Mapping[Position, Seat]) -> tuple[SessionRecord, ...]:
    """The records of these sessions of one couple, in their order. Two queries, however many there are.

    A text that is no word says nothing.
    """
    ids = tuple(row.pk for row in rows)
    positions = {seat.pk: position for position, seat in seats.items()}
    said: dict[int, set[Signal]] = defaultdict(set)
    for session_id, seat_id, round_id, what in _SIGNALS.rows(ids):
        word = _said(what)
        if word is not None and seat_id in positions:  # a seat that is gone has said nothing
            said[session_id].add(Signal(positions[seat_id], round_id, word))
    reached: dict[int, dict[tuple[str, Reached], int]] = defaultdict(dict)
    for session_id, round_id, what, at in _MILESTONES.rows(ids):
        come_true = _reached(what)
        if come_true is not None:
            reached[session_id][round_id, come_true] = at
    return tuple(SessionRecord(row, frozenset(said[row.pk]), reached[row.pk]) for row in rows)
