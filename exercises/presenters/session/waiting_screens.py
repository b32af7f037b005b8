"""Where one waits: for somebody to join, and for the other of the two."""

from __future__ import annotations

from couples import seats
from exercises import rules, screens
from exercises.queries.session_state import SessionState
from exercises.rules import RoundMilestone, RoundPlan, RoundWord


def lobby(state: SessionState, origin: str, sent: str = "") -> screens.Lobby:
    """The shared link, worked out again from the starter's own key: it is stored nowhere.

    sent: the round of which mine is in already, and can be looked at again.
    """
    text = seats.invite_link(state.seat, state.keys)
    first = state.layout.of_round(state.layout.rounds[0].id)
    exercise = state.content.exercise
    return screens.Lobby(
        link=f"{origin}/join/#{text}" if text else "",
        minutes=exercise.minutes,
        moments=len({step.cue.id for step in first if step.cue is not None}),
        gate=bool(exercise.gate),
        each=rules.each_chosen(state.facts),
        sent=sent,
        asks_when=rules.can_be_apart(state.facts),
    )


def waiting(state: SessionState, plan: RoundPlan, origin: str) -> screens.Lobby | screens.Waiting:
    """A resting place. While nobody has joined, it is the place that has the link."""
    if not state.joined:
        return lobby(state, origin, sent=plan.id)
    facts = state.facts
    both_in = facts.both_said(plan.id, RoundWord.PREVIEW)
    more = facts.reached(plan.id, RoundMilestone.CLOSED)
    following = facts.following(plan.id)
    confirming = more and following is not None and following.until
    word = RoundWord.MORE if more else RoundWord.PREVIEW
    if confirming:
        word = next(
            word for word in (RoundWord.ALMOST, RoundWord.YES) if facts.has_said(state.me, plan.id, word)
        )
    return screens.Waiting(
        round=plan.id,
        both_in=both_in and not more,
        more=more,
        can_reopen=more or not both_in,
        word=str(word),
        each=rules.each_chosen(facts) and not facts.has_said(state.me, plan.id, RoundWord.TOGETHER),
    )
