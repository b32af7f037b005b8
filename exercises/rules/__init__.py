"""The rules of a paired session: where a seat stands, what may happen now, what comes true.

Pure; knows no row and no content. Facts go in; a stage, a refusal or the milestones that are due come out.
Read `words` and `facts` first, then `stages`, `permissions` and `milestones`; `turns` is the clock of what
both do together, `talks` a talk about a card, `reading` what of the other's may be read,
`common_knowledge` which words both know of, `one_phone` what changes where the two share a phone.
"""

from __future__ import annotations

from exercises.rules.circumstances import Circumstances
from exercises.rules.common_knowledge import is_known_to_both
from exercises.rules.facts import TAKEAWAY_STEP, WHOLE, Facts, RoundPlan, SharedActivity, Signal, Stage, Where
from exercises.rules.milestones import due
from exercises.rules.one_phone import is_alone, is_of_both
from exercises.rules.permissions import may_answer, may_say, may_show_guess, may_show_line
from exercises.rules.reading import readable_steps
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
    asked_of,
    can_be_apart,
    card_number,
    each_chosen,
    has_begun,
    in_common,
    is_apart,
    news_for,
    open_steps,
    stage_of,
    stopped_at,
)
from exercises.rules.talks import (
    WAYS,
    Talk,
    asked,
    both_asked,
    chosen,
    current,
    going_on,
    is_letter,
    is_over,
    latest,
    letter_of,
    opened,
    opened_letters,
    talk_of,
    unsent_letter,
    way_of,
)
from exercises.rules.tender import is_put_off, next_later
from exercises.rules.words import (
    RoundMilestone,
    RoundWord,
    SessionWord,
    Way,
    parse_reached,
    parse_said,
    parse_word,
)

__all__ = [
    "TAKEAWAY_STEP",
    "WAYS",
    "WHOLE",
    "BothIn",
    "Changed",
    "Circumstances",
    "Facts",
    "NotYet",
    "NothingToOpen",
    "RoundMilestone",
    "RoundPlan",
    "RoundWord",
    "Signal",
    "SessionEnded",
    "SessionWord",
    "Shown",
    "Stage",
    "Stale",
    "Talk",
    "SharedActivity",
    "Undecided",
    "UnknownStep",
    "Unready",
    "Way",
    "Where",
    "asked",
    "asked_of",
    "both_asked",
    "can_be_apart",
    "card_number",
    "chosen",
    "current",
    "due",
    "each_chosen",
    "going_on",
    "has_begun",
    "in_common",
    "news_for",
    "is_alone",
    "is_apart",
    "is_known_to_both",
    "is_letter",
    "is_of_both",
    "is_over",
    "is_put_off",
    "latest",
    "may_answer",
    "may_say",
    "may_show_guess",
    "may_show_line",
    "next_later",
    "open_steps",
    "opened",
    "opened_letters",
    "parse_reached",
    "parse_said",
    "parse_word",
    "readable_steps",
    "stage_of",
    "stopped_at",
    "talk_of",
    "way_of",
    "letter_of",
    "unsent_letter",
]
