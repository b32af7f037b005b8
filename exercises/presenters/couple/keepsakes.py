"""What the two keep from what they did together, as one of them sees it. Reads only."""

from __future__ import annotations

from collections.abc import Iterator

from couples.access import Holder
from exercises import rules
from exercises.language.typography import typeset
from exercises.presenters.couple import glossary_lines, plan_list
from exercises.queries import couple_sessions, people
from exercises.queries.couple_sessions import Sittings
from exercises.queries.session_state import Sitting
from exercises.rules import other
from exercises.screens import Kept, TakenAlong
from exercises.steps.layout import TAKEAWAY_LINE


def of_couple(holder: Holder, couple_code: str) -> Kept:
    """Lines taken along, glossary and plans of this couple. Raises NotHere for a stranger. Seven queries."""
    return of(couple_sessions.of_couple(holder, couple_code))


def of(sat: Sittings) -> Kept:
    """The same from the sittings of a couple. One query."""
    lines = glossary_lines.lines(sat)
    return Kept(
        taken=tuple(line for sitting in sat.found for line in _taken(sat, sitting)),
        glossary=lines,
        plans=plan_list.of(sat),
        offered=glossary_lines.offered(sat, lines),
    )


def _taken(sat: Sittings, sitting: Sitting) -> Iterator[TakenAlong]:
    """My line of this session, and theirs where they shared it and both have finished."""
    title = typeset(sitting.content.exercise.title)
    own = sitting.own.get(rules.TAKEAWAY_STEP)
    line = own.body.parts.get(TAKEAWAY_LINE) if own is not None and own.is_in else None
    if own is not None and line:
        shared = bool(own.body.share.get(TAKEAWAY_LINE))
        yield TakenAlong(people.person(sitting, sitting.me), str(line), title, only_mine=not shared)
    if theirs := sat.their_lines.get(sitting.code):
        yield TakenAlong(people.person(sitting, other(sitting.me)), theirs, title, only_mine=False)
