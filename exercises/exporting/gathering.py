"""Everything that one of the two can see, gathered from the pages that show it. Reads only.

Nothing is read here that a page does not read: for the seat that asks, each exercise through its comparison
page and its own page, what the two keep, and one's own check-ins over time. What those pages do not show is
in no export.
"""

from __future__ import annotations

from couples.access import Holder
from couples.refusals import NotHere
from exercises import checkins, kept, overview, own_page, sittings, then_and_now
from exercises.exporting import document, opened
from exercises.exporting.converting import Converting
from exercises.exporting.document import Export
from exercises.exporting.opened import Shape
from exercises.models import PairedSession
from exercises.rules import NotYet, Position, other
from exercises.screens import Comparison, Mark
from exercises.sitting import Sitting
from exercises.sittings import Sittings
from exercises.typography import typeset

SHAPES: dict[Mark, Shape] = {"a": "circle", "b": "diamond"}
UNREADABLE = "An earlier exercise"


def of_couple(holder: Holder, couple_code: str) -> Export:
    """The export of whoever asks. Raises NotHere for a stranger."""
    sat = sittings.of_couple(holder, couple_code)
    found = {sitting.code: sitting for sitting in sat.found}
    codes = PairedSession.objects.filter(couple=sat.couple).order_by("-started", "-pk")
    converting = Converting(sat.person(sat.me))
    return Export(
        format=document.FORMAT,
        version=document.VERSION,
        people=_people(sat),
        exercises=[_exercise(converting, found.get(code)) for code in codes.values_list("code", flat=True)],
        kept=converting.kept(kept.of(sat)),
        check_ins=converting.check_ins(checkins.of_couple(holder, couple_code)),
    )


def _people(sat: Sittings) -> opened.People:
    def named(position: Position) -> opened.Named | None:
        name = sat.names.get(position)
        return None if name is None else opened.Named(name=name, shape=SHAPES[sat.person(position).mark])

    me = named(sat.me)
    assert me is not None, "whoever asks has a name"
    return opened.People(me=me, partner=named(other(sat.me)))


def _exercise(converting: Converting, seated: Sitting | None) -> document.Exercise:
    """One session; None where its content can't be read at the moment, which keeps nobody from the rest."""
    if seated is None:
        return document.Exercise(
            title=UNREADABLE, readable=False, side_by_side=None, then_and_now=None, only_mine=None
        )
    page = _side_by_side(seated)
    both = then_and_now.of(seated) if page is not None else None
    return document.Exercise(
        title=typeset(seated.content.exercise.title),
        readable=True,
        side_by_side=converting.side_by_side(page) if page is not None else None,
        then_and_now=converting.then_and_now(both) if both is not None else None,
        only_mine=converting.only_mine(own_page.of(seated)),
    )


def _side_by_side(seated: Sitting) -> Comparison | None:
    """The comparison page; None where this exercise has none, and before anything was revealed."""
    if seated.content.exercise.comparison == "none":
        return None
    try:
        return overview.of(seated)
    except (NotHere, NotYet):
        return None
