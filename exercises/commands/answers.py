"""Answers: draft, send, pass."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from couples.access import Holder
from exercises import rules
from exercises.commands import showing
from exercises.commands.persistence import (
    Outcome,
    check_base,
    raise_versions,
    release_steps,
    say,
    settle,
    write,
)
from exercises.content.answer_body import Body
from exercises.models import Answer
from exercises.queries import earlier_answers
from exercises.queries.session_state import Own, Sitting, drafted, take
from exercises.steps import cleaning


def draft(holder: Holder, code: str, *, step: str, base: int, raw: Mapping[str, str | list[str]]) -> Outcome:
    """Keep what is being typed, for its owner only. A draft never takes an answer back."""
    with transaction.atomic():
        sitting = take(holder, code, lock=True)
        rules.may_answer(sitting.facts, sitting.me, step)
        kept = sitting.own.get(step)
        typed = dict(raw)
        if kept is not None and kept.body.draft == typed:
            return Outcome(sitting, kept.revision)
        check_base(kept, base)
        own = Own(Answer.State.DRAFT, 1, Body(draft=typed)) if kept is None else drafted(kept, typed)
        write(sitting, step, own)
        raise_versions(sitting, both=False)
    return Outcome(sitting, own.revision)


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
        sitting = take(holder, code, lock=True)
        kept = _kept(sitting, step)
        before = kept.body if kept is not None else Body()
        if raw is None:
            if kept is None or not kept.is_in or rules.is_letter(step):
                raise rules.Unready
            if showing.is_later(sitting, step):
                return showing.show(sitting, step, base, kept, share)
        parts = before.parts if raw is None else _cleaned(sitting, step, raw)
        passed = before.passed if raw is None else False
        body = Body(parts, before.decided(parts, share), passed)
        return _put_in(sitting, step, base, kept, body)


def _cleaned(sitting: Sitting, step: str, raw: Mapping[str, str | list[str]]) -> dict[str, Any]:
    if step == rules.TAKEAWAY_STEP:
        return cleaning.clean_takeaway(raw)
    if rules.is_letter(step):
        return cleaning.clean_letter(raw)
    if step not in sitting.layout.steps:
        raise rules.UnknownStep
    return cleaning.clean(earlier_answers.spec_of(sitting, step), raw)


def pass_(holder: Holder, code: str, *, step: str, base: int | None = None) -> Outcome:
    """Pass this step, without a reason. Passing twice is passing."""
    with transaction.atomic():
        sitting = take(holder, code, lock=True)
        kept = _kept(sitting, step)
        if rules.is_letter(step):
            raise rules.UnknownStep  # nobody has to write: a letter is left unsent
        if base is None:
            base = kept.revision if kept is not None else 0
        return _put_in(sitting, step, base, kept, Body(passed=True))


def _kept(sitting: Sitting, step: str) -> Own | None:
    """What is stored of this step. Unless it is in, raises when it may not be answered now."""
    kept = sitting.own.get(step)
    if kept is None or not kept.is_in:
        rules.may_answer(sitting.facts, sitting.me, step)
    return kept


def _put_in(sitting: Sitting, step: str, base: int, kept: Own | None, body: Body) -> Outcome:
    letter = rules.unsent_letter(sitting.facts, sitting.me, step)
    if kept is not None and kept.is_in:
        # Only the reply was lost, whatever has happened since. A letter taken back is sent, as it was, too.
        if kept.body == body and letter is None:
            return Outcome(sitting, kept.revision)
        rules.may_answer(sitting.facts, sitting.me, step)
    if kept is None or kept.body != body or not kept.is_in:
        check_base(kept, base)
    own = Own(Answer.State.IN, (kept.revision if kept else 0) + 1, body)
    before = rules.in_common(sitting.facts)
    write(sitting, step, own)
    if step == rules.TAKEAWAY_STEP:
        release_steps(sitting, step)
        say(sitting, rules.WHOLE, "takeaway")
    elif letter is not None:
        release_steps(sitting, step)
        say(sitting, letter.round, letter.word("letter"))
        settle(sitting)
    raise_versions(sitting, both=rules.in_common(sitting.facts) != before or _shows_line(sitting, step, own))
    return Outcome(sitting, own.revision)


def _shows_line(sitting: Sitting, step: str, own: Own) -> bool:
    """Whether this gives the other a line to see. That somebody has come to the end is nobody else's."""
    finished = step == rules.TAKEAWAY_STEP and sitting.facts.both_said(rules.WHOLE, "takeaway")
    return finished and any(own.body.share.values())
