"""Answers: draft, send, pass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from couples.access import Holder
from couples.positions import other
from exercises import rules
from exercises.commands import showing
from exercises.commands.persistence import (
    Outcome,
    apply_due_milestones,
    check_base,
    raise_versions,
    release_steps,
    say,
    write,
)
from exercises.content.answer_body import AnswerBody
from exercises.models import Answer
from exercises.queries import earlier_answers
from exercises.queries.loading import load
from exercises.queries.session_state import OwnAnswer, SessionState
from exercises.rules.words import TalkEvent
from exercises.steps import cleaning


def draft(holder: Holder, code: str, *, step: str, base: int, raw: Mapping[str, str | list[str]]) -> Outcome:
    """Keep what is being typed, for its owner only. A draft never takes an answer back."""
    with transaction.atomic():
        state = load(holder, code, lock=True)
        rules.may_answer(state.facts, state.me, step)
        kept = state.own.get(step)
        typed = dict(raw)
        if kept is not None and kept.body.draft == typed:
            return Outcome(state, kept.revision)
        check_base(kept, base)
        own = (
            OwnAnswer(Answer.State.DRAFT, 1, AnswerBody(draft=typed)) if kept is None else kept.drafted(typed)
        )
        state = raise_versions(write(state, step, own), both=False)
    return Outcome(state, own.revision)


def answer(
    holder: Holder,
    code: str,
    *,
    step: str,
    base: int,
    raw: Mapping[str, str | list[str]] | None,
    share: Mapping[str, bool],
) -> Outcome:
    """Send one step. raw None: only decide what is shared of what is in.

    Later than that only two things can still be shown, once and for good: the line that I took along, and a
    calm guess (see `showing`).

    What is equal to what is stored is accepted whatever its base; otherwise raises Stale with the
    stored revision. Raises Unclear when the input does not make an answer.
    """
    with transaction.atomic():
        state = load(holder, code, lock=True)
        kept = _kept(state, step)
        before = kept.body if kept is not None else AnswerBody()
        if raw is None:
            if kept is None or not kept.is_in or rules.is_letter(step):
                raise rules.Unready
            if showing.is_later(state, step):
                return showing.show(state, step, base, kept, share)
        parts = before.parts if raw is None else _cleaned(state, step, raw)
        passed = before.passed if raw is None else False
        body = AnswerBody(parts, before.decided(parts, share), passed)
        return _put_in(state, step, base, kept, body)


def _cleaned(state: SessionState, step: str, raw: Mapping[str, str | list[str]]) -> dict[str, Any]:
    if step == rules.TAKEAWAY_STEP:
        return cleaning.clean_takeaway(raw)
    if rules.is_letter(step):
        return cleaning.clean_letter(raw)
    if step not in state.layout.steps:
        raise rules.UnknownStep
    return cleaning.clean(earlier_answers.complete_step(state, step), raw)


def pass_(holder: Holder, code: str, *, step: str, base: int | None = None) -> Outcome:
    """Pass this step, without a reason. Passing twice is passing."""
    with transaction.atomic():
        state = load(holder, code, lock=True)
        kept = _kept(state, step)
        if rules.is_letter(step):
            raise rules.UnknownStep  # nobody has to write: a letter is left unsent
        if base is None:
            base = kept.revision if kept is not None else 0
        return _put_in(state, step, base, kept, AnswerBody(passed=True))


def _kept(state: SessionState, step: str) -> OwnAnswer | None:
    """What is stored of this step. Unless it is in, raises when it may not be answered now."""
    kept = state.own.get(step)
    if kept is None or not kept.is_in:
        rules.may_answer(state.facts, state.me, step)
    return kept


def _put_in(state: SessionState, step: str, base: int, kept: OwnAnswer | None, body: AnswerBody) -> Outcome:
    letter = rules.unsent_letter(state.facts, state.me, step)
    if kept is not None and kept.is_in:
        # Only the reply was lost, whatever has happened since. A letter taken back is sent, as it was, too.
        if kept.body == body and letter is None:
            return Outcome(state, kept.revision)
        rules.may_answer(state.facts, state.me, step)
    if kept is None or kept.body != body or not kept.is_in:
        check_base(kept, base)
    own = OwnAnswer(Answer.State.IN, (kept.revision if kept else 0) + 1, body)
    before = rules.news_for(state.facts, other(state.me))
    state = write(state, step, own)
    if step == rules.TAKEAWAY_STEP:
        release_steps(state, step)
        state = say(state, rules.WHOLE, rules.SessionWord.TAKEAWAY)
    elif letter is not None:
        release_steps(state, step)
        state = apply_due_milestones(say(state, letter.round, letter.word(TalkEvent.LETTER)))
    news = rules.news_for(state.facts, other(state.me)) != before or _shows_line(state, step, own)
    state = raise_versions(state, both=news)
    return Outcome(state, own.revision)


def _shows_line(state: SessionState, step: str, own: OwnAnswer) -> bool:
    """Whether this gives the other a line to see. That somebody has come to the end is nobody else's."""
    finished = step == rules.TAKEAWAY_STEP and state.facts.both_said(rules.WHOLE, rules.SessionWord.TAKEAWAY)
    return finished and any(own.body.share.values())
