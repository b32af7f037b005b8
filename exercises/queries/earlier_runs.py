"""Earlier runs of the same exercise: only what this seat entered itself, each read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from exercises.models import PairedSession
from exercises.queries.loading import own_answers
from exercises.queries.session_state import OwnAnswer, SessionState


@dataclass(frozen=True)
class EarlierRun:
    """When it was begun, and my own answers in it. Asking for them is one query."""

    started: datetime
    own: Callable[[], Mapping[str, OwnAnswer]]


def earlier_runs(state: SessionState) -> Iterator[EarlierRun]:
    """The couple's earlier sessions of this exercise, the newest first. One query."""
    this = state.session
    rows = PairedSession.objects.filter(
        couple=state.couple, exercise=this.exercise, started__lt=this.started
    ).order_by("-started")
    for row in rows:
        yield EarlierRun(row.started, partial(own_answers, state, row))
