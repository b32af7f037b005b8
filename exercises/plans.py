"""If-then plans that the two have made: derived from what they answered, in all that they have done together.

Reads only. Of mine everything once it can't change any more, of the other's what a card has shown. Some time
later the plans of a session can be looked at again, by both, in one session that looks back at it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from django.urls import reverse

from couples.refusals import NotHere
from couples.vault import Unreadable
from exercises import clock, kinds, people, reveals
from exercises.kinds import Value, if_then
from exercises.rules import Position, other
from exercises.screens import FollowUp, Plan, Quote
from exercises.sitting import Sitting, beside
from exercises.sittings import Sittings
from exercises.snapshots import ContentDamaged
from exercises.steps import StepSpec
from exercises.typography import typeset

# Whose plan a screen looks at: as content says it, and by position.
WHOSE: Mapping[str, Position] = {"first_plan": 1, "second_plan": 2}
PLANNED = "planned"


def of(sat: Sittings) -> tuple[Plan, ...]:
    """All plans, first those that wait to be looked at again, then by session, the newest first. No query."""
    looks: dict[str, list[Sitting]] = defaultdict(list)  # sessions that look at plans, by the earlier one
    for sitting in sat.found:
        if not sitting.content.exercise.listed:
            looks[sitting.earlier].append(sitting)
    made = [tuple(_of_session(sitting, looks[sitting.code])) for sitting in sat.found]
    made.sort(key=lambda found: not any(plan.follow_up in ("due", "going") for plan in found))
    return tuple(plan for found in made for plan in found)


def _of_session(sitting: Sitting, looks: list[Sitting]) -> Iterator[Plan]:
    follow_up, url = _follow_up(sitting, looks)
    asked = opened_in(sitting)
    for spec in sitting.layout.steps.values():
        for part in spec.parts if spec.is_plain else ():
            if isinstance(part, if_then.Part):
                for position, plan in _made(sitting, spec, part):
                    again = asked.get(position) == plan.text and not plan.only_mine
                    yield replace(plan, follow_up=follow_up, url=url) if again else plan


def _made(sitting: Sitting, spec: StepSpec, part: if_then.Part) -> Iterator[tuple[Position, Plan]]:
    """Mine and theirs for one part, as far as I may see them here."""
    me, facts = sitting.me, sitting.facts
    opened = reveals.revealed(sitting, spec.round) if facts.happened(spec.round, "reveal") else None
    mine, is_settled = _mine(sitting, spec, part), opened is not None or _is_private(sitting, spec)
    if mine is not None and is_settled:
        shared = opened is not None and opened.part(me, spec.id, part.id) is not None
        yield me, _plan(sitting, part, mine, me, only_mine=not shared)
    if opened is not None and spec in reveals.visible_steps(sitting, opened):
        theirs = opened.part(other(me), spec.id, part.id)
        if theirs is not None:
            yield other(me), _plan(sitting, part, theirs, other(me), only_mine=False)


def _mine(sitting: Sitting, spec: StepSpec, part: if_then.Part) -> Value | None:
    own = sitting.own.get(spec.id)
    return own.body.parts.get(part.id) if own is not None and own.is_in else None


def _is_private(sitting: Sitting, spec: StepSpec) -> bool:
    plan = sitting.facts.round(spec.round)
    return plan is not None and plan.private


def _plan(sitting: Sitting, part: if_then.Part, value: Value, position: Position, *, only_mine: bool) -> Plan:
    return Plan(
        person=people.person(sitting, position),
        text=_text(sitting, part, value, position),
        exercise=typeset(sitting.content.exercise.title),
        only_mine=only_mine,
        code=sitting.code,
    )


def _text(sitting: Sitting, part: if_then.Part, value: Value, position: Position) -> str:
    return kinds.words(part, value, None, "", sitting.names_for(position))


# ---- looked at again ----------------------------------------------------------------------------------


def opened_in(sitting: Sitting) -> dict[Position, str]:
    """By position the plan of each that both have seen in this session: the first that they showed.

    Nothing before all cards about it are through, so that it is the same for both.
    """
    found: dict[Position, str] = {}
    for spec in sitting.layout.steps.values():
        if not spec.is_plain or not sitting.facts.happened(spec.round, "closed"):
            continue
        opened = reveals.revealed(sitting, spec.round)
        for part in spec.parts:
            for position in WHOSE.values() if isinstance(part, if_then.Part) else ():
                value = opened.part(position, spec.id, part.id)
                if value is not None and isinstance(part, if_then.Part):
                    found.setdefault(position, _text(sitting, part, value, position))
    return found


def to_look_at(sitting: Sitting) -> tuple[str, ...]:
    """The plans of this session that can be looked at by now, as content calls them; () where none can.

    The days count from when the cards turned over.
    """
    exercise = sitting.content.exercise
    opened = opened_in(sitting)
    if exercise.follow_up is None or not opened:
        return ()
    turned = max(at for (_, what), at in sitting.moments.items() if what == "reveal")
    wait = timedelta(days=exercise.follow_up.days)
    if clock.now_ms() < turned + wait / timedelta(milliseconds=1):
        return ()
    return tuple(name for name, position in WHOSE.items() if position in opened)


def is_through(sitting: Sitting) -> bool:
    """Whether a look at plans has shown its cards: all of them, or some before it was ended."""
    words = {what for _, what in sitting.moments}
    return "closed" in words or (sitting.session.ended is not None and "reveal" in words)


def _follow_up(sitting: Sitting, looks: list[Sitting]) -> tuple[FollowUp, str]:
    """Whether the plans of this session can be looked at again, or were; and where."""
    for look in looks:
        if is_through(look):
            return "done", reverse("comparison", args=[look.code])
    for look in looks:
        if look.session.ended is None:
            return "going", reverse("session", args=[look.code])
    return ("due", "") if to_look_at(sitting) else ("", "")


def quoted(sitting: Sitting, spec: StepSpec) -> Quote | None:
    """The plan that this step looks at, in the words of whoever made it; None where it can't be shown.

    Five queries the first time, none where the step looks at no plan.
    """
    whose = WHOSE.get(spec.screen.looks_at)
    if whose is None:
        return None
    if sitting.earlier_plans is None:
        sitting.earlier_plans = _earlier(sitting)
    text = sitting.earlier_plans.get(whose)
    return Quote(people.person(sitting, whose), (text,), PLANNED) if text else None


def _earlier(sitting: Sitting) -> Mapping[Position, str]:
    try:
        return opened_in(beside(sitting, sitting.earlier))
    except (NotHere, ContentDamaged, Unreadable):
        return {}
