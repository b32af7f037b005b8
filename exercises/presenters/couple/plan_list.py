"""If-then plans, as the couple's page lists them, from all that the two have done together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from django.urls import reverse

from couples.positions import Position, other
from exercises.content import kinds
from exercises.content.kinds import Part, Value
from exercises.language.typography import typeset
from exercises.queries import people, reveals
from exercises.queries.couple_sessions import CoupleSessions
from exercises.queries.plans import _text, is_through, opened_in, to_look_at
from exercises.queries.session_state import SessionState
from exercises.rules import RoundMilestone
from exercises.screens import FollowUp, Plan
from exercises.steps.layout import StepSpec


def present_plans(ours: CoupleSessions) -> tuple[Plan, ...]:
    """All plans, first those that wait to be looked at again, then by session, the newest first. No query."""
    looks: dict[str, list[SessionState]] = defaultdict(
        list
    )  # sessions that look at plans, by the earlier one
    for state in ours.states:
        if not state.content.exercise.listed:
            looks[state.earlier].append(state)
    made = [tuple(_of_session(state, looks[state.code])) for state in ours.states]
    made.sort(key=lambda found: not any(plan.follow_up in ("due", "going") for plan in found))
    return tuple(plan for found in made for plan in found)


def _of_session(state: SessionState, looks: list[SessionState]) -> Iterator[Plan]:
    follow_up, url = _follow_up(state, looks)
    asked = opened_in(state)
    for spec in state.layout.steps.values():
        for part in spec.parts if spec.is_plain else ():
            if kinds.is_plan(part):
                for position, plan in _made(state, spec, part):
                    again = asked.get(position) == plan.text and not plan.only_mine
                    yield replace(plan, follow_up=follow_up, url=url) if again else plan


def _made(state: SessionState, spec: StepSpec, part: Part) -> Iterator[tuple[Position, Plan]]:
    """Mine and theirs for one part, as far as I may see them here."""
    me, facts = state.me, state.facts
    opened = reveals.revealed(state, spec.round) if facts.reached(spec.round, RoundMilestone.REVEAL) else None
    mine, is_settled = _mine(state, spec, part), opened is not None or _is_private(state, spec)
    if mine is not None and is_settled:
        shared = opened is not None and opened.part(me, spec.id, part.id) is not None
        yield me, _plan(state, part, mine, me, only_mine=not shared)
    if opened is not None and spec in reveals.visible_steps(state, opened):
        theirs = opened.part(other(me), spec.id, part.id)
        if theirs is not None:
            yield other(me), _plan(state, part, theirs, other(me), only_mine=False)


def _mine(state: SessionState, spec: StepSpec, part: Part) -> Value | None:
    own = state.own.get(spec.id)
    return own.body.parts.get(part.id) if own is not None and own.is_in else None


def _is_private(state: SessionState, spec: StepSpec) -> bool:
    plan = state.facts.round(spec.round)
    return plan is not None and plan.private


def _plan(state: SessionState, part: Part, value: Value, position: Position, *, only_mine: bool) -> Plan:
    return Plan(
        person=people.person(state, position),
        text=_text(state, part, value, position),
        exercise=typeset(state.content.exercise.title),
        only_mine=only_mine,
        code=state.code,
    )


def _follow_up(state: SessionState, looks: list[SessionState]) -> tuple[FollowUp, str]:
    """Whether the plans of this session can be looked at again, or were; and where."""
    for look in looks:
        if is_through(look):
            return "done", reverse("comparison", args=[look.address_of(look.code)])
    for look in looks:
        if look.ended is None:
            return "going", reverse("session", args=[look.code])
    return ("due", "") if to_look_at(state) else ("", "")
