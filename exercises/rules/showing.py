"""What may still be shown after it was kept: a line to take along, a calm guess. Pure."""

from __future__ import annotations

from couples.positions import Position
from exercises.rules.facts import Facts, Stage
from exercises.rules.refusals import NotYet, SessionEnded
from exercises.rules.stages import stage_of

GIVEN_AWAY = "Nothing is lost. It has been shown, and that can’t be taken back."


def may_show_line(facts: Facts, me: Position, *, shown: bool, on: bool) -> bool:
    """Whether showing the line that I took along changes anything now. Raise if it may not be (un)shown."""
    return _once(facts, stage_of(facts, me).stage is Stage.FINISHED, shown=shown, on=on)


def may_show_guess(facts: Facts, *, opened: bool, shown: bool, on: bool) -> bool:
    """Whether showing a guess changes anything now. opened: what it is held against is open to me."""
    return _once(facts, opened, shown=shown, on=on)


def _once(facts: Facts, is_time: bool, *, shown: bool, on: bool) -> bool:
    """By its owner, once, and for good."""
    if shown == on:
        return False
    if not facts.open:
        raise SessionEnded
    if shown:
        raise NotYet(GIVEN_AWAY)
    if not is_time:
        raise NotYet
    return True
