"""What is asked of a part, whatever its kind. Pure.

Nobody outside this package asks which kind a part is of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from exercises.content.answer_body import FormFields
from exercises.content.cues import Cue, Reading
from exercises.content.kinds.activities import Activity
from exercises.content.kinds.capabilities import Adds, Around, Elsewhere, OptionsFrom, Placed, Slips
from exercises.content.kinds.ideas import Ideas
from exercises.content.kinds.parts import Fate, PartSpec, Value, about
from exercises.content.kinds.registry import KINDS
from exercises.language.typography import Names, typeset
from exercises.screens import PartInput


def clean(part: PartSpec, raw: FormFields, cue: Cue | None) -> Value | None:
    """Return what `raw` holds for this part, None when it was not touched. Raises Unclear, nothing else."""
    return KINDS[part.kind].clean(part, raw, cue)


def to_raw(part: PartSpec, value: Value) -> dict[str, str | list[str]]:
    """Return the form fields that would send this value; cleaning them gives it again."""
    return KINDS[part.kind].to_raw(part, value)


def words(part: PartSpec, value: Value, cue: Cue | None, voice: str, names: Names) -> str:
    """Return any part's value in words. For a pick there is also `says`, which needs no part."""
    return KINDS[part.kind].says(part, value, cue, voice, names)


def made_up(part: PartSpec, ideas: Ideas) -> Value | None:
    """Return what somebody who is made up gives to this part; None where that is nothing."""
    return KINDS[part.kind].made_up(part, ideas)


def tender(part: PartSpec, value: Value, cue: Cue | None) -> Fate | None:
    """Return the default with which a shared value is asked about singly; None when it isn't asked about."""
    return KINDS[part.kind].tender(value, cue)


def lines(part: PartSpec, value: Value, names: Names) -> tuple[str, ...]:
    """Return any part's value line by line, for a card about a plain step."""
    return KINDS[part.kind].lines(part, value, names)


def on_card(part: PartSpec, value: Value, names: Names, own_name: str) -> tuple[str, ...]:
    """Return any part's value line by line, as a card about both has it. own_name: of whoever said it."""
    return KINDS[part.kind].on_card(part, value, names, own_name)


def compares(part: PartSpec, first: Value, second: Value) -> str:
    """Return what a card says of two people's values; "" where content has no words for it."""
    return KINDS[part.kind].compares(part, first, second)


def tags(part: PartSpec, value: Value) -> tuple[str, ...]:
    """Return what each of these lines is about, in words; () where that is not asked."""
    return KINDS[part.kind].tags(part, value)


def same(part: PartSpec, first: Value, second: Value) -> bool:
    """Return whether two people's values for this part say the same."""
    return KINDS[part.kind].same(part, first, second)


def merges(part: PartSpec) -> bool:
    """Return whether two people's lines are shown as both, only one, only the other."""
    kind = KINDS[part.kind]
    return kind.merges and not kind.is_apart(part)


def card(part: PartSpec) -> str:
    """Return the template in which what each of the two said stands by itself."""
    return f"cards/{'sides' if KINDS[part.kind].is_apart(part) else part.kind}.html"


def needs_words(part: PartSpec) -> bool:
    """Return whether it is about something that the other shared, and is nothing without it."""
    return bool(about(part)) and (KINDS[part.kind].answers_words or getattr(part, "needs_about", False))


def longest(part: PartSpec) -> int:
    """Return the most characters that a value of this part may hold."""
    return KINDS[part.kind].longest(part) if takes_answer(part) else 0


def takes_answer(part: PartSpec) -> bool:
    """Return whether something can be entered that reaches the server."""
    return KINDS[part.kind].takes_answer


def in_dock(part: PartSpec) -> bool:
    """Return whether its tiles stand in the dock of a plain step, and send it."""
    return KINDS[part.kind].in_dock


def is_together(part: PartSpec) -> bool:
    """Return whether both do it at the same time."""
    return KINDS[part.kind].together


def sends_alone(part: PartSpec) -> bool:
    """Return whether choosing an option sends the step where nothing else on the screen takes an answer."""
    return KINDS[part.kind].sends_by_itself(part)


def fields(part: PartSpec) -> tuple[str, ...]:
    """Return the names of the form fields that belong to this part."""
    return KINDS[part.kind].fields(part)


def needs_cue(part: PartSpec) -> bool:
    """Return whether it asks about a cue."""
    return KINDS[part.kind].needs_cue


def moments_only(part: PartSpec) -> bool:
    """Return whether it is asked about a moment, and stands on no plain screen."""
    return KINDS[part.kind].moments_only


def asked_first(voice: str) -> str:
    """Return the name of the kind with which a screen of this voice begins; "" where it is no voice."""
    return next((name for name, kind in KINDS.items() if kind.opens == voice), "")


def opens(part: PartSpec, voice: str) -> bool:
    """Return whether a screen of this voice begins with it."""
    return KINDS[part.kind].opens == voice


def adds(part: PartSpec) -> Adds:
    """Return what it says beside what its screen mainly asks; "" where it is no such thing."""
    return KINDS[part.kind].adds


def is_alike(part: PartSpec, other: PartSpec) -> bool:
    """Return whether the two are of one kind, so that their values can stand beside each other."""
    return part.kind == other.kind


def options_from(part: PartSpec) -> OptionsFrom:
    """Return what it takes from elsewhere; "" where all of it is its own."""
    return KINDS[part.kind].options_from(part)


def options(part: PartSpec) -> tuple[str, ...]:
    """Return what can be chosen, as far as it is known by now; () where nothing is."""
    return tuple(getattr(part, "options", ()))


def taken(part: PartSpec, elsewhere: Elsewhere) -> dict[str, Any]:
    """Return the keys of the part that are filled in from elsewhere in its exercise."""
    return KINDS[part.kind].taken(part, elsewhere)


def is_gate(part: PartSpec) -> bool:
    """Return whether it asks both whether to go on."""
    return KINDS[part.kind].is_gate


def stops_with(part: PartSpec) -> str:
    """Return what is said where one of the two would rather stop; "" where that is not asked."""
    return KINDS[part.kind].stops_with(part)


def is_plan(part: PartSpec) -> bool:
    """Return whether it makes a plan, which can be looked at again."""
    return KINDS[part.kind].is_plan


def finds_stories(part: PartSpec) -> bool:
    """Return whether it lists what a moment could also have been."""
    return KINDS[part.kind].finds_stories


def says_back(part: PartSpec) -> bool:
    """Return whether the other's words are said back in it."""
    return KINDS[part.kind].says_back


def confirm(part: PartSpec) -> tuple[str, ...]:
    """Return what the other may say to it: it fits, it almost does; () where nobody is asked."""
    return KINDS[part.kind].confirm(part)


def guesses_at(part: PartSpec) -> str:
    """Return the id of the part that it guesses at; "" where it is no guess."""
    return KINDS[part.kind].guesses_at(part)


def measures(part: PartSpec) -> str:
    """Return the short name of what it puts a number to; "" where it puts one to nothing."""
    return KINDS[part.kind].measures(part)


def is_noted(part: PartSpec) -> bool:
    """Return whether what stays with its owner is a note on their page; else it has its own place there."""
    return KINDS[part.kind].noted


def hints(part: PartSpec) -> tuple[str, ...]:
    """Return the words on which a hint comes up."""
    return KINDS[part.kind].hints(part)


def activity(part: PartSpec) -> Activity | None:
    """Return what both do at the same time; None where they don't, or where it takes no time."""
    return KINDS[part.kind].activity(part)


def placed(part: PartSpec, round: int, screen: str, *, voice: bool, per: bool) -> Placed:
    """Return the part as one that stands there."""
    return Placed(part, KINDS[part.kind], round, screen, voice, per)


def slips(here: Placed, around: Around) -> Slips:
    """Yield what of a part does not agree with what stands around it: the key, and what would be right."""
    return here.kind.slips(here.part, here, around)


def input(
    part: PartSpec,
    cue: Cue | None,
    voice: str,
    value: Value | None,
    names: Names,
    *,
    order: Sequence[Reading] = (),
    raw: FormFields | None = None,
    prompt: str = "",
) -> PartInput:
    """Return the part as an input that holds `value`, or `raw` where something was typed and not kept.

    order: the cue's readings as they stand. prompt: stands in where the part has none of its own.
    """
    if raw is None:
        raw = {} if value is None else to_raw(part, value)
    made = KINDS[part.kind].input(part, cue, voice, raw, names, order)
    return replace(made, prompt=made.prompt or typeset(prompt, names))
