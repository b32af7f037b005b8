"""What a reveal opened: the two people's released bodies, compared. Asked only after the reveal."""

from __future__ import annotations

from collections.abc import Mapping

from couples.positions import FIRST, SECOND, Position
from exercises import rules
from exercises.comparison.half_ring import HalfRing, TwoThoughts
from exercises.comparison.offered import Offered
from exercises.comparison.opened import CueOffers, Offers, Topic, compare_round
from exercises.queries.revealed_round import RevealedRound
from exercises.queries.session_state import SessionState
from exercises.rules import RoundMilestone, clock
from exercises.steps import ring_search
from exercises.steps.card_order import Bodies, shown
from exercises.steps.layout import StepSpec


def revealed(state: SessionState, round_id: str) -> RevealedRound:
    """The round as both have opened it. One query the first time."""
    known = state.opened.rounds
    if round_id not in known:
        shared = state.shared(round_id)
        offered = _cues(state, round_id, shared)
        sheets = tuple(shown(state.layout.of_round(round_id), shared[FIRST], shared[SECOND]))
        is_ring = ring_search.round_of(state.content) == round_id
        ring = state.ring if is_ring else None
        known[round_id] = RevealedRound(
            round=round_id,
            shared=shared,
            offers=offered,
            comparison=compare_round(offered),
            sheets=sheets,
            looks_for_ring=is_ring,
            ring=ring,
            instead=_instead(state, shared) if is_ring and ring is None else None,
        )
    return known[round_id]


def _instead(state: SessionState, shared: Mapping[Position, Bodies]) -> HalfRing | TwoThoughts | None:
    return ring_search.instead(state.content, state.layout, shared[FIRST], shared[SECOND], state.begins)


def _cues(state: SessionState, round_id: str, shared: Mapping[Position, Bodies]) -> tuple[CueOffers, ...]:
    steps = state.layout.of_round(round_id)
    cues = dict.fromkeys(step.cue.id for step in steps if step.cue is not None)
    return tuple(
        CueOffers(cue, _offers(state, cue, shared[FIRST]), _offers(state, cue, shared[SECOND]))
        for cue in cues
    )


def _offers(state: SessionState, cue: str, bodies: Bodies) -> Offers:
    def offered(voice: str) -> Offered | None:
        spec = state.layout.steps.get(f"{cue}.{voice}")
        body = bodies.get(f"{cue}.{voice}")
        if spec is None or not body or spec.pick.id not in body:
            return None
        plain = {name: value for name, value in body[spec.pick.id].items() if name != "words"}
        return Offered.from_json(plain)

    return Offers(offered("receiver"), offered("sender"))


def visible(state: SessionState, opened: RevealedRound) -> list[Topic]:
    """The cards that this seat has come to: all of a closed round, else up to the one it is at."""
    topics = list(opened.comparison.cards)
    if state.facts.reached(opened.round, RoundMilestone.CLOSED):
        open_now = state.facts.reached(opened.round, RoundMilestone.TENDER_OPEN)
        found = tender(state, opened) if open_now else None
        return topics if found is None else [*topics, found]
    plan = state.facts.round(opened.round)
    assert plan is not None
    return topics[: rules.card_number(state.facts, state.me, plan)]


def visible_steps(state: SessionState, opened: RevealedRound) -> tuple[StepSpec, ...]:
    """The plain steps of which this seat has come to a sheet."""
    if state.facts.reached(opened.round, RoundMilestone.CLOSED):
        return opened.sheets
    plan = state.facts.round(opened.round)
    assert plan is not None
    seen_so_far = rules.card_number(state.facts, state.me, plan) - len(opened.comparison.cards)
    return opened.sheets[: max(0, seen_so_far)]


def all_open(state: SessionState, opened: RevealedRound) -> list[Topic]:
    """Every direction that is open to this seat by now, the rest among them once both asked for it."""
    rest = opened.comparison.rest if state.facts.reached(opened.round, RoundMilestone.REST_OPEN) else ()
    return [*visible(state, opened), *rest]


def card_count(state: SessionState) -> int:
    """How many cards the current round's reveal has: at least one, also when there is nothing to compare."""
    for plan in state.layout.rounds:
        if state.facts.reached(plan.id, RoundMilestone.REVEAL) and not state.facts.reached(
            plan.id, RoundMilestone.CLOSED
        ):
            return max(1, revealed(state, plan.id).count)
    return 1


def tender(state: SessionState, opened: RevealedRound) -> Topic | None:
    """The one tender topic of a round. None where there is none, or it is put off or away: as if none."""
    is_open = state.facts.reached(opened.round, RoundMilestone.TENDER_OPEN)
    if not is_open and rules.is_put_off(opened.round, state.milestones, clock.now_ms()):
        return None
    return tender_or_put_off(state, opened)


def tender_or_put_off(state: SessionState, opened: RevealedRound) -> Topic | None:
    """The same, whether it is put off or not. No screen may hang on it: only closing it for good does."""
    if state.facts.reached(opened.round, RoundMilestone.TENDER_AWAY):
        return None
    return opened.comparison.when_ready


def revealed_rounds(state: SessionState) -> list[RevealedRound]:
    return [
        revealed(state, plan.id)
        for plan in state.layout.rounds
        if state.facts.reached(plan.id, RoundMilestone.REVEAL)
    ]
