"""Thousands of couples at the loop, as their screens show it: no rows, only what both released.

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
from tests.support.scripts.ring_picks import CUES, HALF, NONE, THE_LOOP, THOUGHTS, TITLE, step

Released = dict[str, Any] | None
Ten = tuple[Released, ...]  # Alex’s five, then Sam’s

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
    return next(code for code in codes if state((None,) * 10, 1, code).begins == position)


def state(bodies: Ten, me: Position, code: str, exchanged: bool = False) -> SessionState:
    """At the card. exchanged: the two sit the other way round."""
    snapshot, layout = content()
    couple = Couple(code="c" * 16)
    alex, sam = (dict(zip(STEPS, five, strict=True)) for five in (bodies[:5], bodies[5:]))
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


def screen(bodies: Ten, me: Position, code: str, exchanged: bool = False) -> Reveal:
    shown = session_view.present(state(bodies, me, code, exchanged), origin="http://testserver").screen
    assert isinstance(shown, Reveal)
    return shown


def view(bodies: Ten, me: Position, code: str) -> SessionView:
    return session_view.present(state(bodies, me, code), origin="http://testserver")


def in_its_place(shown: Reveal) -> set[tuple[object, ...]]:
    """What stands in place of a ring, whoever of the two comes first."""
    parts = shown.sheet.parts if shown.sheet is not None else ()
    return {(part.label, side.person.name, side.lines) for part in parts for side in part.sides}


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
COUPLES = st.tuples(*[st.sampled_from(ANSWERS)] * 10)
QUICKLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)
GENTLE: Ten = tuple(released("strain", "ask gently") for _ in range(10))


def kept(couple: Ten, keeps: int) -> Ten:
    """The same two, but that one of them keeps one answer, or only what they would do then."""
    at, all_of_it = keeps // 2, keeps % 2 == 0
    answer = couple[at]
    assert answer is not None
    less = None if all_of_it or "next" not in answer else {"reading": answer["reading"]}
    return (*couple[:at], less, *couple[at + 1 :])


def leads_to(answer: Released) -> str:
    """The moment that what somebody would do then is to the other; "" where it leads nowhere."""
    ring = content()[0].exercise.ring
    assert ring is not None
    if not answer or answer["reading"]["pick"] == "na" or answer["reading"]["t"] > ring.only_threat_up_to:
        return ""
    move = answer.get("next", "")
    return "" if move in ring.never_with else ring.leads_to.get(move, "")


def all_shared(couple: Ten, at: int) -> tuple[Ten, Ten]:
    """Two couples who kept nothing, instead of one of whom somebody kept what stands at this place.

    What was kept doesn't come up with them, or is a move that leads nowhere; in the second none of the moves
    of whoever kept it closes a ring.
    """
    mine, start = range(at // 5 * 5, at // 5 * 5 + 5), 5 - at // 5 * 5
    full = list(couple)
    answer = full[at]
    full[at] = {"reading": answer["reading"], "next": "ask gently"} if answer else released("na", "")
    open_ended = list(full)
    for place in mine:
        then = leads_to(full[place])
        if then and leads_to(full[start + CUES.index(then)]) == CUES[place % 5]:
            answer = full[place]
            assert answer is not None
            open_ended[place] = {**answer, "next": "ask gently"}
    return tuple(full), tuple(open_ended)


@settings(QUICKLY, max_examples=examples(1_500, long=10_000))
@given(COUPLES, st.integers(0, 19), st.sampled_from(BOTH))
def test_with_one_answer_kept_both_see_just_what_two_see_who_kept_nothing(
    couple: Ten, keeps: int, begins: Position
) -> None:
    """Pages and frames are made of what is seen and of nothing else."""
    code, me = begun_by(begins), BOTH[keeps // 2 % 2]
    less = kept(couple, keeps)
    assert view(less, me, code) in [view(whole, me, code) for whole in all_shared(less, keeps // 2)]


@settings(QUICKLY, max_examples=examples(100, long=300))
@given(COUPLES, st.integers(0, 19), st.sampled_from(BOTH))
def test_rendered_it_is_the_same_to_the_byte(couple: Ten, keeps: int, me: Position) -> None:
    code, less = begun_by(1), kept(couple, keeps)
    shown = to_the_byte(view(less, me, code))
    assert TITLE not in shown["stage"][0], "no ring"
    assert shown in [to_the_byte(view(whole, me, code)) for whole in all_shared(less, keeps // 2)]


def test_among_these_couples_are_all_four_ends() -> None:
    """So the thousands say something: a ring, half of one, two thoughts, and nothing of it."""
    code, nothing = begun_by(1), tuple(released("na", "") for _ in range(10))
    dinner = (released("us_mild", "pull away"), *GENTLE[1:])
    alone = (GENTLE[0], released("us_mild", "go quiet too"), *GENTLE[2:5])
    for couple, title in (
        ((*dinner[:5], *alone), TITLE), (dinner, HALF), (GENTLE, THOUGHTS), (nothing, NONE)
    ):  # fmt: skip
        assert title in to_the_byte(view(couple, 1, code))["stage"][0]


@settings(QUICKLY, max_examples=examples(200, long=1_000))
@given(COUPLES, st.sampled_from(BOTH))
def test_both_see_the_same_ring_and_exchanged_it_is_turned_round(couple: Ten, begins: Position) -> None:
    code, other_way = begun_by(begins), begun_by(2 if begins == 1 else 1)
    alex, sam = screen(couple, 1, code), screen(couple, 2, code)
    if alex.ring is None:
        assert (alex.no_ring is None) is (alex.sheet is not None) and alex == sam
        swapped = screen(couple, 1, other_way, exchanged=True)
        assert in_its_place(swapped) == in_its_place(alex)
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
