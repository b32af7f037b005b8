"""The last screens of a session: the line that each takes along, and what stands there once it is given."""

from __future__ import annotations

from collections.abc import Mapping

from exercises import rules, screens
from exercises.content import kinds
from exercises.content.answer_body import FormFields
from exercises.language.typography import typeset
from exercises.presenters.session import checkin, cue_cards, ring_card, what_next
from exercises.queries import reveals, ring_exit
from exercises.queries.session_state import SessionState
from exercises.rules import WHOLE, RoundMilestone, RoundPlan, SessionWord
from exercises.steps.layout import TAKEAWAY_LINE, TAKEAWAY_MAX


def takeaway(state: SessionState, typed: FormFields | None) -> screens.Takeaway:
    own = state.own.get(rules.TAKEAWAY_STEP)
    fields: Mapping[str, str | list[str]] = typed or (own.body.draft if own and own.body.draft else {})
    text = fields.get(TAKEAWAY_LINE, "")
    return screens.Takeaway(
        ref=rules.TAKEAWAY_STEP,
        base=own.revision if own else 0,
        text=text if isinstance(text, str) else "",
        limit=TAKEAWAY_MAX,
        stopped=no_text(state, rules.stopped_at(state.facts)),
        comparison=has_comparison(state),
        hint=ring_card.to_try(state),
    )


def finished(state: SessionState) -> screens.Finished:
    own = state.own.get(rules.TAKEAWAY_STEP)
    body = own.body if own else None
    mine = str(body.parts.get(TAKEAWAY_LINE, "")) if body else ""
    theirs = state.their_takeaway() if state.facts.both_said(WHOLE, SessionWord.TAKEAWAY) else ""
    return screens.Finished(
        mine=mine,
        mine_shared=bool(body and body.share.get(TAKEAWAY_LINE)),
        theirs=theirs,
        stopped=no_text(state, rules.stopped_at(state.facts)),
        comparison=has_comparison(state),
        checkin=checkin.present_checkin(state),
        worth_keeping=_is_on_a_card(state) or ring_exit.ring_exit(state) is not None,
        base=own.revision if own else 0,
        meaning=None if mine or theirs else _meant_well(state),
        next=_next(state),
    )


def _meant_well(state: SessionState) -> screens.Meaning | None:
    """What the other means, of the cards that both have been through; first what I had read more darkly.

    What hurts, or weighs more than what I had read, is for the two to talk about and nothing to be left with.
    """
    through = [plan for plan in state.layout.rounds if state.facts.reached(plan.id, RoundMilestone.CLOSED)]
    cards = [
        cue_cards.card(state, opened, topic)
        for opened in (reveals.revealed(state, plan.id) for plan in through)
        for topic in opened.comparison.cards
        if topic.reader == state.me
    ]
    kind = [card for card in cards if card.meaning_at >= max(card.reading_at, cue_cards.AXIS_MIDDLE)]
    found = max(kind, key=lambda card: card.meaning_at - card.reading_at, default=None)
    return screens.Meaning(found.title, found.actor, found.meaning) if found is not None else None


def _next(state: SessionState) -> screens.NextExercise | None:
    found = what_next.after(state) if state.joined and not state.couple.is_trial else None
    if found is None:
        return None
    each = found.exercise
    return screens.NextExercise(each.slug, each.title, found.reason, each.minutes)


def _is_on_a_card(state: SessionState) -> bool:
    """Whether what I mean is on a card that is open: that much can be put into the glossary, and no more."""
    opened = (reveals.all_open(state, seen) for seen in reveals.revealed_rounds(state))
    return any(topic.actor == state.me for topics in opened for topic in topics)


def no_text(state: SessionState, plan: RoundPlan | None) -> str:
    """What a ready gate says when it ends things; "" where there is none."""
    gates = {each.id: each.gate for each in state.content.exercise.rounds}
    gate = gates.get(plan.id) if plan is not None else None
    return typeset(kinds.stops_with(gate)) if gate is not None else ""


def has_comparison(state: SessionState) -> bool:
    """Whether there is a page that puts everything side by side. Some exercises have none, on purpose."""
    return state.content.exercise.comparison == "page"
