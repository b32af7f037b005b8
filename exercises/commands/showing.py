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
from exercises.queries.session_state import Own, Sitting
from exercises.rules import TAKEAWAY_STEP, WHOLE
from exercises.steps.layout import TAKEAWAY_LINE


def is_later(sitting: Sitting, step: str) -> bool:
    """Whether what is decided about this step now is no part of a preview any more."""
    if step == TAKEAWAY_STEP:
        return True
    spec = sitting.layout.steps.get(step)
    return (
        spec is not None
        and guesses.part_of(spec) is not None
        and sitting.facts.happened(spec.round, "reveal")
    )


def show(sitting: Sitting, step: str, base: int, kept: Own, share: Mapping[str, bool]) -> Outcome:
    """Show it, if that is what `share` says. Saying it again, or not saying it, changes nothing."""
    if step == TAKEAWAY_STEP:
        return _show_line(sitting, base, kept, share)
    return _show_guess(sitting, step, base, kept, share)


def _show_line(sitting: Sitting, base: int, kept: Own, share: Mapping[str, bool]) -> Outcome:
    shown = bool(kept.body.share.get(TAKEAWAY_LINE))
    on = share.get(TAKEAWAY_LINE, shown) and TAKEAWAY_LINE in kept.body.parts
    if not rules.may_show_line(sitting.facts, sitting.me, shown=shown, on=on):
        return Outcome(sitting, kept.revision)
    check_base(kept, base)
    own = Own(kept.state, kept.revision + 1, replace(kept.body, share={TAKEAWAY_LINE: True}))
    write(sitting, TAKEAWAY_STEP, own)
    release_steps(sitting, TAKEAWAY_STEP)
    # The other sees it once both have finished. Until then it is no news for them that it was shown.
    raise_versions(sitting, both=sitting.facts.both_said(WHOLE, "takeaway"))
    return Outcome(sitting, own.revision)


def _show_guess(sitting: Sitting, step: str, base: int, kept: Own, share: Mapping[str, bool]) -> Outcome:
    spec = sitting.layout.steps[step]
    part, guess = guesses.part_of(spec), guesses.given(sitting, spec)
    assert part is not None, "is_later has asked"
    shown = guesses.shown(sitting, spec, sitting.me) is not None
    on = share.get(part.id, shown) and guess is not None
    opened = guesses.is_open(sitting, spec)
    if not rules.may_show_guess(sitting.facts, opened=opened, shown=shown, on=on):
        return Outcome(sitting, kept.revision)
    check_base(kept, base)
    release_bodies(sitting, {step: {part.id: guess}})
    for read in (sitting.revealed, sitting.opened):  # it was read before there was this to read
        read.pop(spec.round, None)
    raise_versions(sitting, both=guesses.is_before_the_other(sitting, spec))
    return Outcome(sitting, kept.revision)
