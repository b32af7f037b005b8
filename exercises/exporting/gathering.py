"""Everything that one of the two can see, gathered from the pages that show it. Reads only.

Nothing is read here that a page does not read: for the seat that asks, each exercise through its comparison
page and its own page, what the two keep, and one's own check-ins over time. What those pages do not show is
in no export.
"""

from __future__ import annotations

from collections.abc import Mapping

from couples.access import Holder
from couples.infrastructure.refusals import NotHere
from couples.positions import Position, other
from exercises.exporting import document, of_both
from exercises.exporting.converting import Converting
from exercises.exporting.document import Export
from exercises.exporting.of_both import Shape
from exercises.language.typography import typeset
from exercises.library import snapshot_store
from exercises.presenters.couple import checkin_history, keepsakes
from exercises.presenters.session import comparison_page, own_page, then_and_now
from exercises.queries import couple_sessions
from exercises.queries.couple_sessions import CoupleSessions
from exercises.queries.session_state import SessionState
from exercises.rules import NotYet
from exercises.screens import Comparison, Mark

SHAPES: dict[Mark, Shape] = {"a": "circle", "b": "diamond"}


def gather(holder: Holder, couple_code: str) -> Export:
    """The export of whoever asks. Raises NotHere for a stranger. Eight queries, however much there is."""
    ours = couple_sessions.load_all(holder, couple_code)
    couple_sessions.read_letters(ours)
    found = {state.code: state for state in ours.states}
    converting = Converting(ours.person(ours.me))
    return Export(
        format=document.FORMAT,
        version=document.VERSION,
        people=_people(ours),
        exercises=[_exercise(converting, record.row.code, found) for record in ours.records],
        kept=converting.kept(keepsakes.present_keepsakes(ours)),
        check_ins=converting.check_ins(checkin_history.present_checkins(ours)),
    )


def _people(ours: CoupleSessions) -> of_both.People:
    def named(position: Position) -> of_both.Named | None:
        person = ours.person(position)
        return of_both.Named(name=person.label, shape=SHAPES[person.mark]) if position in ours.names else None

    me = named(ours.me)
    assert me is not None, "whoever asks has a name"
    return of_both.People(me=me, partner=named(other(ours.me)))


def _exercise(converting: Converting, code: str, found: Mapping[str, SessionState]) -> document.Exercise:
    """One session. Where its content can't be read at the moment it is not found; that keeps nobody from the
    rest.
    """
    if code not in found:
        return document.Exercise(
            title=snapshot_store.UNTITLED,
            readable=False,
            side_by_side=None,
            then_and_now=None,
            only_mine=None,
        )
    seated = found[code]
    page = _side_by_side(seated)
    both = then_and_now.present_then_and_now(seated, found) if page is not None else None
    return document.Exercise(
        title=typeset(seated.content.exercise.title),
        readable=True,
        side_by_side=converting.side_by_side(page) if page is not None else None,
        then_and_now=converting.then_and_now(both) if both is not None else None,
        only_mine=converting.only_mine(own_page.present_own_page(seated)),
    )


def _side_by_side(seated: SessionState) -> Comparison | None:
    """The comparison page; None where this exercise has none, and before anything was revealed."""
    if seated.content.exercise.comparison == "none":
        return None
    try:
        return comparison_page.present_comparison(seated)
    except (NotHere, NotYet):
        return None
