"""What the two have released in one session, read and opened when it is asked for, and each body once.

It knows no rule: whoever asks has made sure that it may be read (`SessionState` does).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q

from couples.infrastructure.prepared import Many, Prepared, Row
from couples.keys import Keys
from couples.positions import Position
from exercises.models import Answer
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.sealed import shared_body

_COLUMNS = ("session_id", "seat_id", "step", "shared_sealed")
_SAME_STEPS = Prepared(
    lambda sessions, steps: Answer.objects.filter(session__pk__in=sessions, step__in=steps).values_list(
        *_COLUMNS
    ),
    Many(models.BigAutoField()),
    Many(models.CharField()),
)

Bodies = Mapping[Position, Any]  # what each released of one step; None where it offered nothing


@dataclass
class Opened:
    """The opened bodies of one session, as far as they were asked for.

    bodies: by step. What has been released stays as it is, but for what is shown later: whoever shows
    something begins with an empty one. rounds, earlier_plans: what was worked out from them.
    """

    session_id: int
    code: str
    keys: Keys = field(repr=False)
    positions: Mapping[int, Position]  # by seat id
    bodies: dict[str, dict[Position, Any]] = field(default_factory=dict)
    rounds: dict[str, RevealedRound] = field(default_factory=dict)
    earlier_plans: Mapping[Position, str] | None = None

    def of(self, steps: Iterable[str]) -> Mapping[str, Bodies]:
        """What both released of these steps, by step. At most one query."""
        wanted = tuple(steps)
        read_bodies([(self, wanted)])
        return {step: self.bodies[step] for step in wanted}

    def empty(self) -> Opened:
        """The same session with nothing read yet."""
        return Opened(self.session_id, self.code, self.keys, self.positions)


def read_bodies(wanted: Iterable[tuple[Opened, Iterable[str]]]) -> None:
    """Read these steps of these sessions, as far as they are not read yet. One query, or none."""
    by_id: dict[int, Opened] = {}
    sessions: dict[tuple[str, ...], list[int]] = defaultdict(list)  # many ask for the same steps
    for opened, steps in wanted:
        missing = tuple(step for step in steps if step not in opened.bodies)
        if missing:
            by_id[opened.session_id] = opened
            sessions[missing].append(opened.session_id)
    if not sessions:
        return
    found: dict[tuple[int, str], dict[Position, Any]] = defaultdict(dict)
    for session_id, seat_id, step, sealed in _released(sessions):
        opened = by_id[session_id]
        position = opened.positions[seat_id]
        found[session_id, step][position] = shared_body(opened.keys, opened.code, position, step, sealed)
    for missing, ids in sessions.items():  # only now: what could not be opened has not been read
        for session_id in ids:
            by_id[session_id].bodies.update({step: found[session_id, step] for step in missing})


def _released(sessions: Mapping[tuple[str, ...], Sequence[int]]) -> Iterable[Row]:
    """The rows of these sessions, by the steps that are asked of them. One query."""
    if len(sessions) == 1:  # what is asked for at every look: it need not be built anew
        ((steps, ids),) = sessions.items()
        return _SAME_STEPS.rows(ids, steps)
    asked = Q(pk__in=())
    for steps, ids in sessions.items():
        asked |= Q(session__in=ids, step__in=steps)
    return Answer.objects.filter(asked).values_list(*_COLUMNS)
