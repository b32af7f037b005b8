"""One phone that two people pass on: whose turn it is, and what stands between their turns.

It is worked out from what each may know of the session anyway. What is for one of them alone begins behind
such a screen, so that it never comes up while both are looking.
"""

from __future__ import annotations

from django.urls import reverse

from couples.addresses import Address
from couples.positions import FIRST, Position, other
from exercises.presenters.session import last_screens
from exercises.queries import newcomers, people
from exercises.queries.session_state import SessionState
from exercises.rules import (
    TAKEAWAY_STEP,
    WHOLE,
    RoundMilestone,
    RoundWord,
    SessionWord,
    Stage,
    Where,
    has_begun,
    is_alone,
    stage_of,
)
from exercises.screens import HandOver, Through, Turn

MY_TURN = "turn"  # as the step that a page looks at: whoever has the phone in hand has said so


def cover(first: SessionState, second: SessionState) -> HandOver | Through | None:
    """What the address that is neither's shows; None where both look at the same page."""
    both = (first, second)
    where = [stage_of(state.facts, state.me) for state in both]
    stages = {each.stage for each in where}
    turns = [state for state, each in zip(both, where, strict=True) if is_alone(each.stage)]
    reading = [state for state, each in zip(both, where, strict=True) if each.stage is Stage.LOBBY]
    turns = reading or turns  # what a safety page stands before begins once both have read it
    if not turns and stages == {Stage.WAITING, Stage.REVEAL}:  # one of them still has to say something
        turns = [state for state, each in zip(both, where, strict=True) if each.stage is Stage.REVEAL]
    if turns:
        return HandOver(
            turns=tuple(_turn(state, state.me) for state in turns),
            url=_url(first, FIRST),
            begins=all(_begins(state, each) for state, each in zip(both, where, strict=True)),
            safety=any(newcomers.is_new(first, state.me) for state in turns),
        )
    if stages == {Stage.WAITING}:
        plan = where[0].round
        assert plan is not None, "what is waited for is a round"
        return HandOver((), _url(first, FIRST), round=plan.id)
    if stages == {Stage.FINISHED}:
        seen = reverse("comparison", args=[Address(first.code, FIRST)])
        return Through(seen if last_screens.has_comparison(first) else "")
    return None


def between(state: SessionState, where: Where, at: str | None) -> HandOver | None:
    """What stands on somebody's own page while the phone is to be passed on; None where nothing does."""
    if not state.one_phone:
        return None
    if where.stage is Stage.WAITING and where.round is not None:
        return _after_mine(state, where.round.id)
    theirs = other(state.me)
    if where.stage is Stage.STEP and not has_begun(state.facts, theirs):
        return HandOver(
            (_turn(state, theirs),), _url(state, state.me), safety=newcomers.is_new(state, theirs)
        )
    if not at and where.stage in (Stage.STEP, Stage.TAKEAWAY) and _begins(state, where):
        others = (theirs,) if _has_it_to_do(state, theirs, where) else ()
        positions = sorted((state.me, *others))
        return HandOver(
            turns=tuple(_turn(state, each, mine=each == state.me) for each in positions),
            url=_url(state, state.me),
            begins=len(positions) > 1,
            safety=any(newcomers.is_new(state, each) for each in positions),
        )
    return None


def _after_mine(state: SessionState, round_id: str) -> HandOver:
    """I am through; now it is the other's turn, or both look."""
    facts, theirs = state.facts, other(state.me)
    more = facts.reached(round_id, RoundMilestone.CLOSED)
    if not more and facts.has_said(theirs, round_id, RoundWord.PREVIEW):
        return HandOver((), _url(state, state.me), round=round_id)
    said = (RoundWord.MORE, RoundWord.ALMOST, RoundWord.YES) if more else (RoundWord.PREVIEW,)
    return HandOver(
        turns=(_turn(state, theirs),),
        url=_url(state, state.me),
        safety=newcomers.is_new(state, theirs),
        round=round_id,
        word=next(str(word) for word in said if facts.has_said(state.me, round_id, word)),
    )


def _begins(state: SessionState, where: Where) -> bool:
    """Whether nothing of what is to be done alone has been begun."""
    facts = state.facts
    if where.stage is Stage.TAKEAWAY:
        return TAKEAWAY_STEP not in state.own
    if where.stage is not Stage.STEP or where.round is None:
        return False
    read_before = facts.gated and where.round == facts.rounds[0]
    return not read_before and state.own.keys().isdisjoint(where.round.steps)


def _has_it_to_do(state: SessionState, position: Position, where: Where) -> bool:
    if where.stage is Stage.TAKEAWAY:
        return not state.facts.has_said(position, WHOLE, SessionWord.TAKEAWAY)
    return where.round is not None and not state.facts.has_said(position, where.round.id, RoundWord.PREVIEW)


def _turn(state: SessionState, position: Position, *, mine: bool = False) -> Turn:
    return Turn(people.person(state, position), f"{_url(state, position)}?at={MY_TURN}", mine)


def _url(state: SessionState, position: Position) -> str:
    return reverse("session", args=[Address(state.code, position)])
