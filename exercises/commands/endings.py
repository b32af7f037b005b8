"""The end: stopping for both, and whether there is anything left."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from couples.access import Holder
from exercises import rules
from exercises.commands.persistence import raise_versions
from exercises.models import Answer, PairedSession
from exercises.queries.session_state import Sitting, take


def stop(holder: Holder, code: str) -> Sitting:
    """End this session for both, at once. What was not revealed is deleted, whoever wrote it."""
    with transaction.atomic():
        sitting = take(holder, code, lock=True)
        if sitting.session.ended is not None:
            return sitting
        # What was opened stays where there is a page to look back at it.
        looked_back_at = sitting.content.exercise.comparison == "page"
        plans = sitting.layout.rounds if looked_back_at else ()
        revealed = [plan.id for plan in plans if sitting.facts.happened(plan.id, "reveal")]
        private = [plan.id for plan in sitting.layout.rounds if plan.private]  # never anybody else's
        keep = [step.id for step in sitting.layout.steps.values() if step.round in (*revealed, *private)]
        keep += _letters(sitting, looked_back_at)
        keep.append(rules.TAKEAWAY_STEP)
        _close_lines(sitting)
        Answer.objects.filter(session=sitting.session).exclude(step__in=keep).delete()
        sitting.own = {step: own for step, own in sitting.own.items() if step in keep}
        sitting.session.ended = timezone.now()
        raise_versions(sitting, both=True)
    return sitting


def _close_lines(sitting: Sitting) -> None:
    """Each keeps the line they took along. It is shown to the other only if both had come to the end."""
    lines = Answer.objects.filter(session=sitting.session, step=rules.TAKEAWAY_STEP)
    lines.filter(state=Answer.State.DRAFT).delete()
    if not sitting.facts.both_said(rules.WHOLE, "takeaway"):
        lines.update(shared_sealed=b"")


def _letters(sitting: Sitting, looked_back_at: bool) -> list[str]:
    """The letters that stay: opened ones, and those of an ended talk, which are their owner's alone."""
    shown = rules.opened_letters(sitting.facts)
    over = [talk for talk in rules.opened(sitting.facts) if rules.is_over(sitting.facts, talk)]
    return [talk.letter for talk in over if looked_back_at or talk not in shown]


def still_there(session: PairedSession) -> bool:
    """Whether the session still exists: asked once more before a rendered panel leaves."""
    return PairedSession.objects.filter(pk=session.pk).exists()
