"""The rules of a paired session: where a seat stands, what may happen now, what comes true.

Pure. Facts go in; a stage, a refusal or the moments that are due come out. Read `facts` first, then
`stages`, `permissions` and `moments`; `turns` is the clock of what both do together.
"""

from __future__ import annotations

from exercises.rules.facts import (
    TAKEAWAY_STEP,
    WHOLE,
    Facts,
    Position,
    RoundPlan,
    Said,
    Stage,
    Together,
    Where,
    other,
)
from exercises.rules.moments import due
from exercises.rules.permissions import may_answer, may_say
from exercises.rules.refusals import (
    BothIn,
    Changed,
    NothingToOpen,
    NotYet,
    SessionEnded,
    Shown,
    Stale,
    Undecided,
    UnknownStep,
    Unready,
)
from exercises.rules.stages import (
    card_number,
    has_begun,
    in_common,
    is_apart,
    open_steps,
    stage_of,
    stopped_at,
)

__all__ = [
    "TAKEAWAY_STEP",
    "WHOLE",
    "BothIn",
    "Changed",
    "Facts",
    "NotYet",
    "NothingToOpen",
    "Position",
    "RoundPlan",
    "Said",
    "SessionEnded",
    "Shown",
    "Stage",
    "Stale",
    "Together",
    "Undecided",
    "UnknownStep",
    "Unready",
    "Where",
    "card_number",
    "due",
    "has_begun",
    "in_common",
    "is_apart",
    "may_answer",
    "may_say",
    "open_steps",
    "other",
    "stage_of",
    "stopped_at",
]
