"""Everything that one of the two can see, gathered from the pages that show it. Reads only.

Nothing is read here that a page does not read: for the seat that asks, each exercise through its comparison
page and its own page, what the two keep, and one's own check-ins over time. What those pages do not show is
in no export.
"""

from __future__ import annotations

from couples import access, seats
from couples.access import Holder
from couples.refusals import NotHere
from couples.vault import Unreadable
from exercises import checkins, kept, overview, own_page, sitting, then_and_now
from exercises.exporting import document, opened
from exercises.exporting.converting import Converting
from exercises.exporting.document import Export
from exercises.exporting.opened import Shape
from exercises.models import PairedSession
from exercises.rules import NotYet
from exercises.screens import Comparison, Mark, Person
from exercises.sitting import Sitting
from exercises.snapshots import ContentDamaged
from exercises.typography import typeset

SHAPES: dict[Mark, Shape] = {"a": "circle", "b": "diamond"}
UNREADABLE = "An earlier exercise"


def of_couple(holder: Holder, couple_code: str) -> Export:
    """The export of whoever asks. Raises NotHere for a stranger."""
    couple = seats.couple_of(holder, couple_code)
    seat, _ = access.seats_of(couple_code, holder)
    codes = PairedSession.objects.filter(couple=seat.couple).order_by("-started", "-pk")
    converting = Converting(Person(couple.my_mark, couple.my_name))
    return Export(
        format=document.FORMAT,
        version=document.VERSION,
        people=_people(couple),
        exercises=[_exercise(converting, holder, code) for code in codes.values_list("code", flat=True)],
        kept=converting.kept(kept.of_couple(holder, couple_code)),
        check_ins=converting.check_ins(checkins.of_couple(holder, couple_code)),
    )


def _people(couple: seats.CoupleView) -> opened.People:
    def named(position: int) -> opened.Named | None:
        name = couple.names.get(position)
        return None if name is None else opened.Named(name=name, shape=SHAPES[couple.marks[position]])

    me = named(couple.position)
    assert me is not None, "whoever asks has a name"
    return opened.People(me=me, partner=named(3 - couple.position))


def _exercise(converting: Converting, holder: Holder, code: str) -> document.Exercise:
    """One session; without what can't be read at the moment, which keeps nobody from the rest."""
    try:
        seated = sitting.take(holder, code)
        page = _side_by_side(seated)
        both = then_and_now.of(seated) if page is not None else None
        return document.Exercise(
            title=typeset(seated.content.exercise.title),
            readable=True,
            side_by_side=converting.side_by_side(page) if page is not None else None,
            then_and_now=converting.then_and_now(both) if both is not None else None,
            only_mine=converting.only_mine(own_page.of(seated)),
        )
    except (ContentDamaged, Unreadable):
        return document.Exercise(
            title=UNREADABLE, readable=False, side_by_side=None, then_and_now=None, only_mine=None
        )


def _side_by_side(seated: Sitting) -> Comparison | None:
    """The comparison page; None where this exercise has none, and before anything was revealed."""
    if seated.content.exercise.comparison == "none":
        return None
    try:
        return overview.of(seated)
    except (NotHere, NotYet):
        return None
