"""What two people could do next, from what both of them know that they have done. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from exercises import library
from exercises.library import Exercise, next_exercise, snapshot_store
from exercises.library.catalogue import Listed, is_for_oneself, listed
from exercises.library.next_exercise import Done
from exercises.queries import couple_sessions
from exercises.queries.session_records import SessionRecord
from exercises.queries.viewer import Viewer
from exercises.rules import RoundMilestone


@dataclass(frozen=True)
class Next:
    """What the two could do next, and why this."""

    exercise: Listed
    reason: str


@dataclass(frozen=True)
class Run:
    """One session: what stands in the clear of it, and what it is about."""

    record: SessionRecord
    exercise: Exercise

    @property
    def has_ended(self) -> bool:
        return self.record.row.ended is not None

    @property
    def revealed(self) -> tuple[str, ...]:
        return tuple(round_id for round_id, word in self.record.milestones if word is RoundMilestone.REVEAL)

    @property
    def is_done(self) -> bool:
        """Whether both know that it is done: its first cards are through, or it ended behind a reveal.

        How far somebody is with a look for themselves is theirs alone: it counts from when it was begun.
        """
        through = any(word is RoundMilestone.CLOSED for _, word in self.record.milestones)
        ended = self.has_ended and bool(self.revealed)
        return through or ended or is_for_oneself(self.exercise)

    @property
    def is_under_way(self) -> bool:
        return not self.is_done and not self.has_ended

    @property
    def compared(self) -> int:
        """How many moments both have seen from both sides."""
        return sum(
            each.drawn or len(each.named)
            for each in self.exercise.rounds
            if each.compares and each.id in self.revealed
        )


def after(viewer: Viewer) -> Next | None:
    """What these two could do next; None when nothing fits. Three queries."""
    runs = [run_of(record) for record in couple_sessions.records_of_couple(viewer)]
    return suggested([run for run in runs if run is not None])


def run_of(record: SessionRecord) -> Run | None:
    """None where the content of a session is lost or damaged: that keeps nobody from the rest."""
    try:
        return Run(record, snapshot_store.read(record.row.content_digest).exercise)
    except snapshot_store.ContentDamaged:
        return None


def suggested(runs: Iterable[Run]) -> Next | None:
    """The suggestion, from nothing but what both know. runs: the newest first."""
    newest_first = list(runs)
    done = [
        Done(run.exercise.slug, timezone.localdate(run.record.row.started), run.compared)
        for run in reversed(newest_first)
        if run.is_done
    ]
    exercises = library.current().exercises
    under_way = {run.exercise.slug for run in newest_first if run.is_under_way}
    found = next_exercise.suggest(done, exercises, timezone.localdate(), under_way)
    return Next(listed(exercises[found.slug]), found.reason) if found else None
