"""Ten thousand couples at the loop, as their screens show it: no rows, only what both released.

A state is put together from released bodies, seen and rendered as a page and a socket do it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from couples.keys import Keys
from couples.models import Couple, Seat
from couples.positions import Position
from exercises.content.answer_body import AnswerBody
from exercises.content.kinds.next_move import MOVES
from exercises.library import SHIPPED, Snapshot, load
from exercises.models import Answer, PairedSession
from exercises.presenters.session import session_view
from exercises.queries.opened import Opened
from exercises.queries.session_state import OwnAnswer, SessionState
from exercises.rules import WHOLE, RoundMilestone, RoundWord, SessionWord, Signal
from exercises.screens import Reveal, SessionView
from exercises.steps.layout import Layout, lay_out
from exercises.web import panels
from tests.support.examples import examples
from tests.support.scripts.ring_picks import CUES, NONE, THE_LOOP, TITLE, step

Released = dict[str, Any] | None
Eight = tuple[Released, ...]  # Alex’s four, then Sam’s

BOTH: tuple[Position, Position] = (1, 2)
STEPS = [step(cue) for cue in CUES]
KEYS = Keys(couple=b"k" * 32, own=b"o" * 32)
LEAD_ON = ("go quiet too", "wait and see", "pull away", "do something else for a while", "be sharp")


@cache
def content() -> tuple[Snapshot, Layout]:
    library = load(SHIPPED)
    loop = library.exercises[THE_LOOP]
    cues = {id: library.cues[id] for id in CUES}
    return Snapshot(loop, cues), lay_out(loop, cues, {"first": CUES})


@cache
def begun_by(position: Position) -> str:
    """A code of a session in which this position begins."""
    codes = (f"{n:032x}" for n in range(100))
    return next(code for code in codes if state((None,) * 8, 1, code).begins == position)


def state(bodies: Eight, me: Position, code: str, exchanged: bool = False) -> SessionState:
    """At the card. exchanged: the two sit the other way round."""
    snapshot, layout = content()
    couple = Couple(code="c" * 16)
    alex, sam = (dict(zip(STEPS, four, strict=True)) for four in (bodies[:4], bodies[4:]))
    by_position = {1: sam, 2: alex} if exchanged else {1: alex, 2: sam}
    opened = Opened(1, code, KEYS, {})
    opened.bodies = {step: {who: bodies[step] for who, bodies in by_position.items()} for step in STEPS}
    return SessionState(
        couple=couple,
        session=PairedSession(couple=couple, code=code),
        versions=(9, 9),
        ended=None,
        me=me,
        seats={position: Seat(pk=position, couple=couple, position=position) for position in BOTH},
        keys=KEYS,
        content=snapshot,
        layout=layout,
        own={each: OwnAnswer(Answer.State.IN, 1, AnswerBody()) for each in STEPS},
        said=frozenset(
            {
                Signal(1, WHOLE, SessionWord.BEGIN),
                *(Signal(position, "first", RoundWord.PREVIEW) for position in BOTH),
            }
        ),
        milestones={("first", RoundMilestone.REVEAL): 1},
        here=frozenset(BOTH),
        names={1: "Sam", 2: "Alex"} if exchanged else {1: "Alex", 2: "Sam"},
        earlier="",
        opened=opened,
    )


def screen(bodies: Eight, me: Position, code: str, exchanged: bool = False) -> Reveal:
    shown = session_view.present(state(bodies, me, code, exchanged), origin="http://testserver").screen
    assert isinstance(shown, Reveal)
    return shown


def view(bodies: Eight, me: Position, code: str) -> SessionView:
    return session_view.present(state(bodies, me, code), origin="http://testserver")


def to_the_byte(view: SessionView) -> dict[str, tuple[str, str]]:
    """Everything that a seat is sent of this: every panel, with its etag."""
    return {name: (panel.html, panel.etag) for name, panel in panels.render(view).items()}


def released(reading: str, move: str) -> Released:
    if reading == "na":
        return {"reading": {"pick": "na"}}
    t = {"strain": 0, "us_mild": 1, "rejecting": 2}[reading]
    return {
        "reading": {"pick": reading, "t": t, "cat": reading, "band": "leaning", "pull": "mid"},
        "next": move,
    }


# Moves that lead on come more often than in life, so that many couples have a ring.
ANSWERS = [
    *(released(reading, move) for reading in ("strain", "us_mild", "rejecting") for move in MOVES),
    *(released(reading, move) for reading in ("strain", "us_mild") for move in LEAD_ON for _ in range(8)),
    released("na", ""),
]
COUPLES = st.tuples(*[st.sampled_from(ANSWERS)] * 8)
QUICKLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
GENTLE: Eight = tuple(released("strain", "ask gently") for _ in range(8))


def kept(couple: Eight, keeps: int) -> Eight:
    """The same two, but that one of them keeps one answer, or only what they would do then."""
    at, all_of_it = keeps // 2, keeps % 2 == 0
    answer = couple[at]
    assert answer is not None
    less = None if all_of_it or "next" not in answer else {"reading": answer["reading"]}
    return (*couple[:at], less, *couple[at + 1 :])


@cache
def no_ring(me: Position, code: str) -> SessionView:
    """What two people see whose answers were all shared and close no ring."""
    shown = view(GENTLE, me, code)
    html = to_the_byte(shown)["stage"][0]
    assert NONE in html and TITLE not in html
    return shown


@settings(QUICKLY, max_examples=examples(1_500, long=10_000))
@given(COUPLES, st.integers(0, 15), st.sampled_from(BOTH))
def test_with_one_answer_kept_both_see_just_what_two_without_a_ring_see(
    couple: Eight, keeps: int, begins: Position
) -> None:
    """Pages and frames are made of what is seen and of nothing else."""
    code, me = begun_by(begins), BOTH[keeps // 2 % 2]
    assert view(kept(couple, keeps), me, code) == no_ring(me, code)


@settings(QUICKLY, max_examples=examples(100, long=300))
@given(COUPLES, st.integers(0, 15), st.sampled_from(BOTH))
def test_rendered_it_is_the_same_to_the_byte(couple: Eight, keeps: int, me: Position) -> None:
    code = begun_by(1)
    assert to_the_byte(view(kept(couple, keeps), me, code)) == to_the_byte(no_ring(me, code))


@settings(QUICKLY, max_examples=examples(200, long=1_000))
@given(COUPLES, st.sampled_from(BOTH))
def test_both_see_the_same_ring_and_exchanged_it_is_turned_round(couple: Eight, begins: Position) -> None:
    code, other_way = begun_by(begins), begun_by(2 if begins == 1 else 1)
    alex, sam = screen(couple, 1, code), screen(couple, 2, code)
    if alex.ring is None:
        assert (alex.no_ring is not None, alex) == (True, sam)
        return
    assert sam.ring is not None
    turned = screen(couple, 1, other_way, exchanged=True).ring
    assert turned is not None

    def said(ring: Any) -> list[tuple[str, ...]]:
        return [(half.person.name, half.when, half.thinks, half.does) for half in (ring.first, ring.second)]

    assert said(alex.ring) == said(sam.ring)
    assert said(turned) == said(alex.ring)[::-1]
    assert [half.mine for half in (alex.ring.first, alex.ring.second)] == [True, False]
    assert replace(alex, ring=None) == replace(sam, ring=None)
