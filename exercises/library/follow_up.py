"""What has to agree where plans are made that can be looked at again, and where they are looked at. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from exercises.content import kinds
from exercises.content.exercise import Exercise, Loc, Problem, ScreenSpec


def problems(exercise: Exercise) -> Iterator[Problem]:
    """Yield what does not fit together about plans and a later look at them."""
    screens = [
        (("rounds", at, "screens", number), screen)
        for at, each in enumerate(exercise.rounds)
        for number, screen in enumerate(each.screens)
    ]
    if exercise.follow_up is not None and not any(_is_shown_plan(screen) for _, screen in screens):
        yield ("follow_up",), "left out; no plan is made here that both could see"
    if exercise.follow_up is not None and not exercise.listed:
        yield ("follow_up",), "left out; plans are looked at again once"
    seen: dict[str, None] = {}
    for loc, screen in screens:
        yield from _looking(exercise, loc, screen, screen.looks_at in seen)
        if screen.looks_at:
            seen[screen.looks_at] = None
    if len(exercise.rounds) > 1 and seen:
        yield ("rounds", 1), "one round only; what looks at plans is short"


def _looking(exercise: Exercise, loc: Loc, screen: ScreenSpec, again: bool) -> Iterator[Problem]:
    if exercise.listed:
        return
    if not screen.looks_at:
        yield loc, "looks_at: first_plan or second_plan, as on the other screens"
    elif screen.voice is not None or screen.per:
        yield (*loc, "looks_at"), "a plain screen, asked once"
    elif again:
        yield (*loc, "looks_at"), "each plan once"
    elif not any(part.visibility in ("shared", "ask") for part in screen.all_parts):
        yield (*loc, "parts"), "a part that can be shared; both look at a plan"


def _is_shown_plan(screen: ScreenSpec) -> bool:
    return screen.voice is None and any(
        kinds.is_plan(part) and part.visibility in ("shared", "ask") for part in screen.all_parts
    )
