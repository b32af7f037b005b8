"""Showing later what was kept so far: the line to take along, a calm guess. By its owner, once, for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from exercises import rules
from exercises.commands.persistence import (
    Outcome,
    check_base,
    raise_versions,
    release_bodies,
    release_steps,
    write,
)
from exercises.queries import guesses
from exercises.queries.session_state import OwnAnswer, SessionState
from exercises.rules import TAKEAWAY_STEP, WHOLE, RoundMilestone, SessionWord
from exercises.steps.layout import TAKEAWAY_LINE


def is_later(state: SessionState, step: str) -> bool:
    """Whether what is decided about this step now is no part of a preview any more."""
    if step == TAKEAWAY_STEP:
        return True
    spec = state.layout.steps.get(step)
    return (
        spec is not None
        and guesses.part_of(spec) is not None
        and state.facts.reached(spec.round, RoundMilestone.REVEAL)
    )


def show(state: SessionState, step: str, base: int, kept: OwnAnswer, share: Mapping[str, bool]) -> Outcome:
    """Show it, if that is what `share` says. Saying it again, or not saying it, changes nothing."""
    if step == TAKEAWAY_STEP:
        return _show_line(state, base, kept, share)
    return _show_guess(state, step, base, kept, share)


def _show_line(state: SessionState, base: int, kept: OwnAnswer, share: Mapping[str, bool]) -> Outcome:
    shown = bool(kept.body.share.get(TAKEAWAY_LINE))
    on = share.get(TAKEAWAY_LINE, shown) and TAKEAWAY_LINE in kept.body.parts
    if not rules.may_show_line(state.facts, state.me, shown=shown, on=on):
        return Outcome(state, kept.revision)
    check_base(kept, base)
    own = OwnAnswer(kept.state, kept.revision + 1, replace(kept.body, share={TAKEAWAY_LINE: True}))
    state = write(state, TAKEAWAY_STEP, own)
    release_steps(state, TAKEAWAY_STEP)
    # The other sees it once both have finished. Until then it is no news for them that it was shown.
    state = raise_versions(state, both=state.facts.both_said(WHOLE, SessionWord.TAKEAWAY))
    return Outcome(state, own.revision)


def _show_guess(
    state: SessionState, step: str, base: int, kept: OwnAnswer, share: Mapping[str, bool]
) -> Outcome:
    spec = state.layout.steps[step]
    part, guess = guesses.part_of(spec), guesses.given(state, spec)
    assert part is not None, "is_later has asked"
    shown = guesses.shown(state, spec, state.me) is not None
    on = share.get(part.id, shown) and guess is not None
    opened = guesses.is_open(state, spec)
    if not rules.may_show_guess(state.facts, opened=opened, shown=shown, on=on):
        return Outcome(state, kept.revision)
    check_base(kept, base)
    release_bodies(state, {step: {part.id: guess}})
    state = replace(state, opened=state.opened.empty())  # it was read before there was this to read
    state = raise_versions(state, both=guesses.is_before_the_other(state, spec))
    return Outcome(state, kept.revision)
