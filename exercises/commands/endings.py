"""The end: stopping for both, and whether there is anything left."""

from __future__ import annotations

from dataclasses import replace

from django.db import models, transaction
from django.utils import timezone

from couples.access import Holder
from couples.infrastructure.prepared import Prepared
from exercises import rules
from exercises.commands.persistence import raise_versions
from exercises.models import Answer, PairedSession
from exercises.queries.loading import load
from exercises.queries.session_state import SessionState

_STILL = Prepared(
    lambda session: PairedSession.objects.filter(pk=session).values_list("pk"), models.BigAutoField()
)


def stop(holder: Holder, code: str) -> SessionState:
    """End this session for both, at once. What was not revealed is deleted, whoever wrote it."""
    with transaction.atomic():
        state = load(holder, code, lock=True)
        if state.ended is not None:
            return state
        # What was opened stays where there is a page to look back at it.
        looked_back_at = state.content.exercise.comparison == "page"
        plans = state.layout.rounds if looked_back_at else ()
        revealed = [plan.id for plan in plans if state.facts.reached(plan.id, rules.RoundMilestone.REVEAL)]
        private = [plan.id for plan in state.layout.rounds if plan.private]  # never anybody else's
        keep = [step.id for step in state.layout.steps.values() if step.round in (*revealed, *private)]
        keep += _letters(state, looked_back_at)
        keep.append(rules.TAKEAWAY_STEP)
        _close_lines(state)
        Answer.objects.filter(session=state.session).exclude(step__in=keep).delete()
        own = {step: own for step, own in state.own.items() if step in keep}
        return raise_versions(replace(state, own=own, ended=timezone.now()), both=True)


def _close_lines(state: SessionState) -> None:
    """Each keeps the line they took along. It is shown to the other only if both had come to the end."""
    lines = Answer.objects.filter(session=state.session, step=rules.TAKEAWAY_STEP)
    lines.filter(state=Answer.State.DRAFT).delete()
    if not state.facts.both_said(rules.WHOLE, rules.SessionWord.TAKEAWAY):
        lines.update(shared_sealed=b"")


def _letters(state: SessionState, looked_back_at: bool) -> list[str]:
    """The letters that stay: opened ones, and those of an ended talk, which are their owner's alone."""
    shown = rules.opened_letters(state.facts)
    over = [talk for talk in rules.opened(state.facts) if rules.is_over(state.facts, talk)]
    return [talk.letter for talk in over if looked_back_at or talk not in shown]


def still_there(session: PairedSession) -> bool:
    """Whether the session still exists: asked once more before a rendered panel leaves."""
    return bool(_STILL.rows(session.pk))
