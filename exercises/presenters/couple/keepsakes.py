"""What the two keep from what they did together, as one of them sees it. Reads only."""

from __future__ import annotations

from collections.abc import Iterator

from couples.access import Holder
from couples.positions import other
from exercises import rules
from exercises.language.typography import typeset
from exercises.presenters.couple import glossary_lines, plan_list
from exercises.queries import couple_sessions, people
from exercises.queries.couple_sessions import CoupleSessions
from exercises.queries.session_state import SessionState
from exercises.screens import Keepsakes, TakenAlong
from exercises.steps.layout import TAKEAWAY_LINE


def keepsakes_page(holder: Holder, couple_code: str) -> Keepsakes:
    """Lines taken along, glossary and plans of this couple. Raises NotHere for a stranger. Seven queries."""
    return present_keepsakes(couple_sessions.load_all(holder, couple_code))


def present_keepsakes(ours: CoupleSessions) -> Keepsakes:
    """The same from the sessions of a couple. One query."""
    lines = glossary_lines.lines(ours)
    return Keepsakes(
        taken=tuple(line for state in ours.states for line in _taken(ours, state)),
        glossary=lines,
        plans=plan_list.present_plans(ours),
        offered=glossary_lines.offered(ours, lines),
    )


def _taken(ours: CoupleSessions, state: SessionState) -> Iterator[TakenAlong]:
    """My line of this session, and theirs where they shared it and both have finished."""
    title = typeset(state.content.exercise.title)
    own = state.own.get(rules.TAKEAWAY_STEP)
    line = own.body.parts.get(TAKEAWAY_LINE) if own is not None and own.is_in else None
    if own is not None and line:
        shared = bool(own.body.share.get(TAKEAWAY_LINE))
        yield TakenAlong(people.person(state, state.me), str(line), title, only_mine=not shared)
    if state.facts.both_said(rules.WHOLE, rules.SessionWord.TAKEAWAY) and (theirs := state.their_takeaway()):
        yield TakenAlong(people.person(state, other(state.me)), theirs, title, only_mine=False)
